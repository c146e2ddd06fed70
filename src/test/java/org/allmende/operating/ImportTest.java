package org.allmende.operating;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.allmende.CommandLine;
import org.allmende.Sources;
import org.allmende.platform.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes from another county is looked at before it is taken in. */
class ImportTest {

    @TempDir
    Path folder;

    private final OwnDatabase database = new OwnDatabase(TestDatabase.serverFor(TestDatabase.newDatabase()));
    private Path data;

    @BeforeEach
    void configure() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        database.configure(data);
    }

    @Test
    void aPackageIsPublishedFromItsFolderAndFromAZip() throws IOException {
        assertThat(bring("package", Path.of("packages/eheurkunde"))).isEmpty();
        assertThat(bring("package", ServicePackages.zip(folder.resolve("neu.zip"), "1.1.0")))
                .isEmpty();
        assertThat(published()).isEqualTo("1.0.0 1.1.0");
    }

    @Test
    void aPackageThatIsNotWholeIsRefusedWithFileAndLine() throws IOException {
        var wrong = copy("packages/eheurkunde", "wrong");
        replace(wrong.resolve("form.yaml"), "type: email", "type: emial");
        assertThat(bring("package", wrong)).containsPattern("form\\.yaml:\\d+: .*emial");
        assertThat(bring("package", Files.writeString(folder.resolve("not.zip"), "a letter")))
                .contains("not.zip: Das ist kein unbeschädigtes ZIP");
        assertThat(bring("package", folder.resolve("nowhere"))).contains("nowhere: Das gibt es nicht.");
        assertThat(published()).isEmpty();
    }

    @Test
    void aLightPackageIsOneFile() throws IOException {
        var light = Path.of("src/test/resources/light/hund-ummelden.yaml");
        assertThat(bring("package", light)).isEmpty();
        assertThat(published()).isEqualTo("1.0.0");

        var wrong = Files.copy(light, folder.resolve("hund.yaml"));
        replace(wrong, "latest: today", "latest: todday");
        assertThat(bring("package", wrong)).containsPattern("hund\\.yaml:\\d+: .*todday");
    }

    @Test
    void aVersionThatIsOutDoesNotChange() throws IOException {
        assertThat(bring("package", Path.of("packages/eheurkunde"))).isEmpty();
        var changed = copy("packages/eheurkunde", "changed");
        replace(changed.resolve("service.yaml"), "origin: Landkreis", "origin: Kreis");
        assertThat(bring("package", changed)).contains("Die Version 1.0.0 gibt es schon mit anderem Inhalt.");
    }

    @Test
    void aRegionPackIsKeptInTheDataFolder() throws IOException {
        assertThat(bring("region", copy("regions/fulda-suedkreis", "rhoen"))).isEmpty();
        assertThat(data.resolve("regions/rhoen"))
                .isDirectoryContaining("glob:**/region.yaml")
                .isDirectoryContaining("glob:**/municipalities.csv")
                .isDirectoryContaining("glob:**/boundaries.geojson");
    }

    @Test
    void theListOfPublicServicesIsTakenInAndTheRestReported() throws IOException {
        var list = Files.createDirectory(folder.resolve("lists"));
        Files.writeString(list.resolve("leistungen_leika.csv"), """
                id;service_key;service_type;name;legal_basis
                1;99012001000000;4;Abbruchgenehmigung;
                2;nicht im LeiKa;1;Gefahrgut;
                """);

        assertThat(bring("leika", list)).isEmpty();
        assertThat(database.owner()
                        .sql("select name from services.leika")
                        .query(String.class)
                        .list())
                .containsExactly("Abbruchgenehmigung");
        assertThat(data.resolve("leika-report.csv")).hasContent("3;nicht im LeiKa;Gefahrgut;nicht im LeiKa");
        assertThat(bring("leika", folder)).contains("has no leistungen_leika.csv");
    }

    @Test
    void addressesThatAreRefusedAreExplainedInWords() throws IOException {
        assertThat(bring("package", Path.of("packages/eheurkunde"))).isEmpty();
        database.owner().sql("""
                insert into region.tenant (slug, kind, name, short_name, number_prefix, colour, contact, active_since)
                values ('lohra', 'county', 'Kreis Lohra', 'Lohra', 'LOH', '#005058', '{}', '2020-01-01')
                """).update();
        database.owner()
                .sql(
                        "insert into region.region (pack, name, land, lead, sources) values ('a', 'Lohra', 'Hessen', 'lohra', '{}')")
                .update();
        var file = folder.resolve("adressen.csv");

        Files.writeString(file, "Name;Telefon\nHuber;110\n");
        assertThat(bring("addresses", file)).startsWith("Columns for street, house number or coordinates are missing.");
        Files.writeString(file, "strasse;hausnummer;lat;lon\nAm Anger;x;50.737;8.636\n");
        assertThat(bring("addresses", file).lines())
                .containsExactly(
                        "No line could be taken over. Below it says why. Your addresses are unchanged.",
                        "Left out   1: The house number is missing or is none.",
                        "Line 2    The house number is missing or is none. Am Anger;x;50.737;8.636");
        Files.writeString(file, "strasse;hausnummer;lat;lon\nAm Anger;1;50.737;8.636\n");
        assertThat(bring("addresses", file)).isEmpty();
    }

    @Test
    void aRegionPackThatIsNotWholeIsRefusedWithFileAndLine() throws IOException {
        var wrong = copy("regions/fulda-suedkreis", "rhoen");
        var csv = wrong.resolve("municipalities.csv");
        Files.writeString(csv, Files.readString(csv) + "06631003\n");
        assertThat(bring("region", wrong)).containsPattern("municipalities\\.csv, line \\d+, has 1 values");
        assertThat(bring("region", folder.resolve("nowhere"))).contains("nowhere has no region.yaml");
        assertThat(bring("region", Path.of("regions/suedwestfalen"))).contains("comes along with this program");
        assertThat(bring("region", copy("regions/fulda-suedkreis", "Meine Rhön")))
                .contains("rename it");
        assertThat(data.resolve("regions")).doesNotExist();
    }

    /** What the operator is told when it is refused; nothing when it was taken in. */
    private String bring(String kind, Path place) {
        var told = new ByteArrayOutputStream();
        var usual = System.err;
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            var exit = CommandLine.run("import", kind, place.toString(), "--data", data.toString());
            assertThat(exit).as(told.toString(StandardCharsets.UTF_8)).isEqualTo(told.size() == 0 ? 0 : 1);
        } finally {
            System.setErr(usual);
        }
        return told.toString(StandardCharsets.UTF_8);
    }

    private String published() {
        return String.join(
                " ",
                database.owner()
                        .sql("select version from services.package_version order by version")
                        .query(String.class)
                        .list());
    }

    private Path copy(String from, String name) throws IOException {
        var copy = folder.resolve(name);
        for (var path : Sources.paths(from)) {
            var file = copy.resolve(path.substring(from.length() + 1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, Sources.read(path));
        }
        return copy;
    }

    private static void replace(Path file, String what, String with) throws IOException {
        var text = Files.readString(file);
        assertThat(text).contains(what);
        Files.writeString(file, text.replace(what, with));
    }
}
