package org.allmende.geo.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.allmende.geo.Atlas;
import org.allmende.geo.Atlases;
import org.allmende.geo.Feature;
import org.allmende.geo.Here;
import org.allmende.geo.Look;
import org.allmende.geo.Plan;
import org.allmende.geo.PlanFiles;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.ogc.GeoJson;
import org.allmende.geo.xplan.PlanArchive;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.PlanStatements;
import org.allmende.region.Regions;
import org.locationtech.jts.geom.Envelope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/** A released plan with its file and its papers. */
@Controller
class PlanPages {

    private final Regions regions;
    private final Atlases atlases;
    private final PlanFiles files;
    private final PlanStatements statements;
    private final Clock clock;

    PlanPages(Regions regions, Atlases atlases, PlanFiles files, PlanStatements statements, Clock clock) {
        this.regions = regions;
        this.atlases = atlases;
        this.files = files;
        this.statements = statements;
        this.clock = clock;
    }

    @Public
    @GetMapping("/{tenant}/plaene/{plan}")
    View show(Page page, @PathVariable String tenant, @PathVariable String plan) {
        var atlas = atlases.current();
        var found = find(atlas, tenant, plan);
        var features = atlas.featuresOf(found);
        var today = AskedDay.of("", GermanDates.today(clock));
        return page.show(
                "geo/plan",
                new PlanPage(
                        regions.current().get(tenant).shortName(),
                        "/%s/karte".formatted(tenant),
                        PlanRow.of(page, found, today.day(), found.path()),
                        found.about().description(),
                        facts(page, found),
                        contents(page, features),
                        new PlanPage.Paper(found.file(), found.path() + "/original", size(found.size())),
                        found.path() + "/objekte",
                        papers(found),
                        here(features),
                        PlanNewsPages.path(here(features)),
                        print(found, features, today),
                        draw(page, features),
                        legend(page, features),
                        PlanHistory.phases(page, found, today.day()),
                        PlanHistory.versions(page, atlas.versions(found), found, today.day()),
                        Optional.ofNullable(found.origin().earlier())
                                .flatMap(earlier -> atlas.findPlan(tenant, earlier))
                                .map(earlier -> found.path() + "/vergleich")
                                .orElse(""),
                        PlanPage.Statement.of(page, found, today, statements)));
    }

    private static Plan find(Atlas atlas, String tenant, String id) {
        try {
            return atlas.findPlan(tenant, UUID.fromString(id)).orElseThrow(NotFound::new);
        } catch (IllegalArgumentException noId) {
            throw new NotFound();
        }
    }

    private static List<PlanPage.Fact> facts(Page page, Plan plan) {
        var facts = new ArrayList<PlanPage.Fact>();
        if (!plan.about().art().isEmpty()) {
            facts.add(new PlanPage.Fact(page.t("geo.fact.art"), plan.about().art()));
        }
        if (!plan.about().standing().isEmpty()) {
            facts.add(
                    new PlanPage.Fact(page.t("geo.fact.standing"), plan.about().standing()));
        }
        for (var day : plan.about().days()) {
            facts.add(new PlanPage.Fact(
                    switch (day.name()) {
                        case "aufstellungsbeschlussDatum" -> page.t("geo.day.begun");
                        case "auslegungsStartDatum" -> page.t("geo.day.open-from");
                        case "auslegungsEndDatum" -> page.t("geo.day.open-until");
                        case "satzungsbeschlussDatum" -> page.t("geo.day.decided");
                        case "inkrafttretensDatum" -> page.t("geo.day.in-force");
                        case "genehmigungsDatum" -> page.t("geo.day.approved");
                        case "untergangsDatum" -> page.t("geo.day.ended");
                        case "technHerstellDatum" -> page.t("geo.day.drawn");
                        default -> day.name();
                    },
                    GermanDates.date(day.date(), page.lang())));
        }
        facts.add(new PlanPage.Fact(
                page.t("geo.fact.version"),
                plan.kind() == Plan.Kind.LAYER ? plan.version() : "XPlanGML " + plan.version()));
        return facts;
    }

    private static List<PlanPage.Count> contents(Page page, List<Feature> features) {
        var words = new TypeWords(page);
        var counts = new TreeMap<String, Integer>();
        features.stream()
                .filter(feature -> !feature.type().matches("[A-Z]{2}_(Plan|Bereich)"))
                .forEach(feature -> counts.merge(words.name(feature.type()), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(one -> new PlanPage.Count(one.getKey(), one.getValue()))
                .toList();
    }

    private static List<PlanPage.Paper> papers(Plan plan) {
        var papers = new ArrayList<PlanPage.Paper>();
        for (int i = 0; i < plan.about().attachments().size(); i++) {
            papers.add(new PlanPage.Paper(
                    plan.about().attachments().get(i), "%s/dateien/%d".formatted(plan.path(), i + 1), ""));
        }
        return papers;
    }

    private static String size(long bytes) {
        return bytes < 1_000_000
                ? "%d KB".formatted(Math.max(1, bytes / 1000))
                : String.format(Locale.GERMANY, "%.1f MB", bytes / 1e6);
    }

    /** In the middle of the first area that may be built on; otherwise of whatever there is. */
    private static String here(List<Feature> features) {
        var feature = features.stream()
                .filter(one -> one.type().equals("BP_BaugebietsTeilFlaeche"))
                .findFirst()
                .or(() -> features.stream().findFirst());
        return feature.map(Here::path).orElse("/karte");
    }

    private static String print(Plan plan, List<Feature> features, AskedDay today) {
        var box = new Envelope();
        features.forEach(feature -> box.expandToInclude(feature.geometry().getEnvelopeInternal()));
        return box.isNull() ? "/karte/druck" : PrintPages.path(box, plan.name(), today);
    }

    private static Drawing draw(Page page, List<Feature> features) {
        var words = new TypeWords(page);
        return Drawing.of(features.stream()
                .filter(feature -> !feature.type().endsWith("_Bereich"))
                .map(feature -> Drawing.Item.of(feature, words.name(feature.type())))
                .toList());
    }

    private static List<PlanPage.Legend> legend(Page page, List<Feature> features) {
        var legend = new LinkedHashMap<Look, PlanPage.Legend>();
        features.stream()
                .map(Look::of)
                .distinct()
                .sorted()
                .forEach(look -> legend.put(
                        look, new PlanPage.Legend(page.t("geo.look." + key(look)), look.fill(), look.stroke())));
        return List.copyOf(legend.values());
    }

    private static String key(Look look) {
        return look.name().toLowerCase(Locale.ROOT);
    }

    /** The file as the municipality brought it, byte by byte. */
    @Public
    @GetMapping("/{tenant}/plaene/{plan}/original")
    void original(@PathVariable String tenant, @PathVariable String plan, HttpServletResponse response)
            throws IOException {
        var found = find(atlases.current(), tenant, plan);
        Download.send(response, found.file(), "application/octet-stream", out -> files.copy(found, out));
    }

    /** Its objects for other programs (RFC 7946). */
    @Public
    @GetMapping("/{tenant}/plaene/{plan}/objekte.geojson")
    void objects(@PathVariable String tenant, @PathVariable String plan, HttpServletResponse response)
            throws IOException {
        var atlas = atlases.current();
        var found = find(atlas, tenant, plan);
        var features = atlas.featuresOf(found);
        Download.send(
                response,
                found.id() + ".geojson",
                "application/geo+json",
                out -> new GeoJson(out, Crs.CRS84)
                        .collection(
                                features,
                                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    /** A PDF of the archive, by its number. */
    @Public
    @GetMapping("/{tenant}/plaene/{plan}/dateien/{number}")
    void paper(
            @PathVariable String tenant,
            @PathVariable String plan,
            @PathVariable String number,
            HttpServletResponse response)
            throws IOException {
        var found = find(atlases.current(), tenant, plan);
        var names = found.about().attachments();
        int at = number.matches("[0-9]{1,4}") ? Integer.parseInt(number) - 1 : -1;
        if (at < 0 || at >= names.size()) {
            throw new NotFound();
        }
        var paper = PlanArchive.open(files.open(found), names.get(at)).orElseThrow(NotFound::new);
        Download.send(response, names.get(at), "application/pdf", paper::transferTo);
    }
}
