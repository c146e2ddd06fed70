package org.allmende.geo.web;

import java.time.Clock;
import org.allmende.geo.Atlas;
import org.allmende.geo.Atlases;
import org.allmende.geo.Quality;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** Compares what the municipalities have released: everybody in the county sees where something is missing. */
@Controller
class QualityDesk {

    private static final String NONE = "–";

    private final Regions regions;
    private final Atlases atlases;
    private final Clock clock;

    QualityDesk(Regions regions, Atlases atlases, Clock clock) {
        this.regions = regions;
        this.atlases = atlases;
        this.clock = clock;
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping("/arbeitsplatz/plaene/guete")
    View show(Page page, Staff staff) {
        var atlas = atlases.current();
        return page.show(
                "geo/quality",
                new QualityPage(
                        regions.current().name(),
                        regions.current().listMunicipalities(GermanDates.today(clock)).stream()
                                .map(town -> row(page, staff, atlas, town))
                                .toList()));
    }

    private static QualityPage.Row row(Page page, Staff staff, Atlas atlas, Tenant town) {
        var slug = town.slug().value();
        var quality = Quality.of(atlas, slug);
        return new QualityPage.Row(
                town.shortName(),
                "/%s/karte".formatted(slug),
                slug.equals(staff.tenant()),
                quality.plans(),
                share(quality.vector(), quality.plans()),
                share(quality.plans() - quality.vector(), quality.plans()),
                share(quality.flawless(), quality.plans()),
                quality.oldest().map(day -> GermanDates.date(day, page.lang())).orElse(NONE),
                quality.missing().stream()
                        .map(one -> page.t("geo.quality.missing." + one.reason(), one.detail()))
                        .toList());
    }

    private static String share(int some, int all) {
        return all == 0 ? NONE : "%d %%".formatted(Math.round(100.0 * some / all));
    }
}
