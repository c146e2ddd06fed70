package org.allmende.dashboard.web;

import java.time.Clock;
import java.time.Instant;
import java.util.TreeMap;
import org.allmende.dashboard.Histories;
import org.allmende.dashboard.History;
import org.allmende.dashboard.Station;
import org.allmende.dashboard.Stations;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.editions.Terms;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The same for spreadsheets and programs: CSV (RFC 4180) and GeoJSON (RFC 7946), with moments as ISO 8601 in UTC. */
@Controller
class DataFiles {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8;header=present");
    private static final MediaType GEOJSON = MediaType.parseMediaType("application/geo+json");

    private final Stations stations;
    private final Histories histories;
    private final Clock clock;

    DataFiles(Stations stations, Histories histories, Clock clock) {
        this.stations = stations;
        this.histories = histories;
        this.clock = clock;
    }

    /**
     * Single observations of a day, hours of a week or month, days of a year: what the chart shows. Of small numbers that are not
     * told there is a row with {@code below} instead of numbers.
     */
    @Public
    @GetMapping("/{tenant}/daten/{station}/werte.csv")
    ResponseEntity<String> csv(
            @PathVariable String tenant,
            @PathVariable String station,
            @RequestParam(defaultValue = "") String zeit,
            @RequestParam(defaultValue = "") String bis) {
        var it = history(tenant, station, zeit, bis);
        int least = it.station().terms().map(Terms::least).orElse(0);
        var rows = new TreeMap<Instant, String>();
        it.few()
                .forEach(moment -> rows.put(
                        moment,
                        "%s,,,,,%s,%d\r\n".formatted(moment, quoted(it.station().unit()), least)));
        for (var point : it.points()) {
            var line = "%s,%s,%s,%s,%s,%s%s\r\n"
                    .formatted(
                            point.start(),
                            point.count(),
                            point.low(),
                            Math.round(point.mean() * 1e6) / 1e6,
                            point.high(),
                            quoted(it.station().unit()),
                            least > 0 ? "," : "");
            rows.merge(point.start(), line, (before, same) -> before + same);
        }
        var head = "start,count,low,mean,high,unit" + (least > 0 ? ",below\r\n" : "\r\n");
        return file(CSV, name(it) + ".csv", head + String.join("", rows.values()));
    }

    /** The unit is free text. */
    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    @Public
    @GetMapping("/{tenant}/daten/{station}/werte.geojson")
    ResponseEntity<String> geoJson(
            @PathVariable String tenant,
            @PathVariable String station,
            @RequestParam(defaultValue = "") String zeit,
            @RequestParam(defaultValue = "") String bis) {
        var it = history(tenant, station, zeit, bis);
        var feature = feature(it.station());
        var values = ((ObjectNode) feature.path("properties")).putArray("values");
        for (var point : it.points()) {
            values.addObject()
                    .put("start", point.start().toString())
                    .put("count", point.count())
                    .put("low", point.low())
                    .put("mean", point.mean())
                    .put("high", point.high());
        }
        if (!it.few().isEmpty()) {
            var few = ((ObjectNode) feature.path("properties"))
                    .put("below", it.station().terms().map(Terms::least).orElse(0))
                    .putArray("few");
            it.few().forEach(moment -> few.add(moment.toString()));
        }
        return file(GEOJSON, name(it) + ".geojson", feature.toString());
    }

    /** All stations of a use case with their newest value. */
    @Public
    @GetMapping("/daten/{useCase}/stationen.geojson")
    ResponseEntity<String> stations(@PathVariable String useCase) {
        var known = stations.current();
        var it = known.arrangement().find(useCase).orElseThrow(NotFound::new);
        var collection = JSON.createObjectNode().put("type", "FeatureCollection");
        var features = collection.putArray("features");
        for (var station : known.of(it)) {
            var feature = feature(station);
            histories.reading(station).ifPresent(reading -> {
                var properties = ((ObjectNode) feature.path("properties"))
                        .put("time", reading.time().toString());
                if (reading.isFew()) {
                    properties.put("below", reading.below());
                } else {
                    properties.put("value", reading.value());
                }
                reading.level()
                        .ifPresent(level -> properties.put("level", level.name().de()));
            });
            features.add(feature);
        }
        return file(GEOJSON, it.id() + ".geojson", collection.toString());
    }

    private static ObjectNode feature(Station it) {
        var feature = JSON.createObjectNode().put("type", "Feature").put("id", it.id());
        feature.putObject("geometry")
                .put("type", "Point")
                .putArray("coordinates")
                .add(it.point().lon())
                .add(it.point().lat());
        feature.putObject("properties")
                .put("name", it.name())
                .put("tenant", it.tenant())
                .put("property", it.useCase().property())
                .put("unit", it.unit())
                .put("demonstration", it.demonstration());
        return feature;
    }

    private History history(String tenant, String station, String zeit, String bis) {
        var it = Asked.station(stations, tenant, station);
        var asked = Asked.of(zeit, bis, GermanDates.today(clock));
        return histories.history(it, asked.span().until(asked.last(), clock.instant()));
    }

    /** Of letters that every system can keep. */
    private static String name(History it) {
        return "%s-%d-%s-%s"
                .formatted(
                        it.station().tenant(),
                        it.station().id(),
                        it.window().span().key(),
                        it.window().lastDay());
    }

    private static ResponseEntity<String> file(MediaType type, String name, String content) {
        return ResponseEntity.ok()
                .contentType(type)
                .header("Content-Disposition", "attachment; filename=\"%s\"".formatted(name))
                .body(content);
    }
}
