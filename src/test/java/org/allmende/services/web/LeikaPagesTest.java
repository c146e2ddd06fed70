package org.allmende.services.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.allmende.DemoCounty;
import org.allmende.platform.login.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the list of all public services adds once somebody has taken it in. */
class LeikaPagesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    @BeforeAll
    static void takeIn() {
        COUNTY.owner().sql("""
                        insert into services.leika (key, name, kind, legal_basis, term)
                        values ('99998001000000', 'Kehrbezirk Zuweisung', '2/3', '§ 10 SchfHwG', 'kehrbezirk zuweisung'),
                               ('99998001001000', 'Kehrbezirk Änderung', '2/3', '', 'kehrbezirk aenderung'),
                               ('99110009104000', 'Kehrbezirkshund', '2/3', '', 'kehrbezirkshund')
                        """).update();
    }

    @AfterAll
    static void forget() {
        COUNTY.owner().sql("delete from services.leika").update();
    }

    @Test
    void aSearchNamesWhatNobodyOffersHereOnceAndWhomToAsk() {
        var found = COUNTY.visitor().get("/steffenberg/?q=Kehrbezirk").html().select("#leistungen");

        assertThat(found.text())
                .contains("wir bieten sie noch nicht online", "Bürgerbüro")
                .doesNotContain("nichts gefunden");
        assertThat(found.select(".index li").eachText()).hasSize(1).allMatch(name -> name.startsWith("Kehrbezirk "));
        assertThat(COUNTY.visitor().get("/?q=Kehrbezirk").html().select("#leistungen a[href=/zustaendig]"))
                .hasSize(1);
    }

    @Test
    void theKompetenzcenterSeesWhatIsOfferedAndWhatIsNot() {
        var page = COUNTY.staff("marburg-biedenkopf", Role.COMPETENCE_CENTER)
                .get("/arbeitsplatz/leistungen/leika?q=kehrbezirk")
                .html();

        assertThat(page.select("tbody tr").eachText())
                .anyMatch(row -> row.contains("99998001000000") && row.endsWith("noch nicht angeboten"))
                .anyMatch(row -> row.contains("99110009104000") && row.endsWith("angeboten"));
        assertThat(COUNTY.staff("steffenberg", Role.ADMIN)
                        .get("/arbeitsplatz/leistungen/leika")
                        .status())
                .isEqualTo(403);
    }
}
