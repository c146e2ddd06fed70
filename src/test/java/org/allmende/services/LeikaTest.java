package org.allmende.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.allmende.platform.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of all public services, and what becomes of the rows that do not fit. */
class LeikaTest {

    private static final Path SHARED = Path.of("../shared/data/services/ozg-nrw");
    private static final String HEAD = "id;service_key;service_type;name;legal_basis\n";

    private static TestDatabase database;
    private static Leika leika;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        leika = new Leika(database.db, database.transactions);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void theWholeListIsTakenInAndEveryOtherRowIsReported() {
        if (System.getenv("CI") == null) {
            assumeTrue(Files.isDirectory(SHARED), "Not tried: the list is not in " + SHARED);
        }
        var reading = leika.take(SHARED);

        assertThat(reading.rows()).isEqualTo(5251);
        assertThat(reading.known()).hasSize(4813);
        assertThat(reading.rejected()).hasSize(438);
        assertThat(reading.reasons()).containsEntry("nicht im LeiKa", 436L).hasSize(3);
        assertThat(leika.take(SHARED)).isEqualTo(reading);
        assertThat(leika.count()).isEqualTo(4813);
        assertThat(leika.search("Fischerprüfug", 3))
                .first()
                .extracting(Leika.Known::name)
                .isEqualTo("Fischerprüfung");
        assertThat(leika.search("xqzjwv", 3)).isEmpty();
    }

    @Test
    void aRowThatDoesNotFitIsReportedWithItsLineAndHarmsNoOther() {
        var reading = LeikaFile.read(HEAD + """
                1;99012001000000;4;Abbruchgenehmigung;
                2;nicht im LeiKa;1;Gefahrgut;
                3;990120;1;Kurz;
                4;99012001000000;1;Noch einmal;
                5;99012001001000;1;;
                6;88012001001000;1;Fremd;
                7;99012001002000;1
                8;99012001003000;1;"offen;
                9;99012001004000;2/3;"mit ; und "" darin";§ 1

                """);

        assertThat(reading.known())
                .containsExactly(
                        new Leika.Known("99012001000000", "Abbruchgenehmigung", "4", ""),
                        new Leika.Known("99012001004000", "mit ; und \" darin", "2/3", "§ 1"));
        assertThat(reading.rejected())
                .extracting(one -> one.line() + " " + one.reason())
                .containsExactly(
                        "3 nicht im LeiKa",
                        "4 Schlüssel mit 6 statt 14 Ziffern",
                        "5 Schlüssel steht schon weiter oben",
                        "6 ohne Namen",
                        "7 Schlüssel beginnt nicht mit 99",
                        "8 3 Spalten statt 5",
                        "9 4 Spalten statt 5");
    }

    @Test
    void aFolderWithoutTheTableChangesNothing() throws Exception {
        leika.put(List.of(new Leika.Known("99012001000000", "Abbruchgenehmigung", "4", "")));

        assertThatThrownBy(() -> leika.take(folder)).hasMessageContaining("has no leistungen_leika.csv");
        Files.writeString(folder.resolve("leistungen_leika.csv"), "a;b\n1;2\n");
        assertThatThrownBy(() -> leika.take(folder)).hasMessageContaining("has no column service_key");
        Files.write(folder.resolve("leistungen_leika.csv"), new byte[] {(byte) 0xff, 0, 10, 59});
        assertThatThrownBy(() -> leika.take(folder)).hasMessageContaining("has no column");
        assertThat(leika.search("Abbruch", 3)).hasSize(1);
    }
}
