package org.allmende.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.junit.jupiter.api.Test;

/** From the application to the letter at two desks that work differently: a town's tax office and the Jobcenter. */
class DesksTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    /** A case that was just sent: at whose desk it lies, its path there, and where the citizen sees it. */
    private record Sent(String tenant, String desk, String status) {}

    @Test
    void aDogIsTaxedAndItsTagIsPosted() {
        var citizen = COUNTY.visitor();
        var sent = send(
                "hundesteuer",
                citizen,
                new Citizen(citizen)
                        .answering("ort", "steffenberg")
                        .answering("zahl", "0")
                        .answering("liste.0.name", "Bello")
                        .answering("liste.0.chip", "276098100000001")
                        .answering("liste.0.gefaehrlich", "no")
                        .answering("inhaber", "Änne Übelacker")
                        .answering("iban", "DE02 1203 0000 0000 2020 51"));
        assertThat(sent.tenant()).isEqualTo("steffenberg");
        var clerk = COUNTY.staff("steffenberg", Role.CLERK);

        assertThat(clerk.get(sent.desk()).html().text())
                .contains("Bello")
                .contains("Erster Hund")
                .contains("DE02 1203 0000 0000 2020 51")
                .doesNotContain("Vor der Entscheidung zu erledigen");
        clerk.post(sent.desk() + "/entscheiden", Map.of("outcome", "festgesetzt"));
        awaitNotice(citizen, sent);
        clerk.post(sent.desk() + "/versenden", Map.of());

        assertThat(citizen.get(sent.status()).html().text()).contains("Die Sendung ist in der Post");
    }

    @Test
    void theJobcenterDecidesForTheCountyOnceBothHaveCalculated() {
        var citizen = COUNTY.visitor();
        var end = LocalDate.now(ZoneId.of("Europe/Berlin")).plusMonths(1);
        var sent = send(
                "weiterbewilligung-sgb2",
                citizen,
                new Citizen(citizen)
                        .answering("bis.day", String.valueOf(end.getDayOfMonth()))
                        .answering("bis.month", String.valueOf(end.getMonthValue()))
                        .answering("bis.year", String.valueOf(end.getYear()))
                        .answering("gibt_es", "no")
                        .answering("personen", "1")
                        .answering("flaeche", "48,5")
                        .answering("grund", "410,00")
                        .answering("neben", "120")
                        .answering("heizung", "85"));
        assertThat(sent.tenant()).isEqualTo("kreisjobcenter");
        var clerk = COUNTY.staff("kreisjobcenter", Role.CLERK);
        var decision = Map.of("outcome", "bewilligt");

        assertThat(clerk.get(sent.desk()).html().select("#aufgaben, #entscheiden"))
                .extracting(heading -> heading.text())
                .containsExactly("Vor der Entscheidung zu erledigen");
        assertThat(clerk.post(sent.desk() + "/entscheiden", decision).html().text())
                .contains("Der Vorgang ist inzwischen weiter");
        for (var task : List.of("pruefen", "aufgabe_berechnen", "aufgabe_zweite_pruefung")) {
            assertThat(clerk.get(sent.desk()).html().select("button[name=task]").eachAttr("value"))
                    .containsExactly(task);
            clerk.post(sent.desk() + "/aufgabe", Map.of("task", task));
        }
        assertThat(clerk.get(sent.desk()).html().text()).contains("hat abgehakt – Zweite Prüfung der Berechnung");
        clerk.post(sent.desk() + "/entscheiden", decision);

        awaitNotice(citizen, sent);
    }

    private static Sent send(String service, Visitor citizen, Citizen answers) {
        var status = answers.send("lohra", service).address().getPath().replace("/gesendet", "");
        return COUNTY.owner()
                .sql("""
                        select tenant, '/arbeitsplatz/vorgaenge/' || id as desk, :status as status
                          from cases.case
                         where number = :number
                        """)
                .param("status", status)
                .param("number", status.substring(status.lastIndexOf('/') + 1))
                .query(Sent.class)
                .single();
    }

    /** What follows a decision is done a moment later. */
    private static void awaitNotice(Visitor citizen, Sent sent) {
        Answer notice = citizen.get(sent.status() + "/bescheid.pdf");
        for (int patience = 0; patience < 150 && notice.status() != 200; patience++) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            notice = citizen.get(sent.status() + "/bescheid.pdf");
        }
        assertThat(notice.status()).as("the sealed notice").isEqualTo(200);
    }
}
