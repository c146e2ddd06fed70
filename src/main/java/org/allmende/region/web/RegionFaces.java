package org.allmende.region.web;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.allmende.platform.html.Face;
import org.allmende.platform.html.Faces;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Region;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.springframework.stereotype.Component;

/** Name, crest and colours of each tenant, and of the region, which wears those of its lead. */
@Component
class RegionFaces implements Faces {

    private final Regions regions;
    private final Clock clock;

    RegionFaces(Regions regions, Clock clock) {
        this.regions = regions;
        this.clock = clock;
    }

    @Override
    public Optional<Face> find(String slug) {
        var region = regions.current();
        return region.find(slug)
                .filter(tenant -> tenant.activeOn(GermanDates.today(clock)))
                .map(tenant -> face(tenant, region, tenant.slug().value(), tenant.name(), "/" + tenant.slug() + "/"));
    }

    @Override
    public Face region() {
        var region = regions.current();
        return face(region.lead(), region, "", region.name(), "/");
    }

    private static Face face(Tenant tenant, Region region, String slug, String name, String home) {
        Function<String, String> path = kind -> "/gesicht/%s/%s".formatted(tenant.slug(), kind);
        var subtitle = tenant.county() == null || slug.isEmpty()
                ? ""
                : region.get(tenant.county().value()).name();
        return new Face(
                slug,
                name,
                subtitle,
                home,
                path.apply("wappen-%08x.svg".formatted(tenant.colour().hashCode())),
                path.apply("farben-%08x.css".formatted(tenant.colour().hashCode())));
    }
}
