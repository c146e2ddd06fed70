package org.allmende.region.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.allmende.DemoCounty;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.mail.Letter;
import org.allmende.platform.mail.Mail;
import org.junit.jupiter.api.Test;

class LegalPagesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    @Test
    void everyTenantAnswersForItsOwnPages() {
        assertThat(COUNTY.visitor().get("/lohra/impressum").text()).contains("Gemeinde Lohra", "rathaus@lohra.example");
        assertThat(COUNTY.visitor().get("/impressum").text()).contains("info@marburg-biedenkopf.example");
        assertThat(COUNTY.visitor().get("/nirgends/impressum").status()).isEqualTo(404);
    }

    @Test
    void aReportedBarrierIsALetterToTheTownHall() {
        var visitor = COUNTY.visitor().from("203.0.113.35");
        var sent = visitor.post(
                "/rauschenberg/barriere",
                Map.of(
                        "text",
                        "Die Schrift ist\nzu klein.",
                        "seite",
                        "/rauschenberg/",
                        "email",
                        "leserin@post.example"));
        assertThat(sent.status()).isEqualTo(303);
        assertThat(visitor.follow(sent).text()).contains("Danke, Ihre Meldung ist unterwegs");
        var letter = COUNTY
                .bean(Tenancy.class)
                .as("rauschenberg", () -> COUNTY.bean(Mail.class).list(50))
                .stream()
                .filter(one -> one.subject().startsWith("Barriere gemeldet"))
                .findFirst()
                .map(Letter::text);
        assertThat(letter)
                .hasValueSatisfying(text -> assertThat(text)
                        .contains(
                                "Seite: /rauschenberg/",
                                "Antwort an: leserin@post.example",
                                "Die Schrift ist\nzu klein."));
    }

    @Test
    void whatIsMissingIsSaidAndNothingLost() {
        var answer = COUNTY.visitor()
                .post("/lohra/barriere", Map.of("text", " ", "seite", "/lohra/\"><script>", "email", "a@b, c@d"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.html().select(".errsum a")).hasSize(2);
        assertThat(answer.html().select("input[name=seite]").val()).isEqualTo("/lohra/\"><script>");
        assertThat(answer.html().select("input[name=email]").val()).isEqualTo("a@b, c@d");
    }
}
