package org.allmende.services.web;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Forbidden;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
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

    /** How a service stands at a tenant. */
    enum State {
        OFFERED,
        /** Offered in an older version. */
        OLDER,
        /** Offered, but the tenant takes no part in the online services today. */
        RESTING,
        /** It could be adopted at once. */
        OPEN,
        /** It could be adopted once somebody has filled in what it asks. */
        ASKS,
        /** The tenant has ended it. */
        ENDED,
        NO_OFFICE,
        NO_LAW;

        boolean isOffered() {
            return this == OFFERED || this == OLDER || this == RESTING;
        }

        boolean isPossible() {
            return this != NO_OFFICE && this != NO_LAW;
        }
    }

    /**
     * The tenant that somebody wants to work for: anyone for the Kompetenzcenter, the own one for an administrator.
     *
     * @throws Forbidden when it is another's
     */
    static Tenant tenant(Staff staff, Region region, String slug) {
        if (!staff.isOneOf(Role.COMPETENCE_CENTER) && !staff.tenant().equals(slug)) {
            throw new Forbidden();
        }
        return region.find(slug).orElseThrow(NotFound::new);
    }

    /** The newest version of each service, by name. */
    Collection<ServicePackage> listNewest() {
        var newest = new LinkedHashMap<String, ServicePackage>();
        for (var pack : services.listPackages().stream()
                .filter(ServicePackage::isOffered)
                .toList()) {
            newest.merge(pack.name(), pack, (one, other) -> one.version().compareTo(other.version()) < 0 ? other : one);
        }
        return List.copyOf(newest.values());
    }

    State state(Region region, Tenant tenant, ServicePackage pack, Optional<Adoption> adoption) {
        if (adoption.filter(Adoption::active).isPresent()) {
            if (isResting(region, tenant)) {
                return State.RESTING;
            }
            return adoption.get().version().compareTo(pack.version()) < 0 ? State.OLDER : State.OFFERED;
        }
        if (Land.findByName(region.land()).filter(pack::holdsIn).isEmpty()) {
            return State.NO_LAW;
        }
        if (AdoptionProposals.offices(region, tenant, pack).isEmpty()) {
            return State.NO_OFFICE;
        }
        if (adoption.isPresent()) {
            return State.ENDED;
        }
        return AdoptionProposals.findGap(pack, AdoptionProposals.of(region, tenant, pack, adoption))
                        .isPresent()
                ? State.ASKS
                : State.OPEN;
    }

    /** Why the tenant cannot offer the service. */
    Optional<String> findObstacle(Page page, Region region, Tenant tenant, ServicePackage pack) {
        return switch (state(region, tenant, pack, Optional.empty())) {
            case NO_LAW -> Optional.of(page.t("services.adoption.law", region.land()));
            case NO_OFFICE -> Optional.of(page.t("services.adoption.noOffice"));
            default -> Optional.empty();
        };
    }

    boolean isResting(Region region, Tenant tenant) {
        return !region.participates(tenant.slug(), Topic.ONLINE_SERVICES, GermanDates.today(clock));
    }

    AdoptionListPage.Cell cell(
            Page page, Region region, Tenant tenant, ServicePackage pack, Optional<Adoption> adoption) {
        var state = state(region, tenant, pack, adoption);
        var kind = state.name().toLowerCase(Locale.ROOT);
        var since =
                adoption.map(one -> page.t("services.adoption.since", GermanDates.day(GermanDates.dayOf(one.since()))));
        return new AdoptionListPage.Cell(
                tenant.shortName(),
                state.isPossible() ? href(pack, tenant) : "",
                pack.description().title().in(page.lang()) + ", " + tenant.name(),
                page.t("services.adoption.is." + kind),
                switch (state) {
                    case OFFERED -> "success";
                    case OLDER, RESTING -> "warning";
                    case OPEN, ASKS -> "open";
                    case ENDED, NO_OFFICE, NO_LAW -> "mute";
                },
                switch (state) {
                    case OFFERED -> "check_circle";
                    case OLDER -> "sync";
                    case RESTING -> "pause_circle";
                    case OPEN -> "add";
                    case ASKS -> "edit";
                    case ENDED -> "history";
                    case NO_OFFICE, NO_LAW -> "remove";
                },
                switch (state) {
                    case OFFERED -> since.orElse("");
                    case OLDER -> page.t("services.adoption.newer", pack.version());
                    case RESTING -> page.t("services.adoption.resting.short");
                    case NO_OFFICE -> page.t("services.adoption.noOffice");
                    case NO_LAW -> page.t("services.adoption.law", region.land());
                    case OPEN, ASKS, ENDED -> "";
                },
                state == State.OPEN ? pack.name() + "/" + tenant.slug() : "");
    }

    static String href(ServicePackage pack, Tenant tenant) {
        return LIST + "/" + pack.name() + "/" + tenant.slug();
    }
}
