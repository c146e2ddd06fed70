package org.allmende.geo.crs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * A coordinate reference system that plans come in or maps ask for. ETRS 89 and WGS 84 count as one, as everywhere on the web:
 * they differ by less than a metre, and by nothing that could be computed without the day of the measurement.
 */
public enum Crs {
    CRS84("http://www.opengis.net/def/crs/OGC/1.3/CRS84", false, new Degrees()),
    EPSG4326("http://www.opengis.net/def/crs/EPSG/0/4326", true, new Degrees()),
    EPSG4258("http://www.opengis.net/def/crs/EPSG/0/4258", true, new Degrees()),
    EPSG25831("http://www.opengis.net/def/crs/EPSG/0/25831", false, new Utm(new TransverseMercator(3, 500_000))),
    EPSG25832("http://www.opengis.net/def/crs/EPSG/0/25832", false, new Utm(new TransverseMercator(9, 500_000))),
    EPSG25833("http://www.opengis.net/def/crs/EPSG/0/25833", false, new Utm(new TransverseMercator(15, 500_000))),
    /** Zone 32 with its number before the easting. */
    EPSG4647("http://www.opengis.net/def/crs/EPSG/0/4647", false, new Utm(new TransverseMercator(9, 32_500_000))),
    EPSG3857("http://www.opengis.net/def/crs/EPSG/0/3857", false, new WebMercator());

    private static final Envelope ZONE = new Envelope(0, 18, 44, 58);
    private static final double SPHERE = 6_378_137;

    private final String uri;
    private final boolean northFirst;
    // records of numbers and of what was computed from them, which the checker cannot see through the interface
    @SuppressWarnings("ImmutableEnumChecker")
    private final Projection projection;

    Crs(String uri, boolean northFirst, Projection projection) {
        this.uri = uri;
        this.northFirst = northFirst;
        this.projection = projection;
    }

    private sealed interface Projection permits Degrees, Utm, WebMercator {
        Position project(double lon, double lat);

        Position unproject(double x, double y);
    }

    private record Degrees() implements Projection {
        @Override
        public Position project(double lon, double lat) {
            return new Position(lon, lat);
        }

        @Override
        public Position unproject(double x, double y) {
            return new Position(x, y);
        }
    }

    private record Utm(TransverseMercator strip, Patches patches) implements Projection {
        Utm(TransverseMercator strip) {
            this(strip, new Patches(strip));
        }

        @Override
        public Position project(double lon, double lat) {
            return strip.project(lon, lat);
        }

        @Override
        public Position unproject(double x, double y) {
            return patches.unproject(x, y);
        }
    }

    /** EPSG 1024: ellipsoidal degrees on a sphere, as the tiles of the web have it. */
    private record WebMercator() implements Projection {
        @Override
        public Position project(double lon, double lat) {
            return new Position(
                    SPHERE * Math.toRadians(lon), SPHERE * Math.log(Math.tan(Math.PI / 4 + Math.toRadians(lat) / 2)));
        }

        @Override
        public Position unproject(double x, double y) {
            return new Position(
                    Math.toDegrees(x / SPHERE), Math.toDegrees(2 * Math.atan(Math.exp(y / SPHERE)) - Math.PI / 2));
        }
    }

    /** As OGC API names it. */
    public String uri() {
        return uri;
    }

    /** Whether coordinates are written north before east, as EPSG has it for degrees. */
    public boolean northFirst() {
        return northFirst;
    }

    /** Whether coordinates are degrees; otherwise they are metres. */
    public boolean inDegrees() {
        return projection instanceof Degrees;
    }

    /** Knows {@code EPSG:25832}, {@code urn:ogc:def:crs:EPSG::25832}, {@code http://www.opengis.net/def/crs/…} and the like. */
    public static Optional<Crs> parse(String name) {
        var code = name.strip().replaceAll("^.*[:/#]", "").toUpperCase(Locale.ROOT);
        var ours = code.equals("CRS84") ? code : "EPSG" + code;
        return Arrays.stream(values()).filter(crs -> crs.name().equals(ours)).findFirst();
    }

    private boolean isSameAs(Crs other) {
        return this == other || (inDegrees() && other.inDegrees());
    }

    public Position toLonLat(double x, double y) {
        return projection.unproject(x, y);
    }

    public Position fromLonLat(double lon, double lat) {
        return projection.project(lon, lat);
    }

    public Position to(Crs other, double x, double y) {
        if (isSameAs(other)) {
            return new Position(x, y);
        }
        var degrees = toLonLat(x, y);
        return other.fromLonLat(degrees.x(), degrees.y());
    }

    /** A copy in the other system; the same geometry when there is nothing to do. */
    public Geometry to(Crs other, Geometry geometry) {
        if (isSameAs(other)) {
            return geometry;
        }
        var copy = geometry.copy();
        copy.apply(new Mover(this, other));
        return copy;
    }

    /** The smallest box in the other system round this one; edges are followed, since they may be bent there. */
    public Envelope to(Crs other, Envelope box) {
        if (isSameAs(other)) {
            return new Envelope(box);
        }
        var moved = new Envelope();
        int steps = 16;
        for (int step = 0; step <= steps; step++) {
            double x = box.getMinX() + box.getWidth() * step / steps;
            double y = box.getMinY() + box.getHeight() * step / steps;
            for (var corner : new Position[] {
                to(other, x, box.getMinY()),
                to(other, x, box.getMaxY()),
                to(other, box.getMinX(), y),
                to(other, box.getMaxX(), y)
            }) {
                moved.expandToInclude(corner.x(), corner.y());
            }
        }
        return moved;
    }

    /**
     * A box of this system in EPSG:25832, cut to where that has a sense: beyond the zone's neighbours there is nothing of ours. Null
     * when nothing is left.
     */
    public Envelope toZone(Envelope box) {
        if (this == EPSG25832) {
            return new Envelope(box);
        }
        var degrees = to(CRS84, box).intersection(ZONE);
        return degrees.isNull() ? degrees : CRS84.to(EPSG25832, degrees);
    }

    private record Mover(Crs from, Crs to) implements CoordinateSequenceFilter {
        @Override
        public void filter(CoordinateSequence line, int i) {
            var moved = from.to(to, line.getX(i), line.getY(i));
            line.setOrdinate(i, CoordinateSequence.X, moved.x());
            line.setOrdinate(i, CoordinateSequence.Y, moved.y());
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public boolean isGeometryChanged() {
            return true;
        }
    }
}
