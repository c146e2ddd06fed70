package org.allmende.geo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.geo.crs.Position;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * What lies within some metres of a place.
 *
 * @param place in EPSG:25832, in which distances are measured
 */
public record Surroundings(Position place, int metres) {

    /** As far as somebody can want to look. */
    public static final List<Integer> METRES = List.of(100, 250, 500, 1000, 5000);

    private static final Pattern TOPIC = Pattern.compile("(-?\\d{1,8}\\.\\d\\d) (-?\\d{1,8}\\.\\d\\d) (\\d{1,5})");
    private static final GeometryFactory POINTS = new GeometryFactory();

    /** As a subscription keeps it, to the centimetre; {@link #parse} reads it. */
    public String topic() {
        return String.format(Locale.ROOT, "%.2f %.2f %d", place.x(), place.y(), metres);
    }

    static Optional<Surroundings> parse(String topic) {
        var parts = TOPIC.matcher(topic);
        return parts.matches()
                ? Optional.of(new Surroundings(
                        new Position(Double.parseDouble(parts.group(1)), Double.parseDouble(parts.group(2))),
                        Integer.parseInt(parts.group(3))))
                : Optional.empty();
    }

    /** Metres to the nearest of these areas, 0 inside of one; nothing if none is near enough. */
    Optional<Double> distance(List<Geometry> areas) {
        var point = POINTS.createPoint(new Coordinate(place.x(), place.y()));
        return areas.stream()
                .filter(area -> area.isWithinDistance(point, metres))
                .map(area -> area.distance(point))
                .min(Double::compare);
    }
}
