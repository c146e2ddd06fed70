package org.allmende.cases.web;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.region.Office;
import org.allmende.region.Regions;
import org.allmende.services.Service;
import org.allmende.services.ServicePackage;
import org.allmende.services.Services;
import org.springframework.stereotype.Component;

/** What a service is called and asks, also where it is no longer offered: its figures and notices stay. */
@Component
class KnownServices {

    private final Services services;
    private final Regions regions;

    KnownServices(Services services, Regions regions) {
        this.services = services;
        this.regions = regions;
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

    String title(Page page, String tenant, String service) {
        return find(tenant, service)
                .map(pack -> pack.description().title().in(page.lang()))
                .orElse(service);
    }

    /** The office that decides about a service, of which each tenant has one; empty for none. */
    String officeName(String tenant, String service) {
        return find(tenant, service)
                .map(pack -> pack.responsibility().office())
                .flatMap(kind -> regions.current().offices().getOrDefault(tenant, List.of()).stream()
                        .filter(office -> office.kind().equals(kind))
                        .findFirst())
                .map(Office::name)
                .orElse("");
    }

    /** The tenant that decides about it for a portal: the portal's own, or that of its county. */
    String decider(String tenant, String service) {
        return services.find(tenant, service).flatMap(Service::county).orElse(tenant);
    }
}
