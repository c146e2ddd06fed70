package org.allmende.geo.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.allmende.geo.Atlas;
import org.allmende.geo.Atlases;
import org.allmende.geo.Feature;
import org.allmende.geo.Plan;
import org.allmende.geo.formats.GeoPackageWriter;
import org.allmende.geo.formats.GeoPackageWriter.Row;
import org.allmende.geo.formats.GeoPackageWriter.Table;
import org.allmende.geo.ogc.Collections;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What other programs take: the objects of a plan, or all of one kind in the region, as one file; the record of a plan for catalogues. */
@Controller
class Exports {

    private static final String TYPE = "application/geopackage+sqlite3";
    private static final String WORDS = "_klartext";

    private final Regions regions;
    private final Atlases atlases;
    private final Clock clock;

    Exports(Regions regions, Atlases atlases, Clock clock) {
        this.regions = regions;
        this.atlases = atlases;
        this.clock = clock;
    }

    @Public
    @GetMapping("/{tenant}/plaene/{plan}/objekte.gpkg")
    void ofPlan(@PathVariable String tenant, @PathVariable String plan, HttpServletResponse response)
            throws IOException {
        var atlas = atlases.current();
        var found = find(atlas, tenant, plan);
        var types = atlas.featuresOf(found).stream()
                .collect(Collectors.groupingBy(
                        feature -> Atlas.layer(feature.type()), TreeMap::new, Collectors.toList()));
        var tables = new ArrayList<Table>();
        types.forEach((type, features) -> tables.add(table(Collections.id(type), features)));
        send(response, found.id() + ".gpkg", tables);
    }

    @Public
    @GetMapping("/ogc/collections/{collection}/objekte.gpkg")
    void ofCollection(@PathVariable String collection, HttpServletResponse response) throws IOException {
        var layer = Collections.find(atlases.current(), collection).orElseThrow(NotFound::new);
        send(response, collection + ".gpkg", List.of(table(collection, layer.features())));
    }

    private void send(HttpServletResponse response, String name, List<Table> tables) throws IOException {
        Download.send(response, name, TYPE, out -> GeoPackageWriter.write(tables, clock.instant(), out));
    }

    /** Made from the plan; catalogues such as the Geoportal Hessen read it. */
    @Public
    @GetMapping("/{tenant}/plaene/{plan}/metadaten.xml")
    void record(Page page, @PathVariable String tenant, @PathVariable String plan, HttpServletResponse response)
            throws IOException, XMLStreamException {
        var atlas = atlases.current();
        var found = find(atlas, tenant, plan);
        var box = new Envelope();
        atlas.featuresOf(found)
                .forEach(feature -> box.expandToInclude(feature.geometry().getEnvelopeInternal()));
        var changed = found.released() == null ? found.uploaded() : found.released();
        response.setContentType("application/xml");
        new PlanRecord(
                        found,
                        regions.current().get(tenant),
                        box,
                        GermanDates.dayOf(changed),
                        page.url(found.path()),
                        page.url("/").replaceFirst("/$", ""))
                .write(response.getOutputStream());
    }

    private static Plan find(Atlas atlas, String tenant, String plan) {
        try {
            return atlas.findPlan(tenant, UUID.fromString(plan)).orElseThrow(NotFound::new);
        } catch (IllegalArgumentException noId) {
            throw new NotFound();
        }
    }

    /** Codes as they are, with their words beside them; a name that comes several times has all its values in one field. */
    private static Table table(String name, List<Feature> features) {
        var names = new TreeSet<String>();
        for (var feature : features) {
            for (var value : feature.values()) {
                names.add(value.name());
                if (!value.words().equals(value.value())) {
                    names.add(value.name() + WORDS);
                }
            }
        }
        var columns = new ArrayList<>(List.of("gml_id", "gemeinde", "plan", "planname"));
        columns.addAll(names);
        var rows = features.stream()
                .map(feature -> new Row(feature.geometry(), values(feature, names)))
                .toList();
        return new Table(name, columns, rows);
    }

    private static List<@Nullable String> values(Feature feature, Set<String> names) {
        var values = new ArrayList<@Nullable String>();
        values.add(feature.id());
        values.add(feature.plan().tenant());
        values.add(feature.plan().id().toString());
        values.add(feature.plan().name());
        for (var name : names) {
            boolean words = name.endsWith(WORDS);
            var asked = words ? name.substring(0, name.length() - WORDS.length()) : name;
            var all = feature.values().stream()
                    .filter(value -> value.name().equals(asked))
                    .map(value -> words ? value.words() : value.value())
                    .collect(Collectors.joining("; "));
            values.add(all.isEmpty() ? null : all);
        }
        return values;
    }
}
