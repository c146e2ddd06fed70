package org.allmende.cases.modelling.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.allmende.Answer;
import org.allmende.DemoCounty;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.junit.jupiter.api.Test;

class ProcessPagesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final Visitor ONE = COUNTY.staff("marburg-biedenkopf", Role.COMPETENCE_CENTER);
    private static final Visitor OTHER = COUNTY.staff("marburg-biedenkopf", Role.COMPETENCE_CENTER, Role.AUDITOR);

    @Test
    void ofTwoWhoChangeAProcessAtOnceOneIsToldAndNothingIsLost() {
        var process = "/arbeitsplatz/prozesse/hundesteuer";
        var page = ONE.get(process).html();
        var stand = page.select("input[name=stand]").val();
        var xml = page.select("textarea[name=xml]").val();
        var mine = xml.replace("name=\"Anmeldung prüfen\"", "name=\"Hund prüfen\"");
        var theirs = xml.replace("name=\"Anmeldung prüfen\"", "name=\"Akte prüfen\"");
        assertThat(mine).isNotEqualTo(xml);

        assertThat(ONE.post(process, Map.of("stand", stand, "xml", mine)).location())
                .endsWith("?erledigt=behalten");
        var refused = OTHER.post(process, Map.of("stand", stand, "xml", theirs));
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.html().select("main").text()).contains("Jemand anderes hat diesen Entwurf");
        assertThat(refused.html().select("textarea[name=xml]").val()).contains("Akte prüfen");
        var late = OTHER.post(process + "/liste", Map.of("stand", stand, "name:pruefen", "Spät prüfen"));
        assertThat(late.html().text()).contains("Bitte wiederholen Sie Ihre Änderung");

        var again = OTHER.post(
                process,
                Map.of("stand", refused.html().select("input[name=stand]").val(), "xml", theirs));
        assertThat(again.location()).endsWith("?erledigt=behalten");
        var states = ONE.get(process + "/staende").html();
        assertThat(states.select("ul.people li").size()).isEqualTo(2);
        var number = states.select("button[name=nummer]").first().val();
        ONE.post(
                process + "/staende",
                Map.of("stand", states.select("input[name=stand]").val(), "nummer", number));
        assertThat(ONE.get(process + "/liste")
                        .html()
                        .select("[name=name:pruefen]")
                        .val())
                .isEqualTo("Hund prüfen");

        var newest =
                ONE.get(process + "/staende").html().select("input[name=stand]").val();
        assertThat(ONE.post(process + "/verwerfen", Map.of("stand", newest)).location())
                .endsWith("/arbeitsplatz/prozesse");
        assertThat(ONE.get(process + "/liste")
                        .html()
                        .select("[name=name:pruefen]")
                        .val())
                .isEqualTo("Anmeldung prüfen");
    }

    @Test
    void whatIsNoProcessIsNotKeptAndAnUnsoundOneIsNotPublished() {
        var process = "/arbeitsplatz/prozesse/reitkennzeichen";
        var stand = ONE.get(process).html().select("input[name=stand]").val();
        for (var hostile : new String[] {"", "<a", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}) {
            assertThat(ONE.post(process, Map.of("stand", stand, "xml", hostile))
                            .html()
                            .text())
                    .contains("kein lesbares Modell");
        }
        var xml = ONE.get(process).html().select("textarea[name=xml]").val();
        ONE.post(process, Map.of("stand", stand, "xml", xml.replace("userTask", "scriptTask")));
        var check = ONE.post(process + "/befund", Map.of("xml", xml.replace("userTask", "scriptTask")));
        assertThat(check.text()).contains("\"element\":\"pruefen\"").contains("scriptTask");
        var trials = ONE.get(process + "/proben").html();
        assertThat(trials.select("main").text()).contains("Nicht erlaubt: Ein Programm (scriptTask)");
        assertThat(trials.select("form[action$=/veroeffentlichen]")).isEmpty();
        var newest =
                ONE.get(process + "/staende").html().select("input[name=stand]").val();
        var forced = ONE.post(process + "/veroeffentlichen", Map.of("stand", newest));
        assertThat(forced.html().select(".kern-alert--danger").text()).contains("scriptTask");
        ONE.post(process + "/verwerfen", Map.of("stand", newest));
    }

    @Test
    void aStepWithoutNameOrPlaceIsAskedFor() {
        var process = "/arbeitsplatz/prozesse/pflegewohngeld/liste";
        var stand = ONE.get(process).html().select("input[name=stand]").val();
        assertThat(add(process, stand, "", "").html().text()).contains("Geben Sie dem neuen Schritt einen Namen");
        assertThat(add(process, stand, "Vorlegen", "gibt-es-nicht").html().text())
                .contains("Wählen Sie, wo der neue Schritt stehen soll");
        assertThat(ONE.get("/arbeitsplatz/prozesse/gibt-es-nicht").status()).isEqualTo(404);
        assertThat(COUNTY.staff("steffenberg", Role.ADMIN)
                        .post(process, Map.of("stand", stand))
                        .status())
                .isEqualTo(403);
    }

    private static Answer add(String process, String stand, String name, String place) {
        return ONE.post(process, Map.of("stand", stand, "weiter", "neu", "neu.name", name, "neu.weg", place));
    }
}
