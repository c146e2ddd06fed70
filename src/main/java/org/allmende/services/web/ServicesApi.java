package org.allmende.services.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.allmende.platform.api.ApiOperation;
import org.allmende.platform.api.Example;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.services.Service;
import org.allmende.services.ServicePackage;
import org.allmende.services.Services;
import org.allmende.services.form.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue for other software. */
@RestController
class ServicesApi {

    private final Services services;
    private final Regions regions;
    private final Clock clock;

    ServicesApi(Services services, Regions regions, Clock clock) {
        this.services = services;
        this.regions = regions;
        this.clock = clock;
    }

    record Words(String de, String en) {
        static Words of(Text text) {
            return new Words(text.de(), text.en());
        }
    }

    /** @param leika 14-digit key in the Leistungskatalog; null where there is none */
    record ServiceEntry(
            String name, @Nullable String leika, Words title, Words summary, String office, List<String> tenants) {}

    record ServiceList(List<ServiceEntry> services) {}

    /** @param schema address of the JSON Schema of an application's {@code antrag.json} */
    record VersionEntry(String version, String origin, String schema) {}

    record DocumentEntry(String id, Words name) {}

    record DecisionEntry(String id, Words label, boolean grants) {}

    record ServiceDetail(
            ServiceEntry service,
            Words about,
            List<DocumentEntry> documents,
            List<DecisionEntry> decisions,
            List<VersionEntry> versions) {}

    @Public
    @ApiOperation(name = "services.api.list", text = "services.api.list.text")
    @GetMapping(path = "/api/v1/services", produces = MediaType.APPLICATION_JSON_VALUE)
    ServiceList listServices() {
        return new ServiceList(
                offered().values().stream().map(ServicesApi::entry).toList());
    }

    @Public
    @ApiOperation(name = "services.api.one", text = "services.api.one.text")
    @GetMapping(path = "/api/v1/services/{service}", produces = MediaType.APPLICATION_JSON_VALUE)
    ServiceDetail getService(Page page, @PathVariable @Example("eheurkunde") String service) {
        var offers = offered().getOrDefault(service, List.of());
        if (offers.isEmpty()) {
            throw new NotFound();
        }
        var pack = newest(offers);
        return new ServiceDetail(
                entry(offers),
                Words.of(pack.description().about()),
                pack.documents().stream()
                        .map(document -> new DocumentEntry(document.id(), Words.of(document.name())))
                        .toList(),
                pack.outcome().decisions().stream()
                        .map(decision ->
                                new DecisionEntry(decision.id(), Words.of(decision.label()), decision.grants()))
                        .toList(),
                services.listPackages().stream()
                        .filter(one -> one.name().equals(service))
                        .map(one -> version(page, one))
                        .toList());
    }

    /** What each tenant offers, by service. */
    private Map<String, List<Service>> offered() {
        var today = GermanDates.today(clock);
        var offered = new TreeMap<String, List<Service>>();
        for (var tenant : regions.current().tenants().values()) {
            if (tenant.activeOn(today)) {
                services.list(tenant.slug().value())
                        .forEach(service -> offered.computeIfAbsent(
                                        service.pack().name(), name -> new ArrayList<>())
                                .add(service));
            }
        }
        return offered;
    }

    private static ServicePackage newest(List<Service> offers) {
        return offers.stream()
                .map(Service::pack)
                .max(java.util.Comparator.comparing(ServicePackage::version))
                .orElseThrow();
    }

    private static ServiceEntry entry(List<Service> offers) {
        var pack = newest(offers);
        return new ServiceEntry(
                pack.name(),
                pack.identity().leika().orElse(null),
                Words.of(pack.description().title()),
                Words.of(pack.description().summary()),
                pack.responsibility().office(),
                offers.stream().map(Service::tenant).sorted().toList());
    }

    private static VersionEntry version(Page page, ServicePackage pack) {
        return new VersionEntry(
                pack.version().toString(),
                pack.identity().origin(),
                page.url("/api/v1/services/%s/%s/schema.json".formatted(pack.name(), pack.version())));
    }
}
