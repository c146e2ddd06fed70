package org.allmende.cases.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.allmende.DemoCounty;
import org.allmende.platform.login.Role;
import org.junit.jupiter.api.Test;

/** What visitors and staff see of the figures. */
class FigurePagesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String PATH = "/angelburg/leistungen/eheurkunde";

    @Test
    void aVisitorSaysThatAPageHelpedAndWhatIsMissingWithoutACookie() {
        var visitor = COUNTY.visitor().from("203.0.113.7");
        var before = helpful("angelburg");
        var asked =
                visitor.follow(visitor.post(PATH + "/rueckmeldung", Map.of("seite", "leistung", "hilfreich", "ja")));
        assertThat(asked.html().select("h1").text()).isEqualTo("Danke. Was fehlt?");
        assertThat(helpful("angelburg")).isEqualTo(before + 1);

        var empty = visitor.post(PATH + "/rueckmeldung/text", Map.of("seite", "leistung", "text", " "));
        assertThat(empty.html().select("[role=alert]").text()).contains("Schreiben Sie etwas");
        var thanks = visitor.follow(visitor.post(
                PATH + "/rueckmeldung/text", Map.of("seite", "leistung", "text", "Ein Bild <b>wäre</b> gut.")));
        assertThat(thanks.html().select("h1").text()).isEqualTo("Vielen Dank");
        assertThat(visitor.cookies()).isEmpty();

        var lead = COUNTY.staff("angelburg", Role.LEAD).copy();
        var read = lead.get("/arbeitsplatz/zahlen/leistung?leistung=eheurkunde&zeit=30");
        assertThat(read.html().select(".said").text()).contains("Ein Bild <b>wäre</b> gut.");
        var comment = read.html().select(".said li").stream()
                .filter(one -> one.text().contains("Ein Bild"))
                .findFirst()
                .orElseThrow();
        lead.post(
                "/arbeitsplatz/zahlen/loeschen",
                Map.of("id", comment.select("[name=id]").val(), "zeit", "30"));
        assertThat(lead.get("/arbeitsplatz/zahlen/leistung?leistung=eheurkunde&zeit=30")
                        .text())
                .doesNotContain("Ein Bild");
        assertThat(COUNTY.owner()
                        .sql(
                                "select count(*) from platform.audit_entry where action = 'comment.deleted' and subject = :id")
                        .param("id", comment.select("[name=id]").val())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whoeverAnswersAgainAndAgainIsNotCountedForEver() {
        var flood = COUNTY.visitor().from("203.0.113.8");
        var before = helpful("angelburg");
        for (int i = 0; i < 60; i++) {
            flood.post(PATH + "/rueckmeldung", Map.of("seite", "gesendet", "hilfreich", "ja"));
        }
        assertThat(helpful("angelburg") - before).isEqualTo(40);
        assertThat(flood.follow(flood.post(PATH + "/rueckmeldung", Map.of("sterne", "5")))
                        .text())
                .contains("Das waren viele Rückmeldungen");
    }

    private static int helpful(String tenant) {
        return COUNTY.owner()
                .sql("select coalesce(sum(count), 0) from cases.figure where tenant = :tenant and kind = 'HELPFUL'")
                .param("tenant", tenant)
                .query(Integer.class)
                .single();
    }

    @Test
    void aLeadSeesTheOwnTenantOnlyAndDeletesNothingElsewhere() {
        var comment = COUNTY.owner()
                .sql("select id::text from cases.comment where tenant = 'marburg' limit 1")
                .query(String.class)
                .single();
        var lead = COUNTY.staff("steffenberg", Role.LEAD).copy();
        assertThat(lead.get("/arbeitsplatz/zahlen/leistung?leistung=eheurkunde&gemeinde=marburg&zeit=365")
                        .text())
                .doesNotContain("Marburg");
        lead.post("/arbeitsplatz/zahlen/loeschen", Map.of("id", comment, "portal", "marburg"));
        assertThat(COUNTY.owner()
                        .sql("select count(*) from cases.comment where id::text = :id")
                        .param("id", comment)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void theKompetenzcenterSeesAllAndTakesThemAway() {
        var center = COUNTY.staff(COUNTY.lead(), Role.COMPETENCE_CENTER).copy();
        var row = center.get("/arbeitsplatz/zahlen?zeit=365")
                .html()
                .select("tbody tr")
                .first();
        assertThat(row.text()).contains("Eheurkunde");
        assertThat(Integer.parseInt(row.select("td").first().text())).isGreaterThan(300);
        var csv = center.get("/arbeitsplatz/zahlen.csv?zeit=365");
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.text().lines())
                .anyMatch(line -> line.startsWith("\"Stadt Gladenbach\";"))
                .anyMatch(line -> line.startsWith("\"Gemeinde Angelburg\";"));
    }

    @Test
    void aClerkSeesNoFigures() {
        assertThat(COUNTY.staff("steffenberg", Role.CLERK)
                        .copy()
                        .get("/arbeitsplatz/zahlen")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void everybodySeesHowAServiceDoes() {
        var page = COUNTY.visitor().get("/gladenbach/leistungen/eheurkunde/zahlen");
        assertThat(page.html().select("h1").text()).isEqualTo("Zahlen: Eheurkunde");
        assertThat(page.html().select(".figures").text()).contains("Begonnen", "Im Ziel", "von 5");
        assertThat(page.html().select(".figures dd b").eachText()).hasSize(8).doesNotContain("0");
        assertThat(COUNTY.visitor()
                        .get("/gladenbach/leistungen/gibt-es-nicht/zahlen")
                        .status())
                .isEqualTo(404);
    }
}
