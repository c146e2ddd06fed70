package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.SentCase;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** An obvious error in a notice is put right in a letter of its own (§ 42 VwVfG). */
class CorrectionTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String COUNTYS = "marburg-biedenkopf";

    private final Visitor citizen = COUNTY.visitor();

    @Test
    void theCorrectionIsALetterAndTheNoticeStaysAsItWas() throws IOException {
        var it = refused();
        var notice = it.citizen("/bescheid.pdf").body();

        assertThat(correct(it.clerk, it.desk, Map.of()).location()).endsWith("/berichtigung");

        var pdf = it.eventually("/berichtigung-1.pdf");
        assertThat(text(pdf))
                .contains("Berichtigung", "§ 42 HVwVfG", "12.O5.1980", "12.05.1980", "Tippfehler (Łódź)", it.number())
                .contains("keine neue Frist");
        assertThat(it.citizen("/bescheid.pdf").body()).isEqualTo(notice);
        var documents = citizen.get(it.path).html().select("ul.docs").text();
        assertThat(documents).contains("berichtigt: siehe Berichtigung", "gilt zusammen mit dem Bescheid");
        assertThat(citizen.get(it.path).html().select("main").text())
                .contains("Wir haben einen Fehler im Bescheid berichtigt");
        assertThat(it.clerk.get(it.desk).html().select("ol.tl").text()).contains("berichtigt den Bescheid");
        assertThat(it.clerk.get(it.desk).html().select("ul.files").text()).contains("Berichtigung");
        assertThat(COUNTY.visitor().get(it.path + "/berichtigung-1.pdf").status())
                .isEqualTo(404);

        correct(it.clerk, it.desk, Map.of("richtig", "13.05.1980"));
        assertThat(text(it.eventually("/berichtigung-2.pdf"))).contains("13.05.1980");
        assertThat(entries(it.clerk.get(it.desk + "/uebergabe.zip").body()))
                .contains("bescheid.pdf", "berichtigung-1.pdf", "berichtigung-2.pdf");
    }

    @Test
    void withoutANoticeThereIsNothingToCorrect() {
        var it = new Written("angelburg", "eheurkunde");

        assertThat(it.clerk.get(it.desk + "/berichtigung").html().select("main").text())
                .contains("Es gibt noch keinen Bescheid.");
        assertThat(alert(correct(it.clerk, it.desk, Map.of()))).contains("inzwischen weiter");
        assertThat(it.clerk.post(it.desk + "/berichtigung/vorschau", Map.of()).status())
                .isEqualTo(404);
    }

    @Test
    void whatIsWrongWhatIsRightAndWhyHaveToBeSaid() {
        var it = refused();

        assertThat(alert(correct(
                        it.clerk,
                        it.desk,
                        Map.of("gesetz", "§ 1", "falsch", " ", "richtig", "", "grund", "x".repeat(2001)))))
                .contains("Wählen Sie das Gesetz.", "was im Bescheid falsch ist", "wie es richtig heißt", "2.000");
        assertThat(correct(COUNTY.staff("steffenberg", Role.CLERK), it.desk, Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(it.citizen("/berichtigung-1.pdf").status()).isEqualTo(404);
    }

    @Test
    void whereFourEyesHaveDecidedFourEyesCorrect() throws IOException {
        var it = new Written("steffenberg", "waffenbesitzkarte");
        var colleague = COUNTY.staff(COUNTYS, Role.LEAD);
        for (var task : List.of("pruefen", "aufgabe_register", "aufgabe_polizei", "aufgabe_schrank")) {
            it.clerk.post(it.desk + "/aufgabe", Map.of("task", task));
        }
        it.clerk.post(
                it.desk + "/entscheiden",
                Map.of("outcome", "abgelehnt", "reason", "Zuverlässigkeit.", "ohne", "Gefahr im Verzug"));
        colleague.post(it.desk + "/bestaetigen", Map.of());
        it.eventually("/bescheid.pdf");

        correct(it.clerk, it.desk, Map.of());
        assertThat(it.clerk
                        .get(it.desk)
                        .html()
                        .select("[aria-labelledby=h-schritte]")
                        .text())
                .contains("wartet auf zweite Person");
        assertThat(alert(it.clerk.post(it.desk + "/berichtigung/bestaetigen", Map.of())))
                .contains("Bestätigen muss eine zweite Person.");
        assertThat(alert(correct(colleague, it.desk, Map.of())))
                .as("one at a time")
                .contains("inzwischen weiter");
        assertThat(citizen.get(it.path).html().select("main").text()).doesNotContain("berichtigt");

        colleague.post(it.desk + "/berichtigung/verwerfen", Map.of());
        correct(it.clerk, it.desk, Map.of());
        colleague.post(it.desk + "/berichtigung/bestaetigen", Map.of());

        assertThat(text(it.eventually("/berichtigung-1.pdf"))).contains("12.05.1980");
        assertThat(it.actions())
                .containsSubsequence(
                        "case.correction-proposed",
                        "case.correction-discarded",
                        "case.correction-proposed",
                        "case.corrected");
    }

    private Written refused() {
        var it = new Written("angelburg", "eheurkunde");
        it.clerk.post(
                it.desk + "/entscheiden", Map.of("outcome", "abgelehnt", "reason", "Kein Eintrag vom 12.O5.1980."));
        it.eventually("/bescheid.pdf");
        return it;
    }

    private static Answer correct(Visitor who, String desk, Map<String, String> further) {
        var fields = new HashMap<>(Map.of(
                "gesetz", "vwvfg",
                "falsch", "Eintrag vom 12.O5.1980",
                "richtig", "Eintrag vom 12.05.1980",
                "grund", "Tippfehler (Łódź)"));
        fields.putAll(further);
        return who.post(desk + "/berichtigung", fields);
    }

    private static String alert(Answer answer) {
        return answer.html().select("[role=alert]").text();
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static List<String> entries(byte[] zip) throws IOException {
        var names = new ArrayList<String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    /** A case of the citizen's, and who works on it. */
    private final class Written {

        final String path;
        final UUID id;
        final String desk;
        final String number;
        final Visitor clerk;

        Written(String portal, String service) {
            var applicant = new Citizen(citizen).answering("ort", portal);
            if (service.equals("waffenbesitzkarte")) {
                applicant.answering("art", "erbe");
            }
            var sent = SentCase.of(COUNTY, applicant.send(portal, service));
            path = sent.path();
            id = sent.id();
            desk = sent.desk();
            number = sent.number();
            clerk = COUNTY.staff(service.equals("waffenbesitzkarte") ? COUNTYS : portal, Role.CLERK);
        }

        String number() {
            return number;
        }

        Answer citizen(String letter) {
            return citizen.get(path + letter);
        }

        /** What follows a commit is there a moment later. */
        byte[] eventually(String letter) {
            for (int patience = 0; patience < 300; patience++) {
                var answer = citizen(letter);
                if (answer.status() == 200) {
                    return answer.body();
                }
                java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
            }
            throw new AssertionError("never there: " + letter);
        }

        List<String> actions() {
            return COUNTY.owner()
                    .sql("select action from platform.audit_entry where subject = ? order by seq")
                    .param(id.toString())
                    .query(String.class)
                    .list();
        }
    }
}
