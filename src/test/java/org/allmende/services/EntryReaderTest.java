package org.allmende.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services of the catalogue that no package offers. */
class EntryReaderTest {

    private static final String ENTRY = """
            identity: {name: rente, version: 1.0.0, origin: Beispiel}
            law:
              - {level: Bund, provision: § 115 SGB VI, about: {de: Nur auf Antrag., en: On application.}}
            texts:
              title: {de: Rente, en: Pension}
              summary: {de: Kurz., en: Short.}
              about: {de: Lang., en: Long.}
              applicants: {de: Alle., en: All.}
              duration: {de: Lange., en: Long.}
              words: [Altersrente]
            catalogue: {topic: soziales, situations: [ruhestand], audience: [people]}
            elsewhere: {operator: {de: Versicherung, en: Insurance}, link: https://www.beispiel.de}
            """;

    @Test
    void everyBundledEntryHasLawOfficeOrOperatorAndANameOfItsOwn() {
        var names = new HashSet<>(ServicesStart.bundled().keySet());
        for (var entry : CatalogueEntries.bundled()) {
            assertThat(names.add(entry.profile().name())).as(entry.toString()).isTrue();
            assertThat(entry.profile().law()).as(entry.toString()).isNotEmpty();
            assertThat(entry.profile().classification().topic())
                    .as(entry.toString())
                    .isPresent();
            assertThat(entry.profile().classification().situations())
                    .as(entry.toString())
                    .isNotEmpty();
        }
        assertThat(CatalogueEntries.bundled().stream().map(entry -> entry.way().word()))
                .contains("elsewhere", "paper")
                .hasSizeGreaterThanOrEqualTo(45);
        assertThat(names).hasSizeGreaterThanOrEqualTo(150);
    }

    @Test
    void anEntryNamesWhoOffersTheServiceInstead() {
        assertThat(read(ENTRY).way())
                .isInstanceOfSatisfying(
                        Way.Elsewhere.class, way -> assertThat(way.link()).hasToString("https://www.beispiel.de"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://www.beispiel.de | http://www.beispiel.de | ist keine sichere Adresse",
                "https://www.beispiel.de | javascript:alert(1) | ist keine sichere Adresse",
                "elsewhere: | paper: {note: {de: a, en: b}}\\nelsewhere: | Genau eines von",
                "elsewhere: {operator: {de: Versicherung, en: Insurance}, link: https://www.beispiel.de} | summary: weg | Genau eines von",
                "elsewhere: {operator: {de: Versicherung, en: Insurance}, link: https://www.beispiel.de} | paper: {note: {de: a, en: b}} | Das zuständige Amt fehlt",
                "elsewhere: | online: ja\\nelsewhere: | ist hier nicht bekannt",
            })
    void anEntryThatIsNotWholeIsRefusedWithASentence(String what, String with, String sentence) {
        assertThatThrownBy(() -> read(ENTRY.replace(what, with.replace("\\n", "\n"))))
                .isInstanceOf(PackageRefused.class)
                .hasMessageContaining(sentence);
    }

    private static Entry read(String yaml) {
        return EntryReader.read("rente.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }
}
