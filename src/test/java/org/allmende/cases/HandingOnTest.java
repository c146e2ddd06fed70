package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.SentCase;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Office;
import org.allmende.region.Regions;
import org.junit.jupiter.api.Test;

/** A case that came to the wrong office goes to the right one, and nobody has to apply again. */
class HandingOnTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String WHY = "Für Łódź-Urkunden ist seit <2026> das andere Amt zuständig.";

    private final Visitor citizen = COUNTY.visitor();
    private final Visitor clerk = COUNTY.staff("angelburg", Role.CLERK);
    private final SentCase sent = SentCase.of(
            COUNTY, new Citizen(citizen).answering("ort", "angelburg").send("angelburg", "eheurkunde"));
    private final String path = sent.path();
    private final UUID id = sent.id();
    private final String desk = sent.desk();
    private final Office other = COUNTY
            .bean(Regions.class)
            .current()
            .listOffices(COUNTY.bean(Regions.class).current().get("angelburg").slug())
            .stream()
            .filter(office -> !office.id().equals("standesamt"))
            .findFirst()
            .orElseThrow();

    @Test
    void numberCodeAndDeadlinesStay() {
        clerk.post(desk + "/uebernehmen", Map.of());
        var due = column("due");

        assertThat(handOn(clerk, Map.of()).status()).isEqualTo(303);

        assertThat(column("office")).isEqualTo(other.id());
        assertThat(column("assignee")).as("nobody there has it yet").isNull();
        assertThat(column("due")).isEqualTo(due);
        var page = citizen.get(path).html();
        assertThat(page.select(".facts-line").text()).contains(other.name());
        assertThat(page.select("main").text()).contains("Ein anderes Amt ist zuständig und macht weiter", WHY);
        assertThat(clerk.get(desk).html().select("ol.tl").text())
                .contains("gibt den Vorgang ab", "§ 3 VwVfG", WHY, other.name());
        assertThat(COUNTY.owner()
                        .sql(
                                "select count(*) from platform.audit_entry where subject = ? and action = 'case.handed-on'")
                        .param(id.toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(clerk.post(desk + "/entscheiden", Map.of("outcome", "abgelehnt", "reason", "Nein."))
                        .location())
                .as("the other office goes on")
                .contains("erledigt=decided");
    }

    @Test
    void anOfficeAGroundAndAReasonAreNeeded() {
        assertThat(alert(handOn(clerk, Map.of("amt", "gibt-es-nicht", "grundlage", "egal", "warum", " "))))
                .contains("Wählen Sie ein Amt.", "Wählen Sie die Grundlage.", "warum das andere Amt zuständig ist");
        assertThat(handOn(clerk, Map.of("amt", "standesamt")).status())
                .as("it lies there already")
                .isEqualTo(404);
        assertThat(handOn(COUNTY.staff("steffenberg", Role.CLERK), Map.of()).status())
                .isEqualTo(404);
        assertThat(column("office")).isEqualTo("standesamt");
    }

    @Test
    void whileTheCitizenIsAskedItStays() {
        clerk.post(
                desk + "/schreiben",
                Map.of(
                        "kind", "message",
                        "text", "Welches Jahr?",
                        "bis", LocalDate.now(GermanDates.BERLIN).plusDays(9).toString()));

        assertThat(alert(handOn(clerk, Map.of()))).contains("inzwischen weiter");
        assertThat(clerk.get(desk + "/abgeben").html().select("main").text()).contains("solange niemand gefragt ist");
    }

    private Answer handOn(Visitor who, Map<String, String> further) {
        var fields = new HashMap<>(Map.of("amt", other.id(), "grundlage", "zustaendig", "warum", WHY));
        fields.putAll(further);
        return who.post(desk + "/abgeben", fields);
    }

    private static String alert(Answer answer) {
        return answer.html().select("[role=alert]").text();
    }

    private String column(String name) {
        return COUNTY.owner()
                .sql("select %s::text from cases.case where id = ?".formatted(name))
                .param(id)
                .query((row, number) -> row.getString(1))
                .list()
                .getFirst();
    }
}
