package org.allmende.geo.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.allmende.geo.formats.GeoPackageWriter.Row;
import org.allmende.geo.formats.GeoPackageWriter.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.util.GeometricShapeFactory;

/** What SQLite itself says of the files. */
class GeoPackageWriterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final GeometryFactory SHAPES = new GeometryFactory();

    @TempDir
    Path folder;

    private Path write(Table... tables) throws IOException {
        var file = Files.createTempFile(folder, "plan", ".gpkg");
        try (var out = Files.newOutputStream(file)) {
            GeoPackageWriter.write(List.of(tables), NOW, out);
        }
        return file;
    }

    private static Connection open(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            return found.next() ? String.valueOf(found.getString(1)) : "";
        }
    }

    private static Geometry circle(double east, double north, int corners) {
        var shape = new GeometricShapeFactory(SHAPES);
        shape.setCentre(new Coordinate(east, north));
        shape.setSize(100);
        shape.setNumPoints(corners);
        return shape.createCircle();
    }

    private static Row point(int number) {
        return new Row(
                SHAPES.createPoint(new Coordinate(470_000 + number, 5_600_000)),
                Arrays.asList("Nummer " + number, number % 3 == 0 ? null : "ä€𝄞"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 700, 800, 60_000})
    void everyNumberOfRowsComesBack(int rows) throws IOException, SQLException {
        var all = new ArrayList<Row>();
        for (int i = 0; i < rows; i++) {
            all.add(point(i));
        }
        var file = write(new Table("orte", List.of("name", "zeichen"), all));
        try (var connection = open(file)) {
            assertThat(ask(connection, "pragma integrity_check")).isEqualTo("ok");
            assertThat(ask(connection, "select count(*) from orte")).isEqualTo(String.valueOf(rows));
            assertThat(ask(connection, "select count(*) from orte where zeichen = 'ä€𝄞'"))
                    .isEqualTo(String.valueOf(rows - (rows + 2) / 3));
            if (rows > 0) {
                assertThat(ask(connection, "select name from orte where fid = " + rows))
                        .isEqualTo("Nummer " + (rows - 1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 2_040, 2_048, 4_090, 20_000})
    void rowsLongerThanAPageComeBack(int corners) throws IOException, SQLException {
        var shape = circle(480_000, 5_620_000, corners);
        var file = write(new Table("BP_Plan", List.of("name"), List.of(new Row(shape, List.of("rund")))));
        try (var connection = open(file)) {
            assertThat(ask(connection, "pragma integrity_check")).isEqualTo("ok");
            assertThat(ask(connection, "select substr(hex(geom), 1, 8) from BP_Plan"))
                    .isEqualTo("47500003");
        }
        var back = GeoFile.read(Files.readAllBytes(file)).rows();
        assertThat(back).hasSize(1);
        assertThat(back.getFirst().geometry().equalsTopo(shape)).isTrue();
    }

    @Test
    void itSaysWhatAGeoPackageHasToSay() throws IOException, SQLException {
        var file = write(
                new Table(
                        "zweite",
                        List.of("fid", "Name", "name", "a\"b.c"),
                        List.of(new Row(circle(480_000, 5_620_000, 8), List.of("1", "eins", "zwei", "drei")))),
                new Table("erste", List.of(), List.of()));
        try (var connection = open(file)) {
            assertThat(ask(connection, "pragma integrity_check")).isEqualTo("ok");
            assertThat(ask(connection, "pragma application_id")).isEqualTo(String.valueOf(0x47504b47));
            assertThat(ask(connection, "pragma user_version")).isEqualTo("10300");
            assertThat(ask(connection, "select group_concat(srs_id) from gpkg_spatial_ref_sys"))
                    .isEqualTo("-1,0,4326,25832");
            assertThat(ask(connection, "select srs_name from gpkg_spatial_ref_sys where srs_id = -1"))
                    .isEqualTo("Undefined cartesian");
            assertThat(ask(connection, "select min_x from gpkg_contents where table_name = 'zweite'"))
                    .isEqualTo("479950.0");
            assertThat(ask(
                            connection,
                            "select geometry_type_name from gpkg_geometry_columns where table_name = 'zweite'"))
                    .isEqualTo("POLYGON");
            assertThat(ask(connection, "select \"a\"\"b.c\" || name_ || \"fid_\" from zweite"))
                    .isEqualTo("dreizwei1");
            // the unique keys are found by their index
            assertThat(ask(connection, "explain query plan select 1 from gpkg_contents where table_name = 'erste'"))
                    .isNotEmpty();
            assertThat(ask(connection, "select count(*) from gpkg_contents where table_name = 'erste'"))
                    .isEqualTo("1");
        }
    }

    @Test
    void theSameObjectsAreTheSameBytes() throws IOException {
        var one = new ByteArrayOutputStream();
        var other = new ByteArrayOutputStream();
        var tables = List.of(new Table("orte", List.of("name", "zeichen"), List.of(point(1), point(2))));
        GeoPackageWriter.write(tables, NOW, one);
        GeoPackageWriter.write(tables, NOW, other);
        assertThat(one.toByteArray()).isEqualTo(other.toByteArray());
    }
}
