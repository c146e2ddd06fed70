package org.allmende.geo.formats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.formats.GeoFile.Refused;
import org.allmende.geo.formats.GeoFile.Row;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.algorithm.PointLocation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Reads a ZIP with one Shapefile (ESRI technical description, 1998): places in .shp, attributes in .dbf, the system in .prj. */
final class Shapefile {

    private static final int MOST_FILES = 50;
    private static final long LARGEST = 200_000_000;
    private static final int SHP_HEADER = 100;
    private static final int FIELD = 32;
    private static final GeometryFactory SHAPES = new GeometryFactory();

    private Shapefile() {}

    static List<Row> read(byte[] zip) {
        var parts = unpack(zip);
        var shp = parts.get("shp");
        if (shp == null) {
            throw new Refused("unknown");
        }
        var crs = crs(text(parts.get("prj")));
        var attributes = attributes(parts.get("dbf"), charset(text(parts.get("cpg"))));
        var rows = new ArrayList<Row>();
        var in = ByteBuffer.wrap(shp).position(SHP_HEADER);
        for (int number = 0; in.remaining() > 8; number++) {
            in.order(ByteOrder.BIG_ENDIAN);
            in.getInt();
            int length = Math.multiplyExact(2, in.getInt());
            var geometry = geometry(in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN));
            in.position(in.position() + length);
            GeoFile.add(rows, geometry, crs, number < attributes.size() ? attributes.get(number) : Map.of());
        }
        return rows;
    }

    /** The files by their endings; of several Shapefiles the first. */
    private static Map<String, byte[]> unpack(byte[] zip) {
        var parts = new HashMap<String, byte[]>();
        long size = 0;
        int files = 0;
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
                var ending = entry.getName().toLowerCase(Locale.ROOT).replaceFirst("^.*\\.", "");
                if (++files > MOST_FILES) {
                    throw new Refused("many");
                }
                if (ending.matches("shp|dbf|prj|cpg")) {
                    var bytes = in.readNBytes((int) (LARGEST - size));
                    size += bytes.length;
                    if (size >= LARGEST) {
                        throw new Refused("many");
                    }
                    parts.putIfAbsent(ending, bytes);
                }
            }
        } catch (IOException broken) {
            throw new Refused("broken");
        }
        return parts;
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8).strip();
    }

    /** What the programs of offices write into .prj; whatever needs a datum shift is refused. */
    private static Crs crs(String prj) {
        var words = prj.toUpperCase(Locale.ROOT).replace(' ', '_');
        var code = words.matches("(?s).*\"EPSG\",\"?\\d+\"?\\]\\]$")
                ? words.replaceFirst("(?s)^.*\"EPSG\",\"?(\\d+)\"?\\]\\]$", "$1")
                : "";
        var known = GeoFile.find("EPSG:" + code);
        if (known.isPresent()) {
            return known.get();
        }
        boolean ours = words.contains("ETRS") || words.contains("WGS");
        if (words.startsWith("GEOGCS") && ours) {
            return Crs.CRS84;
        }
        if (ours && words.contains("UTM_ZONE_31N")) {
            return Crs.EPSG25831;
        }
        if (ours && words.contains("UTM_ZONE_32N")) {
            return words.contains("32500000") ? Crs.EPSG4647 : Crs.EPSG25832;
        }
        if (ours && words.contains("UTM_ZONE_33N")) {
            return Crs.EPSG25833;
        }
        if (words.contains("PSEUDO-MERCATOR") || words.contains("WEB_MERCATOR")) {
            return Crs.EPSG3857;
        }
        throw new Refused("crs");
    }

    private static Charset charset(String cpg) {
        return cpg.toUpperCase(Locale.ROOT).contains("UTF") ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
    }

    private static List<Map<String, String>> attributes(byte @Nullable [] dbf, Charset charset) {
        var rows = new ArrayList<Map<String, String>>();
        if (dbf == null) {
            return rows;
        }
        var in = ByteBuffer.wrap(dbf).order(ByteOrder.LITTLE_ENDIAN);
        int count = in.getInt(4);
        int start = Short.toUnsignedInt(in.getShort(8));
        int length = Short.toUnsignedInt(in.getShort(10));
        for (int row = 0; row < count && start + (row + 1L) * length <= dbf.length; row++) {
            var attributes = new LinkedHashMap<String, String>();
            int at = start + row * length + 1;
            for (int field = FIELD; dbf[field] != '\r'; field += FIELD) {
                int width = Byte.toUnsignedInt(dbf[field + 16]);
                var name = new String(dbf, field, 11, charset).replaceFirst("(?s)\0.*$", "");
                GeoFile.put(attributes, name, new String(dbf, at, width, charset));
                at += width;
            }
            rows.add(attributes);
        }
        return rows;
    }

    private static Geometry geometry(ByteBuffer in) {
        int type = in.getInt() % 10;
        return switch (type) {
            case 0 -> SHAPES.createPoint();
            case 1 -> SHAPES.createPoint(corner(in));
            case 8 -> {
                in.position(in.position() + FIELD);
                yield SHAPES.createMultiPointFromCoords(corners(in, in.getInt()));
            }
            case 3 -> {
                var lines = parts(in).stream().map(SHAPES::createLineString).toList();
                yield SHAPES.buildGeometry(lines);
            }
            case 5 -> polygons(parts(in));
            default -> throw new Refused("broken");
        };
    }

    private static List<Coordinate[]> parts(ByteBuffer in) {
        in.position(in.position() + FIELD);
        int count = in.getInt();
        int points = in.getInt();
        if (count < 0 || points < 0 || 4L * count + 16L * points > in.remaining()) {
            throw new Refused("broken");
        }
        var starts = new int[count + 1];
        for (int i = 0; i < count; i++) {
            starts[i] = in.getInt();
        }
        starts[count] = points;
        var all = corners(in, points);
        var parts = new ArrayList<Coordinate[]>();
        for (int i = 0; i < count; i++) {
            parts.add(java.util.Arrays.copyOfRange(all, starts[i], starts[i + 1]));
        }
        return parts;
    }

    private static Coordinate[] corners(ByteBuffer in, int count) {
        if (count < 0 || 16L * count > in.remaining()) {
            throw new Refused("broken");
        }
        var corners = new Coordinate[count];
        for (int i = 0; i < count; i++) {
            corners[i] = corner(in);
        }
        return corners;
    }

    private static Coordinate corner(ByteBuffer in) {
        return new Coordinate(in.getDouble(), in.getDouble());
    }

    /** Outer rings run clockwise; each hole belongs to the smallest ring round it. */
    private static Geometry polygons(List<Coordinate[]> rings) {
        var outer = new ArrayList<LinearRing>();
        var holes = new ArrayList<LinearRing>();
        for (var corners : rings) {
            if (corners.length > 3) {
                (Orientation.isCCW(corners) ? holes : outer).add(SHAPES.createLinearRing(corners));
            }
        }
        var inside = new HashMap<LinearRing, List<LinearRing>>();
        for (var hole : holes) {
            LinearRing smallest = null;
            for (var ring : outer) {
                boolean smaller = smallest == null
                        || ring.getEnvelopeInternal().getArea()
                                < smallest.getEnvelopeInternal().getArea();
                if (smaller && PointLocation.isInRing(hole.getCoordinateN(0), ring.getCoordinates())) {
                    smallest = ring;
                }
            }
            if (smallest != null) {
                inside.computeIfAbsent(smallest, first -> new ArrayList<>()).add(hole);
            }
        }
        var polygons = outer.stream()
                .map(ring -> SHAPES.createPolygon(
                        ring, inside.getOrDefault(ring, List.of()).toArray(LinearRing[]::new)))
                .toArray(Polygon[]::new);
        return polygons.length == 1 ? polygons[0] : SHAPES.createMultiPolygon(polygons);
    }
}
