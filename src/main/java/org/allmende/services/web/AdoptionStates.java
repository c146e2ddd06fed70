package org.allmende.services.web;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Region;
import org.allmende.region.Tenant;
import org.allmende.region.Topic;
import org.allmende.services.Adoption;
import org.allmende.services.Land;
import org.allmende.services.ServicePackage;
import org.allmende.services.Services;
import org.springframework.stereotype.Component;

/** Whether a tenant offers a service, could, or cannot, in a word and a sign. */
@Component
class AdoptionStates {

    static final String LIST = "/arbeitsplatz/leistungen";

    private final Services services;
    private final Clock clock;

    AdoptionStates(Services services, Clock clock) {
        this.services = services;
        this.clock = clock;
    }

    /** The newest version of each service, by name. */
    Collection<ServicePackage> listNewest() {
        var newest = new LinkedHashMap<String, ServicePackage>();
        for (var pack : services.listPackages()) {
            newest.merge(pack.name(), pack, (one, other) -> one.version().compareTo(other.version()) < 0 ? other : one);
        }
        return List.copyOf(newest.values());
    }

    /** Why the tenant cannot offer the service. */
    Optional<String> findObstacle(Page page, Region region, Tenant tenant, ServicePackage pack) {
        if (Land.findByName(region.land()).filter(pack::holdsIn).isEmpty()) {
            return Optional.of(page.t("services.adoption.law", region.land()));
        }
        var kind = pack.responsibility().office();
        return region.listOffices(tenant.slug()).stream().anyMatch(office -> office.kind().equals(kind))
                ? Optional.empty()
                : Optional.of(page.t("services.adoption.noOffice"));
    }

    boolean isResting(Region region, Tenant tenant) {
        return !region.participates(tenant.slug(), Topic.ONLINE_SERVICES, GermanDates.today(clock));
    }

    AdoptionListPage.Cell cell(
            Page page, Region region, Tenant tenant, ServicePackage pack, Map<String, Adoption> adoptions, String column) {
        var title = pack.description().title().in(page.lang());
        var href = LIST + "/" + pack.name() + "/" + tenant.slug();
        var about = title + ", " + tenant.name();
        var adoption = Optional.ofNullable(adoptions.get(tenant.slug().value()));
        var obstacle = findObstacle(page, region, tenant, pack);
        if (adoption.filter(Adoption::active).isPresent()) {
            var since = page.t("services.adoption.since", GermanDates.day(GermanDates.dayOf(adoption.get().since())));
            if (isResting(region, tenant)) {
                return new AdoptionListPage.Cell(
                        column, href, about, page.t("services.adoption.resting"), "warning", "pause_circle",
                        page.t("services.adoption.resting.short"));
            }
            return adoption.get().version().compareTo(pack.version()) < 0
                    ? new AdoptionListPage.Cell(
                            column, href, about, page.t("services.adoption.yes"), "warning", "sync",
                            page.t("services.adoption.newer", pack.version()))
                    : new AdoptionListPage.Cell(
                            column, href, about, page.t("services.adoption.yes"), "success", "check_circle", since);
        }
        if (obstacle.isPresent()) {
            return new AdoptionListPage.Cell(
                    column, "", about, page.t("services.adoption.impossible"), "mute", "remove", obstacle.get());
        }
        return adoption.isPresent()
                ? new AdoptionListPage.Cell(
                        column, href, about, page.t("services.adoption.ended"), "mute", "history", "")
                : new AdoptionListPage.Cell(
                        column, href, about, page.t("services.adoption.no"), "", "radio_button_unchecked", "");
    }
}
