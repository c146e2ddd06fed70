package org.allmende.services;

import static org.assertj.core.api.Assertions.assertThat;

import org.allmende.platform.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    private static TestDatabase database;
    private static Catalogue catalogue;

    @BeforeAll
    static void putAll() {
        database = TestDatabase.create();
        catalogue = new Catalogue(database.db, database.transactions);
        ServicesStart.bundled()
                .values()
                .forEach(files -> catalogue.put(PackageReader.readAgain(files).orThrow()));
        catalogue.keep(CatalogueEntries.bundled());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** What people type, with their errors, and the service that they mean. */
    @ParameterizedTest
    @CsvSource({
        "Eheurkunde, eheurkunde",
        "Trauschein, eheurkunde",
        "heiratsurkunde beantragen, eheurkunde",
        "geburtzurkunde, geburtsurkunde",
        "sterbe urkunde, sterbeurkunde",
        "ich will meinen Hund anmeldn, hundesteuer",
        "Hundesteuer, hundesteuer",
        "fuererschein umtausch, fuehrerschein-umtauschen",
        "Führerschein verloren, fuehrerschein-ersatz",
        "Anwohnerparken, bewohnerparkausweis",
        "Halteverbot für Umzug, halteverbot-umzug",
        "Wunschkenzeichen, wunschkennzeichen-reservieren",
        "Oldtimer, oldtimerkennzeichen",
        "Kennzeichen geklaut, kennzeichen-verlust",
        "Schreckschusspistole, kleiner-waffenschein",
        "Jagdschein verlängern, jagdschein-verlaengern",
        "Angelschein, fischereischein",
        "Osterfeuer, osterfeuer-anmelden",
        "Demo anmelden, versammlung-anmelden",
        "Gewerbe abmelden, gewerbe-abmelden",
        "selbstständig machen, gewerbe-anmelden",
        "Baum fällen, baum-faellen",
        "Bauvoranfrage, bauvoranfrage",
        "Container aufstellen, container-aufstellen",
        "Wohngeld, wohngeld-mietzuschuss",
        "Zuschuss zur Miete, wohngeld-mietzuschuss",
        "Kitaplatz, kita-anmelden",
        "Unterhaltsvorschuß, unterhaltsvorschuss",
        "register my dog, hundesteuer",
        "Fundsache, fundsache-melden",
        "Führerschein beantragen, fuehrerschein-ersterteilung",
        "Reisepass verlohren, verlust-ausweis-anzeigen",
        "Kfz zulassung, fahrzeug-umschreiben",
        "Sozialwohnung, wohnberechtigungsschein",
        "Schlüssel verloren, fundsache-melden",
        "Perso abgelaufen, personalausweis-beantragen",
        "reisepas, reisepass-beantragen",
        "Kindergelt, kindergeld",
        "ummelden, wohnsitz-elektronisch-anmelden",
        "Punkte in Flensburg, punktestand",
        "deutsche Staatsbürgerschaft, einbuergerung",
    })
    void theRightOneIsAmongTheFirstThree(String typed, String meant) {
        assertThat(catalogue.search(typed, 3)).contains(meant);
    }

    @Test
    void nonsenseFindsNothing() {
        assertThat(catalogue.search("xqzjwv", 3)).isEmpty();
        assertThat(catalogue.search("  %_'\\ ", 3)).isEmpty();
        assertThat(catalogue.search("", 3)).isEmpty();
    }
}
