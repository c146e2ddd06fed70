package org.allmende.cases.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Multipart;
import org.allmende.SentCase;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;
import org.junit.jupiter.api.Test;

/** Somebody of the office looks at the place, and everybody knows when. */
class SiteVisitTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final LocalDate DAY = LocalDate.now(GermanDates.BERLIN).plusDays(30);

    private final Visitor citizen = COUNTY.visitor();
    private final Visitor clerk = COUNTY.staff("angelburg", Role.CLERK);
    private final SentCase sent = SentCase.of(
            COUNTY, new Citizen(citizen).answering("ort", "angelburg").send("angelburg", "eheurkunde"));
    private final String path = sent.path();
    private final UUID id = sent.id();
    private final String desk = sent.desk();

    @Test
    void theCitizenReadsWhenAndWhereAndPutsItIntoTheirCalendar() {
        assertThat(plan(desk + "/ortstermin", Map.of()).location()).endsWith("/ortstermin");

        var card = citizen.get(path).html().select("section.card:has(h2:matches(^Ortstermin$))");
        assertThat(card.text()).contains("09:30 bis 10:30 Uhr", "Hauptstraße 3; Łódź, Hof", "Sie und Frau Öztürk");
        var ics = citizen.get(card.select("a[href$=.ics]").attr("href"));
        assertThat(ics.contentType()).startsWith("text/calendar");
        assertThat(ics.text().replace("\r\n ", ""))
                .contains(
                        "METHOD:PUBLISH\r\n",
                        "UID:" + visit() + "@",
                        "SEQUENCE:0\r\n",
                        "DTSTART:" + utc(DAY, LocalTime.of(9, 30)) + "\r\n",
                        "DTEND:" + utc(DAY, LocalTime.of(10, 30)) + "\r\n",
                        "LOCATION:Hauptstraße 3\\; Łódź\\, Hof\r\n",
                        "\\nSchlüssel\\nmitbringen\\n",
                        "STATUS:CONFIRMED\r\n");
        assertThat(ics.text().lines())
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
        assertThat(clerk.get(desk + "/ortstermin/" + visit() + ".ics").text()).isEqualTo(ics.text());
        assertThat(COUNTY.visitor()
                        .get(path + "/ortstermin/" + visit() + ".ics")
                        .status())
                .as("without the code")
                .isEqualTo(404);
    }

    @Test
    void aChangeAndACancellationReplaceWhatTheCalendarHas() {
        plan(desk + "/ortstermin", Map.of());
        plan(desk + "/ortstermin/" + visit(), Map.of("zeit", "14:00"));

        assertThat(ics()).contains("SEQUENCE:1\r\n", "DTSTART:" + utc(DAY, LocalTime.of(14, 0)));
        assertThat(history()).contains("ändert den Ortstermin");

        assertThat(alert(clerk.post(desk + "/ortstermin/" + visit() + "/absagen", Map.of("grund", " "))))
                .contains("Schreiben Sie, warum der Termin ausfällt.");
        clerk.post(desk + "/ortstermin/" + visit() + "/absagen", Map.of("grund", "Die Straße ist gesperrt."));

        assertThat(ics()).contains("METHOD:CANCEL\r\n", "SEQUENCE:2\r\n", "STATUS:CANCELLED\r\n");
        assertThat(citizen.get(path).html().select("main").text())
                .contains("Ortstermin abgesagt", "Die Straße ist gesperrt.");
        assertThat(alert(plan(desk + "/ortstermin/" + visit(), Map.of("zeit", "15:00"))))
                .contains("inzwischen weiter");
    }

    @Test
    void theRecordIsForTheOfficeOnly() {
        plan(desk + "/ortstermin", Map.of());
        var body = Multipart.of(Map.of("protokoll", "Die Wand ist feucht."))
                .file("datei", "wand.png", "image/png", Citizen.picture());
        clerk.post(desk + "/ortstermin/" + visit() + "/protokoll", body.contentType(), body.bytes());

        var page = clerk.get(desk + "/ortstermin").html();
        assertThat(page.select("article").text()).contains("Die Wand ist feucht.", "wand.png", "erledigt");
        var file = page.select("article a[href*=/datei/]").attr("href");
        assertThat(clerk.get(file).status()).isEqualTo(200);
        assertThat(COUNTY.staff("steffenberg", Role.CLERK).get(file).status()).isEqualTo(404);
        assertThat(history()).contains("Protokoll des Ortstermins");
        assertThat(citizen.get(path).html().select("main").text()).doesNotContain("feucht", "wand.png");
    }

    @Test
    void aVisitNeedsATimeToComeAPlaceAndSomebodyWhoTakesPart() {
        assertThat(alert(plan(desk + "/ortstermin", Map.of("tag", "2020-01-01"))))
                .contains("Geben Sie einen künftigen Tag mit Uhrzeit an.");
        assertThat(alert(plan(
                        desk + "/ortstermin", Map.of("zeit", "25:99", "ort", " ", "teilnehmer", "", "dauer", "7"))))
                .contains("künftigen Tag", "wo Sie sich treffen", "wer teilnimmt", "wie lange es dauert");
        assertThat(alert(plan(desk + "/ortstermin", Map.of("ort", "x".repeat(501)))))
                .contains("500");
        assertThat(plan(COUNTY.staff("steffenberg", Role.CLERK), desk + "/ortstermin", Map.of())
                        .status())
                .isEqualTo(404);
    }

    private Answer plan(String address, Map<String, String> further) {
        return plan(clerk, address, further);
    }

    private static Answer plan(Visitor who, String address, Map<String, String> further) {
        var fields = new HashMap<>(Map.of(
                "tag", DAY.toString(),
                "zeit", "09:30",
                "dauer", "60",
                "ort", "Hauptstraße 3; Łódź, Hof",
                "teilnehmer", "Sie und Frau Öztürk vom Bauamt mit einem Namen, der die Zeile des Kalenders sprengt",
                "hinweis", "Schlüssel\r\nmitbringen"));
        fields.putAll(further);
        return who.post(address, fields);
    }

    private static String utc(LocalDate day, LocalTime time) {
        return day.atTime(time)
                .atZone(GermanDates.BERLIN)
                .withZoneSameInstant(ZoneOffset.UTC)
                .format(java.time.format.DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'"));
    }

    private String ics() {
        return citizen.get(path + "/ortstermin/" + visit() + ".ics").text();
    }

    private UUID visit() {
        return COUNTY.owner()
                .sql("select id from cases.site_visit where case_id = ?")
                .param(id)
                .query(UUID.class)
                .single();
    }

    private static String alert(Answer answer) {
        return answer.html().select("[role=alert]").text();
    }

    private String history() {
        return clerk.get(desk).html().select("ol.tl").text();
    }
}
