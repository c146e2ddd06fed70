package org.allmende.sensing.connectors;

import java.time.Instant;
import java.util.List;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.connectors.Harvest.Sample;
import org.allmende.sensing.connectors.Harvest.Station;
import org.allmende.sensing.connectors.Harvest.Unreadable;
import org.allmende.sensing.connectors.Harvest.Why;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Free parking spaces as JSON. There is no standard that is kept: ParkAPI 1 ({@code lots}) and 3 ({@code items}), GeoJSON and
 * plain lists are read by the names that German cities give their fields.
 */
final class Parking {

    private static final List<String> LISTS = List.of("lots", "items", "features", "data", "results", "parkings");

    /** A dot leads into an object. */
    private static final List<String> FREE = List.of(
            "free",
            "realtime_free_capacity",
            "free_spaces",
            "vacant",
            "vacantSpaces",
            "actualStatus.vacantSpaces",
            "freie_parkplaetze",
            "frei",
            "bookable",
            "available",
            "freeSpaces");

    private static final List<String> CAPACITY = List.of(
            "total", "capacity", "max", "actualStatus.parkingCapacity", "gesamte_parkplaetze", "sum_boxes", "gesamt");
    private static final List<String> KEY = List.of("original_uid", "uid", "id", "Id", "name", "parkhaus_name");
    private static final List<String> NAME = List.of("name", "parkhaus_name", "title", "bezeichnung");
    private static final List<String> TIME = List.of(
            "realtime_data_updated_at",
            "stand_freieparkplaetze",
            "timestamp",
            "last_updated",
            "lastUpdate",
            "updated",
            "zeitstempel");
    private static final List<String> LATITUDE = List.of("lat", "latitude", "location.latitude", "coords.lat");
    private static final List<String> LONGITUDE =
            List.of("lon", "long", "lng", "longitude", "location.longitude", "coords.lng", "coords.lon");

    private Parking() {}

    /** {@code moment}: of values that say none. */
    static void read(byte[] body, Connector.Settings settings, Instant moment, Harvest into) throws Unreadable {
        var all = Json.read(body);
        var common =
                Times.read(first(all, TIME).asString(""), GermanDates.BERLIN).orElse(moment);
        for (var one : list(all)) {
            into.row();
            read(one, settings, common, into);
        }
    }

    private static JsonNode list(JsonNode all) throws Unreadable {
        if (all.isArray()) {
            return all;
        }
        for (var name : LISTS) {
            if (all.path(name).isArray()) {
                return all.path(name);
            }
        }
        throw new Unreadable("There is no list of parking sites (%s).".formatted(String.join(", ", LISTS)));
    }

    private static void read(JsonNode one, Connector.Settings settings, Instant moment, Harvest into) {
        var it = one.path("properties").isObject() ? one.path("properties") : one;
        var name = Harvest.plain(first(it, NAME).asString(""));
        var key = Harvest.plain(first(it, KEY).asString(name));
        if (!settings.only().isEmpty()
                && settings.only().stream().noneMatch(only -> only.equalsIgnoreCase(name) || only.equals(key))) {
            return;
        }
        var said = first(it, TIME);
        var time = said.isMissingNode()
                ? moment
                : Times.read(said.asString(""), GermanDates.BERLIN).orElse(null);
        double free = Json.number(first(it, FREE));
        if (time == null) {
            into.refuse(Why.NO_TIME, one.toString());
        } else if (!(free >= 0) || it.path("state").asString("").equals("nodata")) {
            into.refuse(Why.NO_NUMBER, one.toString());
        } else {
            into.add(
                    new Sample(
                            new Station(key, name, latitude(one, it), longitude(one, it)),
                            Quantities.with(Quantities.SPACES, capacity(first(it, CAPACITY))),
                            time,
                            free),
                    one.toString());
        }
    }

    private static @Nullable JsonNode capacity(JsonNode it) {
        double capacity = Json.number(it);
        return capacity > 0 ? Json.MAPPER.createObjectNode().put("capacity", capacity) : null;
    }

    private static @Nullable Double latitude(JsonNode one, JsonNode it) {
        var point = one.path("geometry").path("coordinates");
        return degrees(point.size() >= 2 ? point.path(1) : first(it, LATITUDE));
    }

    private static @Nullable Double longitude(JsonNode one, JsonNode it) {
        var point = one.path("geometry").path("coordinates");
        return degrees(point.size() >= 2 ? point.path(0) : first(it, LONGITUDE));
    }

    private static @Nullable Double degrees(JsonNode it) {
        double degrees = Json.number(it);
        return Double.isNaN(degrees) ? null : degrees;
    }

    /** The first of these fields that says something. */
    private static JsonNode first(JsonNode it, List<String> names) {
        for (var name : names) {
            var found = it.at("/" + name.replace('.', '/'));
            if (!found.isMissingNode() && !found.isNull() && !found.isContainer()) {
                return found;
            }
        }
        return MissingNode.getInstance();
    }
}
