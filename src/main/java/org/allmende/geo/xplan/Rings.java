package org.allmende.geo.xplan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.geo.crs.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/**
 * Finds the rings of areas in the bytes of a GML file, with the place at which each is written, so that one can be changed and every
 * other byte stays. Rings of one {@code posList} only; what is written in another way is passed over. UTF-8 and whatever else has the letters of
 * ASCII in its place.
 */
final class Rings {

    private static final Pattern ID = Pattern.compile("\\bid\\s*=\\s*([\"'])(.*?)\\1");
    private static final Pattern SYSTEM = Pattern.compile("\\bsrsName\\s*=\\s*([\"'])(.*?)\\1");
    private static final Pattern DIMENSION = Pattern.compile("\\bsrsDimension\\s*=\\s*([\"'])3\\1");
    private static final Set<String> MEMBERS = Set.of("featureMember", "featureMembers", "member", "members");
    private static final Set<String> SCOPES = Set.of("raeumlicherGeltungsbereich", "geltungsbereich");

    /** A point as it is written, and where it is: east before north. */
    record Point(String text, Coordinate at) {}

    /**
     * @param number in the file, from 0
     * @param id of the object
     * @param from first byte of the text of its {@code posList}; {@code to} the first behind it
     * @param scope whether it bounds a plan or Bereich, so that others keep to it
     */
    record Ring(
            int number,
            String id,
            int line,
            int from,
            int to,
            boolean exterior,
            boolean scope,
            Crs crs,
            List<Point> points) {

        boolean isClosed() {
            return points.getFirst().at().equals2D(points.getLast().at());
        }
    }

    /** @param closing numbers of rings whose objects take part in the Flächenschluss */
    record Found(List<Ring> rings, Set<Integer> closing) {}

    private record Element(String name, String attributes) {}

    private final byte[] gml;
    private final List<Ring> rings = new ArrayList<>();
    private final Set<Integer> closing = new HashSet<>();
    private final Deque<Element> open = new ArrayDeque<>();
    private @Nullable Crs outer;
    private int at;
    private int line = 1;
    private int firstOfObject;

    private Rings(byte[] gml) {
        this.gml = gml;
    }

    /** Nothing when the file is no XML of ASCII letters. */
    static Found in(byte[] gml) {
        var rings = new Rings(gml);
        while (rings.at < gml.length && rings.step()) {
            // goes on
        }
        return new Found(rings.rings, rings.closing);
    }

    /** To behind the next mark; false when the file is not what it should be. */
    private boolean step() {
        while (at < gml.length && gml[at] != '<') {
            count(at++);
        }
        if (at >= gml.length) {
            return false;
        }
        if (starts("<!--")) {
            return skip("-->");
        }
        if (starts("<![CDATA[")) {
            return skip("]]>");
        }
        if (starts("<?")) {
            return skip("?>");
        }
        if (starts("<!")) {
            return false;
        }
        int end = end();
        if (end < 0) {
            return false;
        }
        var tag = text(at + 1, end);
        at = end + 1;
        if (tag.startsWith("/")) {
            return close(tag.substring(1).strip());
        }
        boolean empty = tag.endsWith("/");
        var name = tag.split("[\\s/]", 2)[0];
        var local = name.substring(name.indexOf(':') + 1);
        open.push(new Element(local, tag.substring(name.length())));
        begin(local);
        return !empty || close(name);
    }

    private void begin(String name) {
        if (depthOfObject() == 0) {
            firstOfObject = rings.size();
        }
        if (name.equals("Envelope") && outer == null) {
            outer = system().orElse(null);
        }
        if (name.equals("posList")) {
            ring();
        }
        if (name.equals("flaechenschluss")
                && depthOfObject() == 1
                && text(at, next()).strip().equals("true")) {
            for (int ring = firstOfObject; ring < rings.size(); ring++) {
                closing.add(ring);
            }
        }
    }

    /** How many elements are open inside the object; 0 for the object itself, negative outside of any. */
    private int depthOfObject() {
        int depth = -1;
        for (var element : open) {
            if (MEMBERS.contains(element.name())) {
                return depth;
            }
            depth++;
        }
        return -1;
    }

    private void ring() {
        var around = open.stream().limit(3).map(Element::name).toList();
        int end = next();
        if (around.size() < 3
                || !around.get(1).equals("LinearRing")
                || end >= gml.length
                || gml[end] != '<'
                || gml[end + 1] != '/') {
            return;
        }
        boolean exterior = around.get(2).equals("exterior");
        if (!exterior && !around.get(2).equals("interior")) {
            return;
        }
        var crs = system().or(() -> Optional.ofNullable(outer)).orElse(Crs.EPSG25832);
        var points = points(text(at, end), dimension(), crs);
        if (points.size() >= 3) {
            rings.add(new Ring(
                    rings.size(),
                    id(),
                    line,
                    at,
                    end,
                    exterior,
                    open.stream().anyMatch(element -> SCOPES.contains(element.name())),
                    crs,
                    points));
        }
    }

    private int dimension() {
        return open.stream()
                        .limit(4)
                        .anyMatch(element ->
                                DIMENSION.matcher(element.attributes()).find())
                ? 3
                : 2;
    }

    /** Empty when it is no list of points. */
    private static List<Point> points(String text, int dimension, Crs crs) {
        var words = text.strip().split("\\s+");
        if (words.length % dimension != 0) {
            return List.of();
        }
        var points = new ArrayList<Point>();
        try {
            for (int i = 0; i < words.length; i += dimension) {
                double first = Double.parseDouble(words[i]);
                double second = Double.parseDouble(words[i + 1]);
                points.add(new Point(
                        String.join(" ", Arrays.copyOfRange(words, i, i + dimension)),
                        crs.northFirst() ? new Coordinate(second, first) : new Coordinate(first, second)));
            }
        } catch (NumberFormatException noNumbers) {
            return List.of();
        }
        return points;
    }

    /** Of the object that is open: the outermost element in a member. */
    private String id() {
        Element object = null;
        for (var element : open) {
            if (MEMBERS.contains(element.name())) {
                break;
            }
            object = element;
        }
        return object == null ? "" : find(ID, object).orElse("");
    }

    private Optional<Crs> system() {
        return open.stream()
                .flatMap(element -> find(SYSTEM, element).stream())
                .findFirst()
                .flatMap(Crs::parse);
    }

    private static Optional<String> find(Pattern pattern, Element element) {
        var found = pattern.matcher(element.attributes());
        return found.find() ? Optional.of(found.group(2)) : Optional.empty();
    }

    private boolean close(String name) {
        return !open.isEmpty() && open.pop().name().equals(name.substring(name.indexOf(':') + 1));
    }

    /** The next mark. */
    private int next() {
        int next = at;
        while (next < gml.length && gml[next] != '<') {
            next++;
        }
        return next;
    }

    /** Where the mark ends that begins here; letters in quotation marks do not count. */
    private int end() {
        int quote = 0;
        for (int i = at; i < gml.length; i++) {
            count(i);
            if (quote != 0) {
                quote = gml[i] == quote ? 0 : quote;
            } else if (gml[i] == '"' || gml[i] == '\'') {
                quote = gml[i];
            } else if (gml[i] == '>') {
                return i;
            }
        }
        return -1;
    }

    private boolean skip(String until) {
        while (at < gml.length && !starts(until)) {
            count(at++);
        }
        at += until.length();
        return at < gml.length;
    }

    private void count(int letter) {
        line += gml[letter] == '\n' ? 1 : 0;
    }

    private boolean starts(String letters) {
        if (at + letters.length() > gml.length) {
            return false;
        }
        for (int i = 0; i < letters.length(); i++) {
            if (gml[at + i] != letters.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String text(int from, int to) {
        return new String(gml, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
