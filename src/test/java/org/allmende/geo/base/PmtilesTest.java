package org.allmende.geo.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.allmende.geo.tiles.Tile;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.config.ConfigurationCheck;
import org.allmende.platform.outbound.Addresses;
import org.allmende.platform.outbound.Fetch;
import org.allmende.platform.outbound.Lines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The county brings its base map as a file. */
class PmtilesTest {

    private static final Fetch NOBODY = new Fetch(new Lines(new Addresses(true, true)));

    @TempDir
    private Path folder;

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static BaseMap map(Path file) {
        return new BaseMap(new Configuration.BaseMap(null, "", "", file, "© Kreis"), NOBODY, Clock.systemUTC());
    }

    private static Optional<String> found(BaseMap map, int zoom, int row, int column) throws IOException {
        return map.tile(new Tile(zoom, row, column)).map(tile -> new String(tile.bytes(), StandardCharsets.UTF_8));
    }

    /** From the specification's own tests. */
    @ParameterizedTest
    @CsvSource({"0,0,0,0", "1,0,0,1", "1,0,1,2", "1,1,1,3", "1,1,0,4", "2,0,0,5", "12,3423,1763,19078479"})
    void tilesAreNumberedAlongTheCurve(int zoom, int column, int row, long id) {
        assertThat(Pmtiles.id(zoom, column, row)).isEqualTo(id);
    }

    private PmtilesFile vectors() {
        return new PmtilesFile(PmtilesFile.VECTOR)
                .zooms(1, 12)
                .tile(1, 0, 0, text("west"))
                .tile(1, 1, 0, text("east"))
                .tile(12, 3423, 1763, text("deep"));
    }

    @Test
    void aTileIsFoundInTheRootAndInALeafPackedOrNot() throws IOException {
        var files =
                new PmtilesFile[] {vectors(), vectors().withLeaves(), vectors().unpacked()};
        for (var file : files) {
            var map = map(file.write(folder.resolve("a.pmtiles")));
            assertThat(map.zooms()).contains(new BaseMap.Zooms(1, 12));
            assertThat(found(map, 1, 0, 1)).contains("east");
            assertThat(found(map, 12, 1763, 3423)).contains("deep");
            assertThat(found(map, 12, 1763, 3422)).as("nothing there").contains("");
            assertThat(found(map, 13, 0, 0)).as("deeper than the file").isEmpty();
        }
    }

    @Test
    void aPictureThatIsMissingIsOneThroughWhichAllIsSeen() throws IOException {
        var file = new PmtilesFile(PmtilesFile.PNG).tile(1, 0, 0, PmtilesFile.picture());
        var map = map(file.write(folder.resolve("a.pmtiles")));
        assertThat(map.tile(new Tile(1, 0, 0)).orElseThrow().bytes()).isEqualTo(PmtilesFile.picture());
        var nothing = map.tile(new Tile(1, 1, 1)).orElseThrow();
        assertThat(nothing.type()).isEqualTo("image/png");
        assertThat(Picture.read(nothing.bytes()).getRGB(0, 0) >>> 24).isZero();
    }

    @Test
    void aFileThatIsReplacedIsReadAnew() throws IOException {
        var path = folder.resolve("a.pmtiles");
        var map = map(vectors().write(path));
        new PmtilesFile(PmtilesFile.VECTOR)
                .tile(1, 0, 0, text("new and longer"))
                .write(path);
        assertThat(found(map, 1, 0, 0)).contains("new and longer");
    }

    @Test
    void whatIsNoPictureIsNotHandedOut() {
        var file = new PmtilesFile(PmtilesFile.PNG).tile(1, 0, 0, text("<script>alert(1)</script>"));
        var map = map(file.write(folder.resolve("a.pmtiles")));
        assertThatThrownBy(() -> map.tile(new Tile(1, 0, 0))).isInstanceOf(IOException.class);
    }

    /** What is cut away is refused at the start or when it is asked for, and never loops or fails otherwise. */
    @Test
    void aFileThatEndsTooEarlyIsRefused() throws IOException {
        var whole = Files.readAllBytes(vectors().withLeaves().write(folder.resolve("whole.pmtiles")));
        var path = folder.resolve("cut.pmtiles");
        for (int length = 0; length < whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> found(map(path), 12, 1763, 3423))
                    .isInstanceOfAny(IOException.class, ConfigurationCheck.Refused.class);
        }
    }

    /** Whatever byte is wrong: an answer or an {@link IOException}. */
    @Test
    void aDamagedFileIsNoReasonToFail() throws IOException {
        var whole = Files.readAllBytes(vectors().withLeaves().unpacked().write(folder.resolve("whole.pmtiles")));
        var path = folder.resolve("damaged.pmtiles");
        int refused = 0;
        for (int at = 0; at < whole.length; at++) {
            var damaged = whole.clone();
            damaged[at] ^= (byte) 0xff;
            Files.write(path, damaged);
            try {
                found(map(path), 12, 1763, 3423);
            } catch (IOException | ConfigurationCheck.Refused said) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nirgends.pmtiles", "text.pmtiles", "brotli.pmtiles", "avif.pmtiles"})
    void theOperatorReadsWhatToDo(String name) throws IOException {
        Files.write(folder.resolve("text.pmtiles"), text("Hallo ".repeat(100)));
        var whole = Files.readAllBytes(vectors().write(folder.resolve("whole.pmtiles")));
        whole[98] = 3;
        Files.write(folder.resolve("brotli.pmtiles"), whole);
        whole[98] = 1;
        whole[99] = 5;
        Files.write(folder.resolve("avif.pmtiles"), whole);
        assertThatThrownBy(() -> map(folder.resolve(name)))
                .isInstanceOf(ConfigurationCheck.Refused.class)
                .hasMessageContaining("allmende.geo.base-map.pmtiles")
                .hasMessageContaining(name)
                .hasMessageMatching(".*(Give|make).*");
    }
}
