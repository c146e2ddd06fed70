package org.allmende.sensing.connectors;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.Unit;
import org.allmende.sensing.connectors.Harvest.Quantity;
import org.allmende.sensing.connectors.Harvest.Sample;
import org.allmende.sensing.connectors.Harvest.Station;
import org.allmende.sensing.connectors.Harvest.Unreadable;
import org.allmende.sensing.connectors.Harvest.Why;
import tools.jackson.databind.JsonNode;

/**
 * Gauges of the federal waterways: the REST API 2.0 of PEGELONLINE, {@code stations.json} or one station with
 * {@code includeTimeseries}, {@code includeCurrentMeasurement} and {@code includeCharacteristicValues}. Gauge zero and the
 * characteristic values (MNW, MHW, HSW …) are kept with the datastream.
 */
final class Pegelonline {

    private static final Map<String, Quantity> KNOWN =
            Map.of("W", Quantities.LEVEL, "Q", Quantities.DISCHARGE, "WT", Quantities.WATER_TEMPERATURE);

    private Pegelonline() {}

    static void read(byte[] body, Connector.Settings settings, Harvest into) throws Unreadable {
        var all = Json.read(body);
        if (!all.isArray() && !all.has("timeseries")) {
            throw new Unreadable("There is no station with timeseries.");
        }
        for (var station : all.isArray() ? all : List.of(all)) {
            if (isWanted(station, settings.only())) {
                read(station, into);
            }
        }
    }

    private static boolean isWanted(JsonNode station, List<String> only) {
        return only.isEmpty()
                || only.stream()
                        .anyMatch(it -> List.of("shortname", "longname", "number", "uuid").stream()
                                .anyMatch(name ->
                                        it.equalsIgnoreCase(station.path(name).asString(""))));
    }

    private static void read(JsonNode it, Harvest into) {
        var water = it.path("water").path("longname").asString("");
        var name = capital(it.path("longname").asString(""));
        var station = new Station(
                it.path("uuid").asString(""),
                name.isEmpty() ? "" : "Pegel " + name + (water.isEmpty() ? "" : ", " + capital(water)),
                coordinate(it.path("latitude")),
                coordinate(it.path("longitude")));
        for (var series : it.path("timeseries")) {
            var known = KNOWN.get(series.path("shortname").asString(""));
            if (known != null) {
                into.row();
                var current = series.path("currentMeasurement");
                var time = Times.read(current.path("timestamp").asString(""), GermanDates.BERLIN);
                if (time.isEmpty()) {
                    into.refuse(Why.NO_TIME, row(it, series));
                } else {
                    into.add(
                            new Sample(
                                    station, quantity(known, series), time.get(), Json.number(current.path("value"))),
                            row(it, series));
                }
            }
        }
    }

    private static String row(JsonNode station, JsonNode series) {
        return station.path("shortname").asString("") + " " + series;
    }

    private static @org.jspecify.annotations.Nullable Double coordinate(JsonNode it) {
        return it.isNumber() ? it.doubleValue() : null;
    }

    /** EDER-TALSPERRE is Eder-Talsperre. */
    private static String capital(String name) {
        var text = new StringBuilder(name.toLowerCase(Locale.GERMANY));
        for (int i = 0; i < text.length(); i++) {
            if (i == 0 || !Character.isLetter(text.charAt(i - 1))) {
                text.setCharAt(i, Character.toUpperCase(text.charAt(i)));
            }
        }
        return text.toString();
    }

    /** A level that is not in centimetres above gauge zero is a height above sea level, and so something else. */
    private static Quantity quantity(Quantity known, JsonNode series) {
        var unit = series.path("unit").asString("");
        var about = Json.MAPPER.createObjectNode();
        if (series.path("gaugeZero").has("value")) {
            about.set("gaugeZero", series.path("gaugeZero"));
        }
        var thresholds = about.putArray("thresholds");
        for (var value : series.path("characteristicValues")) {
            if (value.path("unit").asString("").equals(unit)
                    && value.path("value").isNumber()) {
                thresholds
                        .addObject()
                        .put("name", Harvest.plain(value.path("shortname").asString("")))
                        .put("longname", Harvest.plain(value.path("longname").asString("")))
                        .put("value", value.path("value").doubleValue());
            }
        }
        if (thresholds.isEmpty()) {
            about.remove("thresholds");
        }
        return unit.equals(known.unit().symbol())
                ? Quantities.with(known, about)
                : new Quantity(
                        known.key(),
                        known.name() + " (" + Harvest.plain(unit) + ")",
                        "urn:allmende:property:pegelonline-" + known.key().toLowerCase(Locale.ROOT),
                        new Unit(Harvest.plain(unit), Harvest.plain(unit), Harvest.plain(unit)),
                        about);
    }

    /** Where the values since a moment are, those of the last 31 days at most; nothing if the address is another one. */
    static Optional<URI> since(URI url, Sample newest, Instant from, Instant now) {
        var path = url.getRawPath();
        int stations = path.indexOf("/stations");
        var series = newest.quantity().key();
        var station = newest.station().key();
        if (stations < 0 || !station.matches("[0-9a-fA-F-]{36}")) {
            return Optional.empty();
        }
        var month = now.minus(30, ChronoUnit.DAYS);
        var start = (from.isBefore(month) ? month : from).truncatedTo(ChronoUnit.SECONDS);
        return Optional.of(url.resolve("%s/stations/%s/%s/measurements.json?start=%s"
                .formatted(path.substring(0, stations), station, series, start)));
    }

    /** The values of one of them. */
    static void readMore(byte[] body, Sample newest, Harvest into) throws Unreadable {
        var all = Json.read(body);
        if (!all.isArray()) {
            throw new Unreadable("There are no measurements.");
        }
        for (var one : all) {
            into.row();
            var time = Times.read(one.path("timestamp").asString(""), GermanDates.BERLIN);
            if (time.isEmpty()) {
                into.refuse(Why.NO_TIME, one.toString());
            } else {
                into.add(
                        new Sample(newest.station(), newest.quantity(), time.get(), Json.number(one.path("value"))),
                        one.toString());
            }
        }
    }
}
