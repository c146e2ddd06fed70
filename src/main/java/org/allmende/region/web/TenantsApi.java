package org.allmende.region.web;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.allmende.platform.api.ApiOperation;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Region;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who takes part, for other software. */
@RestController
class TenantsApi {

    private final Regions regions;
    private final Clock clock;

    TenantsApi(Regions regions, Clock clock) {
        this.regions = regions;
        this.clock = clock;
    }

    /**
     * A county, municipality or other office with its own portal.
     *
     * @param ags official key; empty where there is none
     * @param portal whole address of its portal
     */
    record TenantEntry(
            String slug, String kind, String name, String ags, String ars, String portal, List<OfficeEntry> offices) {}

    record OfficeEntry(String id, String kind, String name) {}

    record TenantList(List<TenantEntry> tenants) {}

    @Public
    @ApiOperation(name = "region.api.tenants", text = "region.api.tenants.text")
    @GetMapping(path = "/api/v1/tenants", produces = MediaType.APPLICATION_JSON_VALUE)
    TenantList listTenants(Page page) {
        var region = regions.current();
        var today = GermanDates.today(clock);
        return new TenantList(region.tenants().values().stream()
                .filter(tenant -> tenant.activeOn(today))
                .sorted(Comparator.comparing(tenant -> tenant.slug().value()))
                .map(tenant -> entry(page, region, tenant))
                .toList());
    }

    private static TenantEntry entry(Page page, Region region, Tenant it) {
        return new TenantEntry(
                it.slug().value(),
                it.kind().key(),
                it.name(),
                it.ags(),
                it.ars(),
                page.url("/%s/".formatted(it.slug())),
                region.listOffices(it.slug()).stream()
                        .map(office -> new OfficeEntry(office.id(), office.kind(), office.name()))
                        .toList());
    }
}
