package org.allmende.services.web;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.services.Adoptions;
import org.allmende.services.Land;
import org.allmende.services.LightDrafts;
import org.allmende.services.ServicePackage;
import org.allmende.services.Services;
import org.springframework.stereotype.Component;

/** Brings a described service online: publishes the package and lets tenants offer it with what is known of their offices. */
@Component
class WorkshopRelease {

    private final Tenancy tenancy;
    private final LightDrafts drafts;
    private final Adoptions adoptions;
    private final AdoptionStates states;
    private final AdoptionChanges changes;
    private final Services services;
    private final Regions regions;
    private final Audit audit;
    private final Clock clock;

    WorkshopRelease(
            Tenancy tenancy,
            LightDrafts drafts,
            Adoptions adoptions,
            AdoptionStates states,
            AdoptionChanges changes,
            Services services,
            Regions regions,
            Audit audit,
            Clock clock) {
        this.tenancy = tenancy;
        this.drafts = drafts;
        this.adoptions = adoptions;
        this.states = states;
        this.changes = changes;
        this.services = services;
        this.regions = regions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Who could offer it, by slug and name. */
    Map<String, String> places(Page page, ServicePackage pack) {
        var region = regions.current();
        var today = GermanDates.today(clock);
        var places = new LinkedHashMap<String, String>();
        region.tenants().values().stream()
                .filter(tenant -> tenant.activeOn(today))
                .filter(tenant ->
                        states.findObstacle(page, region, tenant, pack).isEmpty())
                .forEach(tenant -> places.put(tenant.slug().value(), tenant.shortName()));
        return places;
    }

    void handIn(Staff staff, LightDrafts.Stored stored) {
        tenancy.run(stored.tenant(), () -> drafts.move(stored.id(), LightDrafts.State.HANDED_IN));
        audited(staff, "service.handed-in", stored.draft().name(), Map.of());
    }

    void remove(Staff staff, LightDrafts.Stored stored) {
        tenancy.run(stored.tenant(), () -> drafts.remove(stored.id()));
        audited(staff, "service.draft-removed", stored.draft().name(), Map.of());
    }

    private void audited(Staff staff, String action, String subject, Map<String, String> details) {
        tenancy.run(staff.tenant(), () -> audit.record(action, subject, details));
    }

    /**
     * How many of the chosen tenants offer it now.
     *
     * @throws org.allmende.services.PackageRefused when it cannot be published; then nobody offers it
     */
    int publish(Page page, Staff staff, LightDrafts.Stored stored, List<String> chosen) {
        var pack = tenancy.as(stored.tenant(), () -> drafts.publish(stored));
        audited(
                staff,
                "service.published",
                pack.name(),
                Map.of("version", pack.version().toString()));
        services.reload();
        var region = regions.current();
        var land = Land.findByName(region.land()).orElseThrow();
        int offering = 0;
        for (var slug : places(page, pack).keySet()) {
            var proposal = AdoptionProposals.of(region, region.get(slug), pack, adoptions.find(slug, pack.name()));
            if (chosen.contains(slug)
                    && AdoptionProposals.findGap(pack, proposal).isEmpty()) {
                changes.adopt(staff, slug, pack, land, proposal);
                offering++;
            }
        }
        return offering;
    }
}
