package org.allmende.geo.formats;

import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.geo.crs.Crs;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.util.GeometryFixer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of objects with places and attributes, whatever its format.
 *
 * @param format {@code GeoJSON}, {@code Shapefile} or {@code GeoPackage}
 */
public record GeoFile(String format, List<Row> rows) {

    static final int MOST_ROWS = 200_000;

    private static final int LONGEST_VALUE = 4_000;
    private static final JsonMapper JSON = new JsonMapper();

    /** @param geometry in EPSG:25832, valid, areas with their outer ring counter-clockwise */
    public record Row(Geometry geometry, Map<String, String> attributes) {}

    /** We cannot read the file; the reason is the end of a message's key. */
    public static final class Refused extends RuntimeException {
        private final String reason;

        Refused(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }

    public static GeoFile read(byte[] file) {
        try {
            var read = switch (kind(file)) {
                case 'P' -> new GeoFile("Shapefile", Shapefile.read(file));
                case 'S' -> new GeoFile("GeoPackage", GeoPackage.read(file));
                default -> new GeoFile("GeoJSON", geoJson(file));
            };
            if (read.rows.isEmpty()) {
                throw new Refused("empty");
            }
            return read;
        } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException broken) {
            throw new Refused("broken");
        }
    }

    private static int kind(byte[] file) {
        var start = new String(file, 0, Math.min(15, file.length), StandardCharsets.ISO_8859_1);
        return start.startsWith("PK") ? 'P' : start.equals("SQLite format 3") ? 'S' : 'J';
    }

    /** One object on its way in; where it has no place we can do nothing with it. */
    static void add(List<Row> rows, Geometry written, Crs crs, Map<String, String> attributes) {
        if (written.isEmpty()) {
            return;
        }
        if (rows.size() == MOST_ROWS) {
            throw new Refused("many");
        }
        for (var corner : written.getCoordinates()) {
            boolean degrees = !crs.inDegrees() || (Math.abs(corner.x) <= 180 && Math.abs(corner.y) <= 90);
            if (!degrees || !(Math.abs(corner.x) < 1e8) || !(Math.abs(corner.y) < 1e8)) {
                throw new Refused("crs");
            }
        }
        var ours = crs.to(Crs.EPSG25832, written);
        var sound = ours.isValid() ? ours : GeometryFixer.fix(ours);
        if (sound instanceof Polygonal) {
            sound.normalize();
            sound = sound.reverse();
        }
        if (!sound.isEmpty()) {
            rows.add(new Row(sound, attributes));
        }
    }

    static void put(Map<String, String> attributes, String name, String value) {
        var clean = value.replace("\0", "").strip();
        if (!clean.isEmpty() && !name.isBlank()) {
            attributes.put(
                    name.replace("\0", "").strip(),
                    clean.length() > LONGEST_VALUE ? clean.substring(0, LONGEST_VALUE) + "…" : clean);
        }
    }

    private static List<Row> geoJson(byte[] file) {
        JsonNode json;
        try {
            json = JSON.readTree(file);
        } catch (JacksonException broken) {
            throw new Refused("unknown");
        }
        var crs = crs(json);
        var rows = new ArrayList<Row>();
        var features = json.path("type").asString("").equals("Feature") ? List.of(json) : json.path("features");
        for (var feature : features) {
            var attributes = new LinkedHashMap<String, String>();
            feature.path("properties").properties().forEach(one -> {
                if (!one.getValue().isNull()) {
                    put(
                            attributes,
                            one.getKey(),
                            one.getValue().isValueNode()
                                    ? one.getValue().asString()
                                    : one.getValue().toString());
                }
            });
            var written = feature.path("geometry");
            if (!written.isNull()) {
                add(rows, GeoJsonShape.of(written).orElseThrow(() -> new Refused("broken")), crs, attributes);
            }
        }
        return rows;
    }

    /** Degrees (RFC 7946), unless the file says otherwise as older ones do; east is always first. */
    private static Crs crs(JsonNode json) {
        var name = json.path("crs").path("properties").path("name").asString("");
        return name.isEmpty() ? Crs.CRS84 : find(name).orElseThrow(() -> new Refused("crs"));
    }

    static Optional<Crs> find(String name) {
        return Crs.parse(name);
    }
}
