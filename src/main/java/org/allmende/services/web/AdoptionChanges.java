package org.allmende.services.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Staff;
import org.allmende.services.Adoption;
import org.allmende.services.Adoptions;
import org.allmende.services.Land;
import org.allmende.services.ServicePackage;
import org.allmende.services.Services;
import org.springframework.stereotype.Component;

/** Adopts, changes and ends a service, each in one transaction with its entry in the audit log of whose staff did it. */
@Component
class AdoptionChanges {

    private final Tenancy tenancy;
    private final Adoptions adoptions;
    private final Services services;
    private final Audit audit;

    AdoptionChanges(Tenancy tenancy, Adoptions adoptions, Services services, Audit audit) {
        this.tenancy = tenancy;
        this.adoptions = adoptions;
        this.services = services;
        this.audit = audit;
    }

    void adopt(Staff staff, String tenant, ServicePackage service, Land land, Map<String, String> parameters) {
        tenancy.run(staff.tenant(), () -> {
            var before = adoptions.find(tenant, service.name());
            adoptions.adopt(tenant, service, land, parameters);
            var known = before.map(Adoption::parameters).orElse(Map.of());
            var details = new LinkedHashMap<String, String>();
            details.put("version", service.version().toString());
            parameters.forEach((id, value) -> {
                var old = known.getOrDefault(id, "");
                if (!old.equals(value)) {
                    details.put(id, old + " → " + value);
                }
            });
            var isNew = before.filter(Adoption::active).isEmpty();
            audit.record(isNew ? "service.adopted" : "service.changed", service.name() + "/" + tenant, details);
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
