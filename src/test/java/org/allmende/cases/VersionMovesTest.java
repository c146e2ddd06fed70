package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class VersionMovesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "ebsdorfergrund";
    private static final String PROCESS = "/arbeitsplatz/prozesse/eheurkunde";
    private static final String MOVES = "/arbeitsplatz/versionen";
    private static final Visitor CENTER = COUNTY.staff("marburg-biedenkopf", Role.COMPETENCE_CENTER);
    private static final Visitor CLERK = COUNTY.staff(TOWN, Role.CLERK);
    private static final Visitor LEAD = COUNTY.staff(TOWN, Role.LEAD);

    @Test
    void aCaseMovesWhereItsPlaceExistsAndStaysWhereItDoesNot() {
        var atCheck = send();
        var asked = send();
        CLERK.post(
                "/arbeitsplatz/vorgaenge/" + asked + "/schreiben",
                Map.of(
                        "kind",
                        "message",
                        "text",
                        "Wie hießen Sie damals?",
                        "bis",
                        LocalDate.now(GermanDates.BERLIN).plusDays(9).toString()));
        var old = version(atCheck);
        publishWithoutAskingBack();

        var page = LEAD.get(MOVES).html();
        assertThat(row(page, atCheck)).contains("Antrag prüfen", "kann umziehen");
        assertThat(row(page, asked))
                .contains("Auf Antwort warten", "Diesen Schritt gibt es in der neuen Version nicht");
        assertThat(page.select("input[name=vorgang]").eachAttr("value"))
                .contains(atCheck)
                .doesNotContain(asked);

        assertThat(COUNTY.staff("angelburg", Role.LEAD)
                        .post(MOVES, Map.of("vorgang", atCheck))
                        .location())
                .as("another town's lead moves nothing")
                .endsWith("?erledigt=0");
        assertThat(CLERK.post(MOVES, Map.of("vorgang", atCheck)).status()).isEqualTo(403);
        assertThat(version(atCheck)).isEqualTo(old);

        var both = ("vorgang=" + atCheck + "&vorgang=" + asked).getBytes(StandardCharsets.US_ASCII);
        assertThat(LEAD.post(MOVES, "application/x-www-form-urlencoded", both).location())
                .endsWith("?erledigt=1");
        assertThat(version(atCheck)).isNotEqualTo(old);
        assertThat(version(asked)).isEqualTo(old);
        assertThat(COUNTY.owner()
                        .sql(
                                "select details::text from platform.audit_entry where action = 'case.moved' and subject = :id")
                        .param("id", atCheck)
                        .query(String.class)
                        .list())
                .hasSize(1);

        CLERK.post("/arbeitsplatz/vorgaenge/" + atCheck + "/aufgabe", Map.of("task", "pruefen"));
        var moved = CLERK.get("/arbeitsplatz/vorgaenge/" + atCheck).html();
        assertThat(moved.select("li[aria-current=step]").text()).startsWith("Vier Augen");
        assertThat(moved.select("ol.tl").text()).contains("Auf eine neue Version gehoben");
        assertThat(row(LEAD.get(MOVES).html(), asked)).contains("bleibt");
    }

    private static void publishWithoutAskingBack() {
        var list = CENTER.get(PROCESS + "/liste").html();
        var stand = Integer.parseInt(list.select("input[name=stand]").first().val());
        CENTER.post(PROCESS + "/liste", Map.of("stand", String.valueOf(stand), "weiter", "weg:rueckfrage"));
        CENTER.post(
                PROCESS + "/liste",
                Map.of(
                        "stand",
                        String.valueOf(stand + 1),
                        "weiter",
                        "neu",
                        "neu.name",
                        "Vier Augen",
                        "neu.weg",
                        "alles_da"));
        var trials = CENTER.get(PROCESS + "/proben").html();
        assertThat(trials.select("form[action$=/veroeffentlichen]"))
                .as(trials.select("main").text())
                .isNotEmpty();
        var published =
                CENTER.post(PROCESS + "/veroeffentlichen", Map.of("stand", String.valueOf(stand + 2), "wo", TOWN));
        assertThat(published.location()).contains("/proben?erledigt=");
    }

    private static String row(Element page, String id) {
        return page.select("tbody tr:has(a[href$=" + id + "])").text();
    }

    private static String version(String id) {
        return COUNTY.owner()
                .sql("select version from cases.case where id::text = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    /** The id of a new case whose process has started. */
    private static String send() {
        var sent = new Citizen(COUNTY.visitor()).answering("ort", TOWN).send(TOWN, "eheurkunde");
        var number = sent.address().getPath().replaceFirst(".*/vorgang/([^/]+)/.*", "$1");
        return started(COUNTY.owner()
                .sql("select id from cases.case where number = :number")
                .param("number", number)
                .query(String.class)
                .single());
    }

    private static String started(String id) {
        List<String> tasks = List.of();
        while (tasks.isEmpty()) {
            Thread.onSpinWait();
            tasks = COUNTY.owner()
                    .sql("select task_def_key_ from engine.act_ru_task where proc_inst_id_ = :id")
                    .param("id", id)
                    .query(String.class)
                    .list();
        }
        assertThat(tasks.stream().collect(Collectors.joining())).isEqualTo("pruefen");
        return id;
    }
}
