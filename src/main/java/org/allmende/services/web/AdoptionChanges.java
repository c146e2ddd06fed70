package org.allmende.services.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Staff;
import org.allmende.region.Tenant;
import org.allmende.services.Adoption;
import org.allmende.services.Adoptions;
import org.allmende.services.Land;
import org.allmende.services.ServicePackage;
import org.allmende.services.Services;
import org.allmende.services.Variation;
import org.allmende.services.Variations;
import org.allmende.services.form.Text;
import org.springframework.stereotype.Component;

/** Adopts, changes and ends a service, each in one transaction with its entry in the audit log of whose staff did it. */
@Component
class AdoptionChanges {

    private final Tenancy tenancy;
    private final Adoptions adoptions;
    private final Variations variations;
    private final Services services;
    private final Audit audit;

    AdoptionChanges(Tenancy tenancy, Adoptions adoptions, Variations variations, Services services, Audit audit) {
        this.tenancy = tenancy;
        this.adoptions = adoptions;
        this.variations = variations;
        this.services = services;
        this.audit = audit;
    }

    /** A service with what the tenant fills in. */
    record Offer(ServicePackage service, Map<String, String> parameters) {}

    void adopt(Staff staff, String tenant, ServicePackage service, Land land, Map<String, String> parameters) {
        tenancy.run(staff.tenant(), () -> write(tenant, new Offer(service, parameters), land));
        services.reload();
    }

    /**
     * All that can be adopted, in one transaction.
     *
     * @return why the others cannot, by service
     */
    Map<String, Text> adoptAll(Staff staff, String tenant, List<Offer> offers, Land land) {
        var refused = new LinkedHashMap<String, Text>();
        tenancy.run(staff.tenant(), () -> {
            for (var offer : offers) {
                var refusal = adoptions.findRefusal(offer.service(), land, offer.parameters());
                if (refusal.isPresent()) {
                    refused.put(offer.service().name(), refusal.get().reason());
                } else {
                    write(tenant, offer, land);
                }
            }
        });
        services.reload();
        return refused;
    }

    private void write(String tenant, Offer offer, Land land) {
        var service = offer.service();
        var before = adoptions.find(tenant, service.name());
        adoptions.adopt(tenant, service, land, offer.parameters());
        var known = before.map(Adoption::parameters).orElse(Map.of());
        var details = new LinkedHashMap<String, String>();
        details.put("version", service.version().toString());
        offer.parameters().forEach((id, value) -> {
            var old = known.getOrDefault(id, "");
            if (!old.equals(value)) {
                details.put(id, old + " → " + value);
            }
        });
        var isNew = before.filter(Adoption::active).isEmpty();
        audit.record(isNew ? "service.adopted" : "service.changed", service.name() + "/" + tenant, details);
    }

    void publish(Staff staff, Tenant tenant, ServicePackage service, Variation draft, String mark) {
        var slug = tenant.slug().value();
        tenancy.run(staff.tenant(), () -> {
            int number = variations.publish(slug, service, mark, staff.name());
            audit.record(
                    "service.texts.published",
                    service.name() + "/" + slug,
                    Map.of(
                            "number", String.valueOf(number),
                            "differences", String.valueOf(draft.differences().size())));
        });
        services.reload();
    }

    void restore(Staff staff, Tenant tenant, ServicePackage service, String mark, int number) {
        var slug = tenant.slug().value();
        tenancy.run(staff.tenant(), () -> {
            int now = variations.restore(slug, service, mark, number, staff.name());
            audit.record(
                    "service.texts.restored",
                    service.name() + "/" + slug,
                    Map.of("number", String.valueOf(now), "restored", String.valueOf(number)));
        });
        services.reload();
    }

    void end(Staff staff, String tenant, String service) {
        tenancy.run(staff.tenant(), () -> {
            adoptions.end(tenant, service);
            audit.record("service.ended", service + "/" + tenant, Map.of());
        });
        services.reload();
    }
}
