package org.allmende.cases.web;

import java.util.Comparator;
import java.util.Optional;
import org.allmende.platform.html.NotFound;
import org.allmende.services.Service;
import org.allmende.services.ServicePackage;
import org.allmende.services.Services;
import org.springframework.stereotype.Component;

/** What a service is called and asks, also where it is no longer offered: its figures and notices stay. */
@Component
class KnownServices {

    private final Services services;

    KnownServices(Services services) {
        this.services = services;
    }

    /** The package as the tenant offers it, else its newest version. */
    Optional<ServicePackage> find(String tenant, String service) {
        return services.find(tenant, service)
                .map(Service::pack)
                .or(() -> services.listPackages().stream()
                        .filter(pack -> pack.name().equals(service))
                        .max(Comparator.comparing(ServicePackage::version)));
    }

    ServicePackage get(String tenant, String service) {
        return find(tenant, service).orElseThrow(NotFound::new);
    }

    /** The tenant that decides about it for a portal: the portal's own, or that of its county. */
    String decider(String tenant, String service) {
        return services.find(tenant, service).flatMap(Service::county).orElse(tenant);
    }
}
