package org.allmende.region.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.allmende.platform.pdf.Iban;
import org.allmende.region.BankAccount;
import org.allmende.region.Slug;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackFolderTest {

    private static final String MANIFEST = """
            name: Fulda-Südkreis
            land: Hessen
            lead: neuhof
            since: 2026-01-01
            topics:
              geodata:
                since: 2026-01-01
                without: [kalbach]
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void aSoundPack() throws IOException {
        for (var file : new String[] {"municipalities.csv", "boundaries.geojson"}) {
            Files.copy(Path.of("regions/fulda-suedkreis", file), folder.resolve(file));
        }
        manifest(MANIFEST);
    }

    @Test
    void aSoundPackIsRead() {
        assertThat(PackFolder.of(folder).pack().municipalities()).hasSize(3);
    }

    @Test
    void aMisspeltKeyIsNamedWithItsLineAndTheKnownOnes() throws IOException {
        manifest(MANIFEST.replace("lead:", "leed:"));
        refused("region.yaml, line 3, has the unknown key \"leed\"; known here are name, land, lead, since");
    }

    @Test
    void aMissingKeyIsNamed() throws IOException {
        manifest(MANIFEST.replace("land: Hessen\n", ""));
        refused("lacks \"land\"; add it.");
    }

    @Test
    void aDateThatIsNoneSaysHowToWriteIt() throws IOException {
        manifest(MANIFEST.replaceFirst("2026-01-01", "1.1.2026"));
        refused("region.yaml, line 4: \"1.1.2026\" is no date; write it as 2026-01-31.");
    }

    @Test
    void aTopicOrTenantThatNobodyKnowsIsNamed() throws IOException {
        manifest(MANIFEST.replace("geodata", "geo"));
        refused("There is no topic \"geo\"; topics are online-services, geodata");
        manifest(MANIFEST.replace("[kalbach]", "[kahlbach]"));
        refused("\"kahlbach\" is named in the topic geodata, but nobody in the region has that slug.");
        manifest(MANIFEST.replace("neuhof", "neuhoff"));
        refused("\"neuhoff\" is named as lead, but nobody in the region has that slug.");
    }

    @Test
    void aBankAccountIsReadOrRefusedWithItsLine() throws IOException {
        var account = """
                bank-accounts:
                  neuhof: {recipient: Gemeindekasse Neuhof, iban: DE89 3704 0044 0532 0130 00, bank: Musterbank}
                """;
        manifest(MANIFEST + account);
        assertThat(PackFolder.of(folder).pack().bankAccounts())
                .containsExactly(new BankAccount(
                        new Slug("neuhof"),
                        "Gemeindekasse Neuhof",
                        Iban.parse("DE89370400440532013000"),
                        "",
                        "Musterbank"));
        manifest(MANIFEST + account.replace("DE89", "DE98"));
        refused("region.yaml, line 10: The check digits of the IBAN are wrong");
        manifest(MANIFEST + account.replace("bank: Musterbank", "bic: MUSTER"));
        refused("region.yaml, line 10: \"MUSTER\" is no BIC; it has 8 or 11 letters and digits.");
        manifest(MANIFEST + account.replace("neuhof", "neuhoff"));
        refused("\"neuhoff\" is named in the bank accounts, but nobody in the region has that slug.");
    }

    @Test
    void aMissingColumnIsNamed() throws IOException {
        csv("plz", "postcode");
        refused("municipalities.csv, line 3, has no column \"plz\"; add it to the first line.");
    }

    @Test
    void aLineThatIsTooShortOrNoNumberIsNamed() throws IOException {
        csv(",8554", "");
        refused("line 3, has 10 values for 11 columns");
        csv(",36103", ",8554,36103");
        csv("49.65", "49,65");
        refused("line 3, has 12 values for 11 columns");
    }

    @Test
    void twoPlacesWithOneSlugAreBothNamed() throws IOException {
        manifest(MANIFEST.replace("[kalbach]", "[]"));
        csv(",kalbach", ",flieden");
        refused(
                "The slug \"flieden\" belongs to Gemeinde Flieden and to Gemeinde Kalbach; give one of them another slug.");
    }

    @Test
    void aReservedSlugAndABadColourAreRefusedWithTheirLine() throws IOException {
        csv(",kalbach", ",karte");
        refused("line 4: The slug \"karte\" is an address of the software itself");
        csv(",karte", ",kalbach");
        csv(",#", ",");
        refused("is no colour");
    }

    @Test
    void aFileThatIsMissingOrBrokenIsNamed() throws IOException {
        Files.writeString(folder.resolve("boundaries.geojson"), "{");
        refused("boundaries.geojson is no JSON");
        Files.delete(folder.resolve("boundaries.geojson"));
        refused("has no boundaries.geojson; add the file.");
        manifest("name: [");
        refused("region.yaml, line ");
    }

    private void manifest(String text) throws IOException {
        Files.writeString(folder.resolve("region.yaml"), text);
    }

    private void csv(String part, String other) throws IOException {
        var file = folder.resolve("municipalities.csv");
        Files.writeString(file, Files.readString(file).replace(part, other));
    }

    private void refused(String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackFolder.of(folder).pack())
                .withMessageContaining(sentence);
    }
}
