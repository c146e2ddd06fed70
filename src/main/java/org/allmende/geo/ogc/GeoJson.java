package org.allmende.geo.ogc;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.geo.Feature;
import org.allmende.geo.Look;
import org.allmende.geo.crs.Crs;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Writes features as GeoJSON (RFC 7946), straight into bytes: a map asks for thousands of them at once. */
public final class GeoJson {

    private static final int BUFFER = 1 << 15;

    /** A centimetre. */
    private static final int DECIMALS_OF_DEGREES = 7;

    private static final int DECIMALS_OF_METRES = 3;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final Crs crs;
    private final Map<String, byte[]> known = new HashMap<>();
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] digits = new byte[24];
    private int size;

    public GeoJson(OutputStream out, Crs crs) {
        this.out = out;
        this.crs = crs;
    }

    /** A link of an answer. */
    public record Link(String rel, String type, String title, String href) {}

    public void collection(List<Feature> features, int matched, String timeStamp, List<Link> links) throws IOException {
        raw("{\"type\":\"FeatureCollection\",\"timeStamp\":");
        string(timeStamp);
        raw(",\"numberMatched\":" + matched + ",\"numberReturned\":" + features.size() + ",\"links\":");
        links(links);
        raw(",\"features\":[");
        for (int i = 0; i < features.size(); i++) {
            raw(i == 0 ? "\n" : ",\n");
            feature(features.get(i), List.of());
        }
        raw("\n]}");
        flush();
    }

    /** Something to draw, with how it looks. */
    public record Drawn(Geometry geometry, Look look) {}

    public void drawing(List<Drawn> items) throws IOException {
        raw("{\"type\":\"FeatureCollection\",\"features\":[");
        for (int i = 0; i < items.size(); i++) {
            var look = items.get(i).look();
            raw(i == 0 ? "\n" : ",\n");
            raw(
                    "{\"type\":\"Feature\",\"properties\":{\"fill\":\"%s\",\"stroke\":\"%s\",\"rank\":%d,\"width\":%d},\"geometry\":"
                            .formatted(look.fill(), look.stroke(), look.rank(), look == Look.OUTLINE ? 2 : 1));
            geometry(items.get(i).geometry());
            raw("}");
        }
        raw("\n]}");
        flush();
    }

    public void single(Feature feature, List<Link> links) throws IOException {
        feature(feature, links);
        flush();
    }

    private void feature(Feature feature, List<Link> links) throws IOException {
        raw("{\"type\":\"Feature\",\"id\":");
        string(feature.key());
        raw(",\"geometry\":");
        geometry(feature.geometry());
        raw(",\"properties\":{\"gemeinde\":");
        string(feature.plan().tenant());
        raw(",\"plan\":");
        string(feature.plan().id().toString());
        raw(",\"planname\":");
        string(feature.plan().name());
        properties(feature);
        raw("}");
        if (!links.isEmpty()) {
            raw(",\"links\":");
            links(links);
        }
        raw("}");
    }

    /** Codes as they are, with their words beside them; a name that comes several times is a list. */
    private void properties(Feature feature) throws IOException {
        var values = feature.values();
        for (int i = 0; i < values.size(); i++) {
            var value = values.get(i);
            if (comesBefore(values, i)) {
                continue;
            }
            comma(value.name(), "");
            list(values, i, false);
            if (!value.words().equals(value.value())) {
                comma(value.name(), "_klartext");
                list(values, i, true);
            }
        }
    }

    private static boolean comesBefore(List<Feature.Value> values, int i) {
        for (int before = 0; before < i; before++) {
            if (values.get(before).name().equals(values.get(i).name())) {
                return true;
            }
        }
        return false;
    }

    private void comma(String name, String ending) throws IOException {
        raw(",");
        bytes(known.computeIfAbsent(name + ending, GeoJson::key));
    }

    private static byte[] key(String name) {
        return ('"' + name.replace("\\", "").replace("\"", "") + "\":").getBytes(StandardCharsets.UTF_8);
    }

    private void list(List<Feature.Value> values, int first, boolean words) throws IOException {
        var name = values.get(first).name();
        boolean several = false;
        for (int i = first + 1; i < values.size() && !several; i++) {
            several = values.get(i).name().equals(name);
        }
        if (!several) {
            string(words ? values.get(first).words() : values.get(first).value());
            return;
        }
        raw("[");
        boolean more = false;
        for (int i = first; i < values.size(); i++) {
            if (values.get(i).name().equals(name)) {
                raw(more ? "," : "");
                string(words ? values.get(i).words() : values.get(i).value());
                more = true;
            }
        }
        raw("]");
    }

    private void links(List<Link> links) throws IOException {
        raw("[");
        for (int i = 0; i < links.size(); i++) {
            var link = links.get(i);
            raw(i == 0 ? "{\"rel\":" : ",{\"rel\":");
            string(link.rel());
            raw(",\"type\":");
            string(link.type());
            raw(",\"title\":");
            string(link.title());
            raw(",\"href\":");
            string(link.href());
            raw("}");
        }
        raw("]");
    }

    private void geometry(Geometry geometry) throws IOException {
        switch (geometry) {
            case Point point -> {
                raw("{\"type\":\"Point\",\"coordinates\":");
                position(point.getX(), point.getY());
            }
            case LineString line -> {
                raw("{\"type\":\"LineString\",\"coordinates\":");
                line(line);
            }
            case Polygon polygon -> {
                raw("{\"type\":\"Polygon\",\"coordinates\":");
                polygon(polygon);
            }
            case MultiPoint points -> {
                raw("{\"type\":\"MultiPoint\",\"coordinates\":[");
                for (int i = 0; i < points.getNumGeometries(); i++) {
                    raw(i == 0 ? "" : ",");
                    var point = (Point) points.getGeometryN(i);
                    position(point.getX(), point.getY());
                }
                raw("]");
            }
            case MultiLineString lines -> {
                raw("{\"type\":\"MultiLineString\",\"coordinates\":[");
                for (int i = 0; i < lines.getNumGeometries(); i++) {
                    raw(i == 0 ? "" : ",");
                    line((LineString) lines.getGeometryN(i));
                }
                raw("]");
            }
            case MultiPolygon polygons -> {
                raw("{\"type\":\"MultiPolygon\",\"coordinates\":[");
                for (int i = 0; i < polygons.getNumGeometries(); i++) {
                    raw(i == 0 ? "" : ",");
                    polygon((Polygon) polygons.getGeometryN(i));
                }
                raw("]");
            }
            case GeometryCollection parts -> {
                raw("{\"type\":\"GeometryCollection\",\"geometries\":[");
                for (int i = 0; i < parts.getNumGeometries(); i++) {
                    raw(i == 0 ? "" : ",");
                    geometry(parts.getGeometryN(i));
                }
                raw("]");
            }
            default -> throw new IllegalArgumentException(geometry.getGeometryType());
        }
        raw("}");
    }

    private void polygon(Polygon polygon) throws IOException {
        raw("[");
        line(polygon.getExteriorRing());
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            raw(",");
            line(polygon.getInteriorRingN(i));
        }
        raw("]");
    }

    private void line(LineString line) throws IOException {
        CoordinateSequence points = line.getCoordinateSequence();
        raw("[");
        for (int i = 0; i < points.size(); i++) {
            if (i > 0) {
                put((byte) ',');
            }
            position(points.getX(i), points.getY(i));
        }
        raw("]");
    }

    private void position(double x, double y) throws IOException {
        var there = Crs.EPSG25832.to(crs, x, y);
        int decimals = crs.inDegrees() ? DECIMALS_OF_DEGREES : DECIMALS_OF_METRES;
        put((byte) '[');
        number(crs.northFirst() ? there.y() : there.x(), decimals);
        put((byte) ',');
        number(crs.northFirst() ? there.x() : there.y(), decimals);
        put((byte) ']');
    }

    /** A decimal without a superfluous zero. */
    private void number(double value, int decimals) throws IOException {
        long factor = decimals == DECIMALS_OF_METRES ? 1_000 : 10_000_000;
        long scaled = Math.round(value * factor);
        if (scaled < 0) {
            put((byte) '-');
            scaled = -scaled;
        }
        long fraction = scaled % factor;
        int places = decimals;
        while (places > 0 && fraction % 10 == 0) {
            fraction /= 10;
            places--;
        }
        whole(scaled / factor, 1);
        if (places > 0) {
            put((byte) '.');
            whole(fraction, places);
        }
    }

    private void whole(long value, int least) throws IOException {
        int at = digits.length;
        long rest = value;
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0 || digits.length - at < least);
        for (; at < digits.length; at++) {
            put(digits[at]);
        }
    }

    private void string(String text) throws IOException {
        put((byte) '"');
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"' || letter == '\\') {
                put((byte) '\\');
                put((byte) letter);
            } else if (letter < ' ') {
                raw("\\u00");
                put(HEX[letter >> 4]);
                put(HEX[letter & 15]);
            } else if (letter < 0x80) {
                put((byte) letter);
            } else {
                int length = Character.isHighSurrogate(letter) && i + 1 < text.length() ? 2 : 1;
                bytes(text.substring(i, i + length).getBytes(StandardCharsets.UTF_8));
                i += length - 1;
            }
        }
        put((byte) '"');
    }

    private void raw(String ascii) throws IOException {
        for (int i = 0; i < ascii.length(); i++) {
            put((byte) ascii.charAt(i));
        }
    }

    private void bytes(byte[] bytes) throws IOException {
        for (byte one : bytes) {
            put(one);
        }
    }

    private void put(byte one) throws IOException {
        if (size == BUFFER) {
            flush();
        }
        buffer[size++] = one;
    }

    private void flush() throws IOException {
        out.write(buffer, 0, size);
        size = 0;
    }
}
