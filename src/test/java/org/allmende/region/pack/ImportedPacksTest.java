package org.allmende.region.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.allmende.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportedPacksTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @TempDir
    Path data;

    @Test
    void aPackThatWasTakenInIsFoundByItsNameWithoutTheFolderItCameFrom() throws IOException {
        var from = Files.createDirectory(data.resolve("rhoen"));
        for (var path : Sources.paths("regions/fulda-suedkreis")) {
            Files.copy(Path.of(path), from.resolve(Path.of(path).getFileName()));
        }
        var packs = new ImportedPacks(data);
        var pack = packs.add(from);
        Files.move(from, data.resolve("gone"));

        assertThat(Packs.get(packs.locate("rhoen"), TODAY)).isEqualTo(pack);
    }

    @Test
    void whatWasNotTakenInIsLookedForElsewhere() {
        var packs = new ImportedPacks(data);
        assertThat(packs.locate("suedwestfalen")).isEqualTo("suedwestfalen");
        assertThat(packs.locate("Landkreis Fulda")).isEqualTo("Landkreis Fulda");
        assertThat(packs.locate("../regions")).isEqualTo("../regions");
    }
}
