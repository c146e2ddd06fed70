package org.allmende.geo.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;

/** Writes features in EPSG:25832 as a GeoPackage (OGC 12-128r19), a table for each kind. */
public final class GeoPackageWriter {

    private static final String KIND = "GPKG";
    private static final int VERSION = 10_300;
    private static final long SYSTEM = 25832;

    /** Little-endian, with a box of two dimensions (§2.1.3). */
    private static final int FLAGS = 0b11;

    private static final int HEADER = 40;

    private static final String ETRS89 =
            "GEOGCS[\"ETRS89\",DATUM[\"European_Terrestrial_Reference_System_1989\",SPHEROID[\"GRS 1980\",6378137,298.257222101]],"
                    + "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]";
    private static final String UTM32 = "PROJCS[\"ETRS89 / UTM zone 32N\"," + ETRS89
            + ",PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"latitude_of_origin\",0],PARAMETER[\"central_meridian\",9],"
            + "PARAMETER[\"scale_factor\",0.9996],PARAMETER[\"false_easting\",500000],PARAMETER[\"false_northing\",0],"
            + "UNIT[\"metre\",1],AUTHORITY[\"EPSG\",\"25832\"]]";
    private static final String WGS84 =
            "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],"
                    + "UNIT[\"degree\",0.0174532925199433],AUTHORITY[\"EPSG\",\"4326\"]]";

    private GeoPackageWriter() {}

    /**
     * One kind of features.
     *
     * @param columns their names; two that differ by case only are one for SQLite, and the second gets an ending
     */
    public record Table(String name, List<String> columns, List<Row> rows) {}

    /** @param values as many as there are columns; null where a feature says nothing */
    public record Row(Geometry geometry, List<@Nullable String> values) {}

    /** @param at when the features were as they are here */
    public static void write(List<Table> tables, Instant at, OutputStream out) throws IOException {
        var file = new SqliteWriter(KIND, VERSION);
        var system = new ArrayList<@Nullable Object[]>();
        system.add(new @Nullable Object[] {"Undefined cartesian", -1L, "NONE", -1L, "undefined", null});
        system.add(new @Nullable Object[] {"Undefined geographic", 0L, "NONE", 0L, "undefined", null});
        system.add(new @Nullable Object[] {"WGS 84", 4326L, "EPSG", 4326L, WGS84, null});
        system.add(new @Nullable Object[] {"ETRS89 / UTM zone 32N", SYSTEM, "EPSG", SYSTEM, UTM32, null});
        file.numbered(
                "gpkg_spatial_ref_sys",
                "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,"
                        + " organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,"
                        + " description TEXT)",
                1,
                system);
        var contents = new ArrayList<@Nullable Object[]>();
        var geometries = new ArrayList<@Nullable Object[]>();
        for (var table : tables) {
            var box = new Envelope();
            table.rows().forEach(row -> box.expandToInclude(row.geometry().getEnvelopeInternal()));
            boolean isEmpty = box.isNull();
            contents.add(new @Nullable Object[] {
                table.name(),
                "features",
                table.name(),
                "",
                at.truncatedTo(ChronoUnit.MILLIS).toString(),
                isEmpty ? null : box.getMinX(),
                isEmpty ? null : box.getMinY(),
                isEmpty ? null : box.getMaxX(),
                isEmpty ? null : box.getMaxY(),
                SYSTEM
            });
            geometries.add(new @Nullable Object[] {table.name(), "geom", type(table.rows()), SYSTEM, 0L, 0L});
        }
        file.table(
                "gpkg_contents",
                "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,"
                        + " description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE,"
                        + " max_y DOUBLE, srs_id INTEGER)",
                contents,
                new int[] {0},
                new int[] {2});
        file.table(
                "gpkg_geometry_columns",
                "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,"
                        + " geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,"
                        + " CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),"
                        + " CONSTRAINT uk_gc_table_name UNIQUE (table_name))",
                geometries,
                new int[] {0, 1},
                new int[] {0});
        for (var table : tables) {
            features(file, table);
        }
        file.writeTo(out);
    }

    private static void features(SqliteWriter file, Table table) {
        var sql = new StringBuilder("CREATE TABLE ")
                .append(quoted(table.name()))
                .append(" (fid INTEGER NOT NULL PRIMARY KEY, geom ")
                .append(type(table.rows()));
        var taken = new HashSet<>(List.of("fid", "geom"));
        for (var column : table.columns()) {
            var name = column;
            while (!taken.add(name.toLowerCase(Locale.ROOT))) {
                name += "_";
            }
            sql.append(", ").append(quoted(name)).append(" TEXT");
        }
        var writer = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN);
        Iterable<@Nullable Object[]> rows = () -> table.rows().stream()
                .map(row -> {
                    var values = new @Nullable Object[row.values().size() + 2];
                    values[1] = blob(row.geometry(), writer);
                    for (int i = 0; i < row.values().size(); i++) {
                        values[i + 2] = row.values().get(i);
                    }
                    return values;
                })
                .iterator();
        file.table(table.name(), sql.append(')').toString(), rows);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** What all of them are, otherwise the type above all types. */
    private static String type(List<Row> rows) {
        var types = rows.stream()
                .map(row -> row.geometry().getGeometryType().toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
        return types.size() == 1 ? types.getFirst() : "GEOMETRY";
    }

    private static byte[] blob(Geometry geometry, WKBWriter writer) {
        var wkb = writer.write(geometry);
        var box = geometry.getEnvelopeInternal();
        return ByteBuffer.allocate(HEADER + wkb.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'G')
                .put((byte) 'P')
                .put((byte) 0)
                .put((byte) FLAGS)
                .putInt((int) SYSTEM)
                .putDouble(box.getMinX())
                .putDouble(box.getMaxX())
                .putDouble(box.getMinY())
                .putDouble(box.getMaxY())
                .put(wkb)
                .array();
    }
}
