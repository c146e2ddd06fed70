package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.SentCase;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.allmende.platform.pdf.VeraPdf;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** The clerk changes the text of a notice block by block, where the package lets them. */
class NoticeEditingTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String OWN = "Guten Tag Łucja <b>Groß</b>,\n\n- erstens\n- zweitens am {{Datum}}";

    private final Visitor citizen = COUNTY.visitor();
    private final Visitor clerk = COUNTY.staff("angelburg", Role.CLERK);
    private final SentCase sent = SentCase.of(
            COUNTY, new Citizen(citizen).answering("ort", "angelburg").send("angelburg", "eheurkunde"));
    private final UUID id = sent.id();
    private final String editor = sent.desk() + "/bescheidtext";

    @Test
    void whatTheClerkWroteStandsInTheSealedNotice() throws IOException {
        var page = clerk.post(editor, Map.of("outcome", "abgelehnt", "reason", "Anderes Register."))
                .html();
        assertThat(page.select("h1").text()).contains("Ablehnen");
        assertThat(page.select("input[name=reason]").val()).isEqualTo("Anderes Register.");
        assertThat(page.select("textarea[name=text-anrede]").text()).contains("Guten Tag");
        assertThat(page.select("textarea[name=text-rechtsbehelf]"))
                .as("is not the clerk's to write")
                .isEmpty();
        assertThat(page.select("main").text()).contains("Diesen Baustein gibt die Leistung vor.");

        var back = save(Map.of(
                        "text-anrede", OWN, "text-rechtsbehelf", "Kein Rechtsbehelf.", "reason", "Anderes Register."))
                .html();

        assertThat(back.select(".toast").text()).contains("Der Text ist übernommen.");
        assertThat(back.select("textarea[name=reason]").text()).isEqualTo("Anderes Register.");
        assertThat(back.select("input[name=outcome][checked]").val()).isEqualTo("abgelehnt");
        assertThat(clerk.get(sent.desk()).html().select("ol.tl").text())
                .contains("hat den Text des Bescheids bearbeitet", "Anrede");
        assertThat(clerk.get(editor + "?outcome=abgelehnt")
                        .html()
                        .select("details")
                        .text())
                .contains("So steht es in der Leistung");
        assertThat(blocks()).containsExactly("anrede");
        clerk.post(sent.desk() + "/entscheiden", Map.of("outcome", "abgelehnt", "reason", "Anderes Register."));

        var pdf = citizen.await(sent.path() + "/bescheid.pdf");
        assertThat(text(pdf))
                .contains("Łucja <b>Groß</b>", "erstens", "Anderes Register.")
                .doesNotContain("{{", "Kein Rechtsbehelf");
        assertThat(VeraPdf.faults(pdf)).isEmpty();
        assertThat(COUNTY.owner()
                        .sql("select action from platform.audit_entry where subject = ? order by seq")
                        .param(id.toString())
                        .query(String.class)
                        .list())
                .containsSubsequence("case.notice-text", "case.decided");
    }

    @Test
    void thePreviewShowsWhatIsTypedAndKeepsNothing() throws IOException {
        var fields = new HashMap<>(Map.of("outcome", "abgelehnt", "text-anrede", OWN + " {{gibt.es.nicht}}"));
        var pdf = clerk.post(editor + "/vorschau", fields);

        assertThat(pdf.status()).isEqualTo(200);
        assertThat(text(pdf.body())).contains("Łucja <b>Groß</b>");
        assertThat(blocks()).isEmpty();
    }

    @Test
    void theOriginalTextComesBackByItself() {
        save(Map.of("text-anrede", OWN));
        var standard = clerk.get(editor + "?outcome=abgelehnt")
                .html()
                .selectFirst("details p")
                .wholeText();

        save(Map.of("text-anrede", standard.replace("\n", "\r\n")));

        assertThat(blocks()).isEmpty();
    }

    @Test
    void whatCannotBeFilledInIsRefusedWithAWord() {
        var refused = save(Map.of("text-anrede", "Am {{gibt.es.nicht}}", "text-gruende", "x".repeat(8001)));

        assertThat(refused.html().select("[role=alert]").text()).contains("{{Datum}}", "8.000");
        assertThat(refused.html().select("textarea[name=text-anrede]").text()).isEqualTo("Am {{gibt.es.nicht}}");
        assertThat(blocks()).isEmpty();
        assertThat(clerk.post(editor, Map.of("outcome", ""))
                        .html()
                        .select("[role=alert]")
                        .text())
                .contains("Wählen Sie die Entscheidung.");
        assertThat(clerk.get(editor + "?outcome=gibt-es-nicht").status()).isEqualTo(404);
    }

    @Test
    void onceDecidedOrForOthersThereIsNothingToChange() {
        var foreign = COUNTY.staff("steffenberg", Role.CLERK);
        assertThat(foreign.get(editor + "?outcome=abgelehnt").status()).isEqualTo(404);
        assertThat(foreign.post(editor + "/speichern", Map.of("outcome", "abgelehnt", "text-anrede", "x"))
                        .status())
                .isEqualTo(404);
        clerk.post(sent.desk() + "/entscheiden", Map.of("outcome", "abgelehnt", "reason", "Nein."));

        assertThat(clerk.get(editor + "?outcome=abgelehnt").status()).isEqualTo(404);
        assertThat(save(Map.of("text-anrede", "Zu spät")).status()).isEqualTo(404);
        assertThat(blocks()).isEmpty();
    }

    private Answer save(Map<String, String> fields) {
        var all = new HashMap<>(Map.of("outcome", "abgelehnt"));
        all.putAll(fields);
        return clerk.post(editor + "/speichern", all);
    }

    private List<String> blocks() {
        return COUNTY.owner()
                .sql("select jsonb_object_keys(blocks) from cases.notice_text where case_id = ?")
                .param(id)
                .query(String.class)
                .list();
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
