package org.allmende.geo.ogc;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.geo.Feature;
import org.allmende.geo.Plan;
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

/**
 * Writes features as GeoJSON (RFC 7946), straight into bytes: a map asks for thousands of them at once.
 * It is longer than 400 lines because letters, numbers and shapes share one buffer.
 */
public final class GeoJson {

    /** Bytes; what a connection is given at once. */
    public static final int BUFFER = 1 << 15;

    /** Brackets, comma and two numbers of at most nineteen digits. */
    private static final int LONGEST_POSITION = 48;

    private static final byte[] GEOMETRY = utf8("\",\"geometry\":");
    private static final HexFormat HEX = HexFormat.of();

    private final OutputStream out;
    private final Crs crs;
    private final byte[] buffer = new byte[BUFFER];
    private int size;
    private int flushes;

    // by identity: what plans say is in memory once
    private final IdentityHashMap<Plan, OfPlan> plans = new IdentityHashMap<>();
    private final IdentityHashMap<Feature.Value, Member> known = new IdentityHashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private Member[] members = new Member[32];

    public GeoJson(OutputStream out, Crs crs) {
        this.out = out;
        this.crs = crs;
    }

    /** A link of an answer. */
    public record Link(String rel, String type, String title, String href) {}

    public void collection(List<Feature> features, String timeStamp) throws IOException {
        begin(features.size(), features.size(), timeStamp, List.of());
        for (int i = 0; i < features.size(); i++) {
            raw(i == 0 ? "\n" : ",\n");
            feature(features.get(i), List.of());
        }
        end();
    }

    /** @param keep whether the objects are kept as they are written, for the next answer */
    public void collection(ItemQuery.Found found, String timeStamp, List<Link> links, boolean keep) throws IOException {
        begin(found.matched(), found.numbers().length, timeStamp, links);
        boolean first = true;
        for (int number : found.numbers()) {
            raw(first ? "\n" : ",\n");
            first = false;
            var written = keep ? found.layer().written(number) : null;
            if (written == null) {
                room(BUFFER / 2);
                int from = size;
                int before = flushes;
                feature(found.layer().features().get(number), List.of());
                if (keep && flushes == before) {
                    found.layer().keep(number, Arrays.copyOfRange(buffer, from, size));
                }
            } else {
                bytes(written);
            }
        }
        end();
    }

    private void begin(int matched, int returned, String timeStamp, List<Link> links) throws IOException {
        raw("{\"type\":\"FeatureCollection\",\"timeStamp\":");
        string(timeStamp);
        raw(",\"numberMatched\":" + matched + ",\"numberReturned\":" + returned + ",\"links\":");
        links(links);
        raw(",\"features\":[");
    }

    private void end() throws IOException {
        raw("\n]}");
        flush();
    }

    /** Shapes that say nothing. */
    public void shapes(List<Geometry> shapes) throws IOException {
        raw("{\"type\":\"FeatureCollection\",\"features\":[");
        for (int i = 0; i < shapes.size(); i++) {
            raw(i == 0 ? "\n" : ",\n");
            raw("{\"type\":\"Feature\",\"properties\":{},\"geometry\":");
            geometry(shapes.get(i));
            put((byte) '}');
        }
        end();
    }

    public void single(Feature feature, List<Link> links) throws IOException {
        feature(feature, links);
        flush();
    }

    /**
     * What all objects of a plan begin with, and what all of them say.
     *
     * @param head up to where the id of the object follows
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record OfPlan(byte[] head, byte[] properties) {}

    private static OfPlan ofPlan(Plan plan) {
        var id = plan.id().toString();
        return new OfPlan(
                utf8("{\"type\":\"Feature\",\"id\":\"" + id + '.'),
                utf8(",\"properties\":{\"gemeinde\":" + quoted(plan.tenant()) + ",\"plan\":" + quoted(id)
                        + ",\"planname\":" + quoted(plan.name())));
    }

    private void feature(Feature feature, List<Link> links) throws IOException {
        var plan = plans.computeIfAbsent(feature.plan(), GeoJson::ofPlan);
        bytes(plan.head());
        letters(feature.id());
        bytes(GEOMETRY);
        geometry(feature.geometry());
        bytes(plan.properties());
        properties(feature.values());
        put((byte) '}');
        if (!links.isEmpty()) {
            raw(",\"links\":");
            links(links);
        }
        put((byte) '}');
    }

    /**
     * An attribute as it is written where its name comes once.
     *
     * @param name its number among the names of this answer
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Member(int name, byte[] json) {}

    private Member member(Feature.Value value) {
        var name = value.name().replace("\\", "").replace("\"", "");
        var json = ",\"" + name + "\":" + quoted(value.value());
        return new Member(
                names.computeIfAbsent(name, next -> names.size()),
                utf8(
                        value.words().equals(value.value())
                                ? json
                                : json + ",\"" + name + "_klartext\":" + quoted(value.words())));
    }

    /** Codes as they are, with their words beside them; a name that comes several times is a list. */
    private void properties(List<Feature.Value> values) throws IOException {
        if (members.length < values.size()) {
            members = new Member[2 * values.size()];
        }
        long seen = 0;
        for (int i = 0; i < values.size(); i++) {
            var member = known.computeIfAbsent(values.get(i), this::member);
            // names beyond the 63rd may be the same
            long name = 1L << Math.min(member.name(), 63);
            if ((seen & name) != 0) {
                lists(values);
                return;
            }
            seen |= name;
            members[i] = member;
        }
        for (int i = 0; i < values.size(); i++) {
            bytes(members[i].json());
        }
    }

    private void lists(List<Feature.Value> values) throws IOException {
        for (int i = 0; i < values.size(); i++) {
            var value = values.get(i);
            if (comesBefore(values, i)) {
                continue;
            }
            var name = value.name().replace("\\", "").replace("\"", "");
            bytes(utf8(",\"" + name + "\":"));
            list(values, i, false);
            if (!value.words().equals(value.value())) {
                bytes(utf8(",\"" + name + "_klartext\":"));
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
        put((byte) '[');
        boolean more = false;
        for (int i = first; i < values.size(); i++) {
            if (values.get(i).name().equals(name)) {
                raw(more ? "," : "");
                string(words ? values.get(i).words() : values.get(i).value());
                more = true;
            }
        }
        put((byte) ']');
    }

    private void links(List<Link> links) throws IOException {
        put((byte) '[');
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
            put((byte) '}');
        }
        put((byte) ']');
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
                    if (i > 0) {
                        put((byte) ',');
                    }
                    var point = (Point) points.getGeometryN(i);
                    position(point.getX(), point.getY());
                }
                put((byte) ']');
            }
            case MultiLineString lines -> {
                raw("{\"type\":\"MultiLineString\",\"coordinates\":[");
                for (int i = 0; i < lines.getNumGeometries(); i++) {
                    if (i > 0) {
                        put((byte) ',');
                    }
                    line((LineString) lines.getGeometryN(i));
                }
                put((byte) ']');
            }
            case MultiPolygon polygons -> {
                raw("{\"type\":\"MultiPolygon\",\"coordinates\":[");
                for (int i = 0; i < polygons.getNumGeometries(); i++) {
                    if (i > 0) {
                        put((byte) ',');
                    }
                    polygon((Polygon) polygons.getGeometryN(i));
                }
                put((byte) ']');
            }
            case GeometryCollection parts -> {
                raw("{\"type\":\"GeometryCollection\",\"geometries\":[");
                for (int i = 0; i < parts.getNumGeometries(); i++) {
                    if (i > 0) {
                        put((byte) ',');
                    }
                    geometry(parts.getGeometryN(i));
                }
                put((byte) ']');
            }
            default -> throw new IllegalArgumentException(geometry.getGeometryType());
        }
        put((byte) '}');
    }

    private void polygon(Polygon polygon) throws IOException {
        put((byte) '[');
        line(polygon.getExteriorRing());
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            put((byte) ',');
            line(polygon.getInteriorRingN(i));
        }
        put((byte) ']');
    }

    private void line(LineString line) throws IOException {
        CoordinateSequence points = line.getCoordinateSequence();
        put((byte) '[');
        for (int i = 0; i < points.size(); i++) {
            if (i > 0) {
                put((byte) ',');
            }
            position(points.getX(i), points.getY(i));
        }
        put((byte) ']');
    }

    private void position(double x, double y) throws IOException {
        var there = Crs.EPSG25832.to(crs, x, y);
        room(LONGEST_POSITION);
        buffer[size++] = '[';
        number(crs.northFirst() ? there.y() : there.x());
        buffer[size++] = ',';
        number(crs.northFirst() ? there.x() : there.y());
        buffer[size++] = ']';
    }

    /** A decimal without a superfluous zero: seven places of degrees are a centimetre, three of metres a millimetre. */
    private void number(double value) {
        long scaled = Math.round(value * (crs.inDegrees() ? 10_000_000 : 1_000));
        if (scaled < 0) {
            buffer[size++] = '-';
            scaled = -scaled;
        }
        long whole = crs.inDegrees() ? scaled / 10_000_000 : scaled / 1_000;
        int places = crs.inDegrees() ? 7 : 3;
        int fraction = (int) (scaled - whole * (crs.inDegrees() ? 10_000_000 : 1_000));
        int length = 1;
        for (long rest = whole; rest >= 10; rest /= 10) {
            length++;
        }
        digits(whole, length);
        while (places > 0 && fraction % 10 == 0) {
            fraction /= 10;
            places--;
        }
        if (places > 0) {
            buffer[size++] = '.';
            digits(fraction, places);
        }
    }

    private void digits(long value, int length) {
        long rest = value;
        for (int at = size + length - 1; at >= size; at--) {
            buffer[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += length;
    }

    private void string(String text) throws IOException {
        put((byte) '"');
        letters(text);
        put((byte) '"');
    }

    /** Inside of quotation marks. */
    private void letters(String text) throws IOException {
        if (text.length() > BUFFER / 2) {
            bytes(utf8(escaped(text)));
            return;
        }
        room(text.length());
        int at = size;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < ' ' || letter >= 0x7f || letter == '"' || letter == '\\') {
                bytes(utf8(escaped(text)));
                return;
            }
            buffer[at++] = (byte) letter;
        }
        size = at;
    }

    private static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"' || letter == '\\') {
                escaped.append('\\').append(letter);
            } else if (letter < ' ') {
                escaped.append("\\u00").append(HEX.toHexDigits((byte) letter));
            } else {
                escaped.append(letter);
            }
        }
        return escaped.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void raw(String ascii) throws IOException {
        bytes(utf8(ascii));
    }

    private void bytes(byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length; ) {
            room(1);
            int part = Math.min(bytes.length - at, BUFFER - size);
            System.arraycopy(bytes, at, buffer, size, part);
            size += part;
            at += part;
        }
    }

    private void put(byte one) throws IOException {
        room(1);
        buffer[size++] = one;
    }

    private void room(int more) throws IOException {
        if (size + more > BUFFER) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.write(buffer, 0, size);
        size = 0;
        flushes++;
    }
}
