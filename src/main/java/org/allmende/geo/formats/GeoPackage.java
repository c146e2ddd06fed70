package org.allmende.geo.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.formats.GeoFile.Refused;
import org.allmende.geo.formats.GeoFile.Row;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/** Reads the feature tables of a GeoPackage (OGC 12-128r19). */
final class GeoPackage {

    private GeoPackage() {}

    static List<Row> read(byte[] bytes) {
        var file = new SqliteFile(bytes);
        var tables = new HashMap<String, SqliteFile.Table>();
        file.tables().forEach(table -> tables.put(table.name().toLowerCase(Locale.ROOT), table));
        var columns = tables.get("gpkg_geometry_columns");
        if (columns == null) {
            throw new Refused("unknown");
        }
        var rows = new ArrayList<Row>();
        file.records(columns.root(), record -> {
            var table = tables.get(record.text(0).toLowerCase(Locale.ROOT));
            if (table != null) {
                var crs = GeoFile.find("EPSG:" + record.text(3)).orElseThrow(() -> new Refused("crs"));
                features(file, table, record.text(1), crs, rows);
            }
        });
        return rows;
    }

    private static void features(
            SqliteFile file, SqliteFile.Table table, String geometryColumn, Crs crs, List<Row> rows) {
        var names = columns(table.sql());
        file.records(table.root(), record -> {
            var attributes = new LinkedHashMap<String, String>();
            Geometry geometry = null;
            for (int i = 0; i < names.size() && i < record.values().size(); i++) {
                var value = record.values().get(i);
                if (value instanceof byte[] blob) {
                    if (names.get(i).equalsIgnoreCase(geometryColumn)) {
                        geometry = geometry(blob);
                    }
                } else if (value != null) {
                    GeoFile.put(attributes, names.get(i), value.toString());
                }
            }
            if (geometry != null) {
                GeoFile.add(rows, geometry, crs, attributes);
            }
        });
    }

    /** The names between the brackets of {@code create table}; a constraint of the whole table is none. */
    static List<String> columns(String sql) {
        var names = new ArrayList<String>();
        int depth = 0;
        char quote = 0;
        var part = new StringBuilder();
        for (int i = 0; i < sql.length(); i++) {
            char letter = sql.charAt(i);
            if (quote != 0) {
                quote = letter == quote ? 0 : quote;
            } else if (letter == '"' || letter == '`' || letter == '\'' || letter == '[') {
                quote = letter == '[' ? ']' : letter;
            } else if (letter == '(' && depth++ == 0) {
                part.setLength(0);
                continue;
            } else if ((letter == ')' && --depth == 0) || (letter == ',' && depth == 1)) {
                name(part.toString().strip(), names);
                part.setLength(0);
                continue;
            }
            part.append(letter);
        }
        return names;
    }

    private static void name(String column, List<String> names) {
        if (column.isEmpty() || column.matches("(?is)(constraint|primary\\s+key|unique|check|foreign\\s+key)\\b.*")) {
            return;
        }
        char first = column.charAt(0);
        if (first == '"' || first == '`' || first == '[') {
            int end = column.indexOf(first == '[' ? ']' : first, 1);
            names.add(end < 0 ? column : column.substring(1, end));
        } else {
            names.add(column.split("\\s+", 2)[0]);
        }
    }

    /** A header with the system and perhaps a box, then well-known binary (§2.1.3). */
    static Geometry geometry(byte[] blob) {
        var in = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN);
        int flags = in.get(3);
        int header = 8 + new int[] {0, 32, 48, 48, 64, 0, 0, 0}[flags >> 1 & 7];
        if (blob[0] != 'G' || blob[1] != 'P' || header > blob.length) {
            throw new Refused("broken");
        }
        try {
            return new WKBReader().read(Arrays.copyOfRange(blob, header, blob.length));
        } catch (ParseException | StackOverflowError broken) {
            // collections in collections without end are read by recursion
            throw new Refused("broken");
        }
    }
}
