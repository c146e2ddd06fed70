package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.SentCase;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Part of what was applied for is decided, and the case goes on with the rest. */
class PartialNoticeTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String COVERS = "Ankauf von Altmetall (Łódź <b>und</b> Umgebung)";

    private final Visitor citizen = COUNTY.visitor();
    private final Visitor clerk = COUNTY.staff("angelburg", Role.CLERK);
    private final SentCase sent = SentCase.of(
            COUNTY,
            new Citizen(citizen)
                    .answering("ort", "angelburg")
                    .answering("email", "")
                    .send("angelburg", "reisegewerbekarte"));
    private final String path = sent.path();
    private final UUID id = sent.id();
    private final String desk = sent.desk();

    @Test
    void thePartHasANoticeOfItsOwnAndTheRestStaysOpenWithItsPeriods() throws IOException {
        var due = column("due");
        var state = column("state");

        assertThat(decide(clerk, desk, Map.of()).location()).endsWith("/teilbescheid");

        var text = text(citizen.await(path + "/teilbescheid-1.pdf"));
        assertThat(text.replaceAll("\\s+", " "))
                .contains("Teilbescheid", COVERS, "in diesem Teil ab", "Unzuverlässig.", "Was noch offen ist")
                .contains("Widerspruch");
        assertThat(column("due")).isEqualTo(due);
        assertThat(column("state")).isEqualTo(state);
        var page = citizen.get(path).html();
        assertThat(page.select("main").text())
                .contains("Über einen Teil ist entschieden: Teilbescheid 1", COVERS, "entscheiden wir noch");
        assertThat(clerk.get(desk).html().select("ol.tl").text())
                .contains("hat über einen Teil entschieden", "Teilbescheid gesiegelt");
        assertThat(clerk.get(desk).html().select("ul.files").text()).contains("Teilbescheid");
        assertThat(COUNTY.visitor().get(path + "/teilbescheid-1.pdf").status()).isEqualTo(404);

        clerk.post(desk + "/entscheiden", Map.of("outcome", "bewilligt"));
        assertThat(text(citizen.await(path + "/bescheid.pdf")).replaceAll("\\s+", " "))
                .contains("Über einen Teil Ihres Antrags haben wir schon entschieden");
        assertThat(citizen.get(path).html().select("main").text())
                .contains("Über den Rest haben wir inzwischen auch entschieden.");
    }

    @Test
    void oneCanObjectToEachNotice() {
        decide(clerk, desk, Map.of());
        citizen.await(path + "/teilbescheid-1.pdf");
        var object = path + "/teilbescheid/1/widerspruch";
        assertThat(citizen.get(object).html().select("main").text()).contains(COVERS, "Widerspruch einlegen");
        assertThat(COUNTY.visitor().get(object).status()).isEqualTo(303);
        assertThat(citizen.get(path + "/teilbescheid/2/widerspruch").status()).isEqualTo(404);

        var first = citizen.post(object, Map.of("begruendung", "Ich bin zuverlässig."))
                .location();

        assertThat(first).isNotEqualTo(object).startsWith("/angelburg/vorgang/");
        assertThat(citizen.get(first).status()).isEqualTo(200);
        assertThat(citizen.post(object, Map.of("begruendung", "Noch einmal.")).location())
                .as("once")
                .isEqualTo(object);
        assertThat(citizen.get(object).html().select("main").text()).contains("Ihr Widerspruch", "ist da");
        var shown = clerk.get(SentCase.of(COUNTY, first).desk()).html();
        assertThat(shown.select("main").text()).contains("Widerspruch gegen", "Teilbescheid 1");
        assertThat(clerk.get(desk + "/teilbescheid").html().select("article").text())
                .contains("Zum Widerspruch");

        clerk.post(desk + "/entscheiden", Map.of("outcome", "abgelehnt", "reason", "Auch der Rest."));
        citizen.await(path + "/bescheid.pdf");
        var second = citizen.post(path + "/widerspruch", Map.of("begruendung", "Auch dagegen."))
                .location();
        assertThat(second).isNotEqualTo(path).isNotEqualTo(first);
    }

    @Test
    void whoGetsLettersByPostIsNotifiedFourDaysAfterItWasPosted() {
        decide(clerk, desk, Map.of());
        citizen.await(path + "/teilbescheid-1.pdf");
        assertThat(clerk.get(desk + "/teilbescheid").html().select("article").text())
                .contains("mit der Post");

        clerk.post(desk + "/teilbescheid/versandt", Map.of("nummer", "1"));

        assertThat(clerk.get(desk + "/teilbescheid").html().select("article").text())
                .contains("Zur Post gegeben am");
        assertThat(clerk.post(desk + "/teilbescheid/versandt", Map.of("nummer", "7"))
                        .status())
                .isEqualTo(404);
        var announced = LocalDate.now(GermanDates.BERLIN).plusDays(4);
        assertThat(citizen.get(path + "/teilbescheid/1/widerspruch")
                        .html()
                        .select("main")
                        .text())
                .contains(GermanDates.date(announced, "de"));
    }

    @Test
    void itIsPrintedWithTheOtherPostOfTheOffice() throws IOException {
        decide(clerk, desk, Map.of());
        citizen.await(path + "/teilbescheid-1.pdf");
        var post = "/arbeitsplatz/postversand";
        var row = awaitRow(post);
        assertThat(row.text()).contains("Teilbescheid 1");
        assertThat(clerk.get(row.select("a[href$=.pdf]").attr("href")).status()).isEqualTo(200);
        assertThat(clerk.post(post, Map.of("case", "kein-vorgang", "tag", today()))
                        .status())
                .isEqualTo(404);

        clerk.post(post + "/druck", Map.of());

        var batch = clerk.get(post).html().select("a[href*=/druck/]").eachAttr("href").stream()
                .filter(one -> {
                    try {
                        return text(clerk.get(one).body()).contains("Altmetall");
                    } catch (IOException unreadable) {
                        throw new java.io.UncheckedIOException(unreadable);
                    }
                })
                .findFirst()
                .orElseThrow();
        assertThat(COUNTY.staff("steffenberg", Role.CLERK).get(batch).status()).isEqualTo(404);
        clerk.post(batch.replace(".pdf", ""), Map.of());
        assertThat(clerk.get(desk + "/teilbescheid").html().select("article").text())
                .contains("Zur Post gegeben am");
        assertThat(clerk.get(desk).html().select("ol.tl").text()).contains("zur Post gegeben");
    }

    private org.jsoup.nodes.Element awaitRow(String post) {
        for (int patience = 0; patience < 300; patience++) {
            var box = clerk.get(post).html().selectFirst("input[value='%s.1']".formatted(id));
            if (box != null) {
                return box.closest("tr");
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError("is not on the list");
    }

    private static String today() {
        return LocalDate.now(GermanDates.BERLIN).toString();
    }

    @Test
    void anObjectionThatSucceedsBringsANewOneThoughTheRestIsDecided() throws IOException {
        decide(clerk, desk, Map.of());
        citizen.await(path + "/teilbescheid-1.pdf");
        var objection = SentCase.of(
                COUNTY,
                citizen.post(path + "/teilbescheid/1/widerspruch", Map.of("begruendung", "Ich bin zuverlässig."))
                        .location());
        clerk.post(desk + "/entscheiden", Map.of("outcome", "abgelehnt", "reason", "Der Rest auch."));
        citizen.await(path + "/bescheid.pdf");
        assertThat(clerk.get(desk + "/teilbescheid").html().select("form[action$=/teilbescheid]"))
                .as("nothing is left to decide")
                .isEmpty();
        clerk.post(objection.desk() + "/entscheiden", Map.of("outcome", "abgeholfen", "reason", "Stimmt."));
        citizen.await(objection.path() + "/bescheid.pdf");
        assertThat(clerk.get(desk).html().select("[aria-labelledby=h-schritte]").text())
                .contains("steht aus");
        assertThat(clerk.get(desk + "/teilbescheid").html().select("main").text())
                .contains("Der Widerspruch gegen Teilbescheid 1 hatte Erfolg", objection.number());

        assertThat(decide(clerk, desk, Map.of("entscheidung", "bewilligt")).status())
                .isEqualTo(303);

        assertThat(text(citizen.await(path + "/teilbescheid-2.pdf")).replaceAll("\\s+", " "))
                .contains("ersetzt unseren Teilbescheid 1 vom", objection.number(), COVERS)
                .doesNotContain("Was noch offen ist");
        assertThat(clerk.get(desk + "/teilbescheid").html().select("article").text())
                .contains("Ersetzt durch Teilbescheid 2");
        assertThat(citizen.get(path).html().select("main").text())
                .contains("Teilbescheid 2")
                .doesNotContain("Über einen Teil ist entschieden: Teilbescheid 1");
        assertThat(alert(decide(clerk, desk, Map.of()))).as("once").isNotEmpty();
    }

    @Test
    void whatIsDecidedAndWhyHasToBeSaid() {
        assertThat(alert(decide(
                        clerk,
                        desk,
                        Map.of(
                                "entscheidung",
                                "gibt-es-nicht",
                                "umfang",
                                " ",
                                "gruende",
                                "x".repeat(2001),
                                "frage",
                                "gibt/es-nicht"))))
                .contains(
                        "Wählen Sie die Entscheidung.",
                        "über welchen Teil",
                        "2.000",
                        "Wählen Sie nur Angaben aus dieser Liste.");
        assertThat(decide(COUNTY.staff("steffenberg", Role.CLERK), desk, Map.of())
                        .status())
                .isEqualTo(404);
        clerk.post(desk + "/entscheiden", Map.of("outcome", "abgelehnt", "reason", "Nein."));
        assertThat(alert(decide(clerk, desk, Map.of())))
                .as("nothing is left to decide")
                .isNotEmpty();
        assertThat(COUNTY.owner()
                        .sql("select count(*) from cases.further_notice where case_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whereFourEyesDecideFourEyesDecideAPart() throws IOException {
        var countys = COUNTY.staff("marburg-biedenkopf", Role.CLERK);
        var colleague = COUNTY.staff("marburg-biedenkopf", Role.LEAD);
        var card = SentCase.of(
                COUNTY,
                new Citizen(citizen)
                        .answering("ort", "steffenberg")
                        .answering("art", "erbe")
                        .send("steffenberg", "waffenbesitzkarte"));
        var refusal = Map.of("entscheidung", "abgelehnt", "frage", "waffen/liste");

        assertThat(alert(decide(countys, card.desk(), refusal))).contains("§ 28 Abs. 1");
        var fields = new HashMap<>(refusal);
        fields.put("ohne", "Gefahr im Verzug");
        decide(countys, card.desk(), fields);
        assertThat(alert(countys.post(card.desk() + "/teilbescheid/bestaetigen", Map.of())))
                .contains("Bestätigen muss eine zweite Person.");
        assertThat(citizen.get(card.path() + "/teilbescheid-1.pdf").status()).isEqualTo(404);
        colleague.post(card.desk() + "/teilbescheid/verwerfen", Map.of());
        decide(countys, card.desk(), fields);
        colleague.post(card.desk() + "/teilbescheid/bestaetigen", Map.of());

        assertThat(text(citizen.await(card.path() + "/teilbescheid-1.pdf"))).contains("Waffen:");
        assertThat(COUNTY.owner()
                        .sql("select action from platform.audit_entry where subject = ? order by seq")
                        .param(card.id().toString())
                        .query(String.class)
                        .list())
                .containsSubsequence("case.partial-proposed", "case.partial-discarded", "case.partly-decided");
    }

    private static Answer decide(Visitor who, String desk, Map<String, String> further) {
        var fields = new HashMap<>(Map.of("entscheidung", "abgelehnt", "umfang", COVERS, "gruende", "Unzuverlässig."));
        fields.putAll(further);
        return who.post(desk + "/teilbescheid", fields);
    }

    private static String alert(Answer answer) {
        return answer.html().select("[role=alert]").text();
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
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
