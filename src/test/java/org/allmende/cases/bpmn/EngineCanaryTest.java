package org.allmende.cases.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;
import org.junit.jupiter.api.Test;

/** Nothing that a citizen or a clerk has written ever gets into a table of the engine. */
class EngineCanaryTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "breidenbach";

    @Test
    void theEngineHoldsNoAnswerAndNoName() {
        var visitor = COUNTY.visitor();
        var sent = new Citizen(visitor)
                .answering("ort", TOWN)
                .answering("familienname", "Maschinenprobe-Öhrström")
                .answering("vornamen", "Leontine")
                .answering("email", "maschinenprobe@buerger.example")
                .answering("anschrift.street", "Probenstieg")
                .send(TOWN, "eheurkunde");
        var number = sent.address().getPath().replaceFirst(".*/vorgang/([^/]+)/.*", "$1");
        var id = COUNTY.owner()
                .sql("select id from cases.case where number = :number")
                .param("number", number)
                .query(String.class)
                .single();
        var desk = "/arbeitsplatz/vorgaenge/" + id;
        var clerk = COUNTY.staff(TOWN, Role.CLERK);
        var due = LocalDate.now(GermanDates.BERLIN).plusDays(9).toString();
        clerk.post(desk + "/schreiben", Map.of("kind", "note", "text", "Notizprobe"));
        clerk.post(desk + "/schreiben", Map.of("kind", "message", "text", "Fragenprobe", "bis", due));
        visitor.post("/%s/vorgang/%s/antwort".formatted(TOWN, number), Map.of("text", "Antwortprobe"));
        clerk.post(desk + "/entscheiden", Map.of("outcome", "abgelehnt", "reason", "Gründeprobe"));

        assertThat(tablesWith(id)).as("the search finds what is there").contains("act_hi_procinst", "act_hi_actinst");
        var clerksName = "Probe probe-clerk." + TOWN;
        for (var word : List.of(
                "Maschinenprobe",
                "maschinenprobe@",
                "Leontine",
                number,
                "Notizprobe",
                "Fragenprobe",
                "Antwortprobe",
                "Gründeprobe",
                clerksName)) {
            assertThat(tablesWith(word)).as(word).isEmpty();
        }
        assertThat(COUNTY.owner()
                        .sql("select count(*) from cases.case where applicant like '%Maschinenprobe-Öhrström%'")
                        .query(Integer.class)
                        .single())
                .as("the cases hold the name")
                .isPositive();
    }

    /** Tables of the engine that hold this word in any row, as text or in a file. */
    private static List<String> tablesWith(String word) {
        return COUNTY
                .owner()
                .sql("select table_name from information_schema.tables where table_schema = 'engine' order by 1")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> COUNTY.owner()
                        .sql("""
                                select exists (select 1
                                                 from engine.%s row
                                                where strpos(row::text, :word) > 0
                                                   or strpos(row::text, encode(convert_to(:word, 'UTF8'), 'hex')) > 0)
                                """.formatted(table))
                        .param("word", word)
                        .query(Boolean.class)
                        .single())
                .toList();
    }
}
