package org.allmende.geo.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.allmende.geo.formats.GeoFile.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same two areas in three formats, written by GDAL 3.6: one of two parts with a hole, one triangle. */
class GeoFileTest {

    private static byte[] file(String name) throws IOException {
        try (var in = Objects.requireNonNull(GeoFileTest.class.getResourceAsStream("/geo/" + name))) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @CsvSource({"gebiete.geojson, GeoJSON", "gebiete.zip, Shapefile", "gebiete.gpkg, GeoPackage"})
    void everyFormatSaysTheSame(String name, String format) throws IOException {
        var read = GeoFile.read(file(name));
        var expected = GeoFile.read(file("gebiete.geojson"));
        assertThat(read.format()).isEqualTo(format);
        assertThat(read.rows()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            var row = read.rows().get(i);
            var other = expected.rows().get(i);
            assertThat(row.geometry().isValid()).isTrue();
            assertThat(row.geometry().symDifference(other.geometry()).getArea()).isLessThan(10);
            assertThat(row.attributes().get("name"))
                    .isEqualTo(other.attributes().get("name"));
            assertThat(row.attributes().get("hinweis"))
                    .isEqualTo(other.attributes().get("hinweis"));
        }
        assertThat(read.rows().getFirst().geometry().getNumGeometries()).isEqualTo(2);
        assertThat(read.rows().getFirst().attributes()).containsEntry("name", "Naturschutzgebiet Größenwiese");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gebiete.geojson", "gebiete.zip", "gebiete.gpkg"})
    void brokenFilesAreRefusedAndNothingElseHappens(String name) throws IOException {
        var whole = file(name);
        var random = new Random(9);
        for (int round = 0; round < 400; round++) {
            var broken = round % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int i = 0; i < round % 7 && broken.length > 0; i++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            try {
                GeoFile.read(broken);
            } catch (Refused refused) {
                assertThat(refused.reason()).matches("unknown|broken|crs|empty|many");
            }
        }
    }

    @Test
    void collectionsInCollectionsWithoutEndAreRefused() {
        var nested = ByteBuffer.allocate(9 * 100_000);
        while (nested.hasRemaining()) {
            nested.put((byte) 0).putInt(4).putInt(1);
        }
        var blob = ByteBuffer.allocate(8 + nested.capacity())
                .put(new byte[] {'G', 'P', 0, 0, 0, 0, 0, 0})
                .put(nested.array())
                .array();
        assertThatThrownBy(() -> GeoPackage.geometry(blob)).isInstanceOf(Refused.class);
        var deep = "{\"type\":\"Feature\",\"geometry\":" + "[".repeat(100_000);
        assertThatThrownBy(() -> GeoFile.read(deep.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hallo | unknown",
                "{} | empty",
                "{'features':[]} | empty",
                "{'features':[{'geometry':null}]} | empty",
                "{'features':[{'geometry':{'type':'Point','coordinates':['a','b']}}]} | broken",
                "{'features':[{'geometry':{'type':'Polygon','coordinates':[[[8,50],[9,50]]]}}]} | broken",
                "{'features':[{'geometry':{'type':'Point','coordinates':[480000,5600000]}}]} | crs",
                "{'crs':{'properties':{'name':'EPSG:31467'}},'features':[]} | crs"
            })
    void aRefusalHasAReason(String text, String reason) {
        assertThatThrownBy(() -> GeoFile.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void namesOfColumnsAreRead() {
        assertThat(GeoPackage.columns("CREATE TABLE \"a (b\" (fid INTEGER PRIMARY KEY, \"Größe, ha\" DECIMAL(5,2),"
                        + " [x y] TEXT DEFAULT ',)', CONSTRAINT c UNIQUE (fid))"))
                .containsExactly("fid", "Größe, ha", "x y");
    }
}
