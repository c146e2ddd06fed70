package org.allmende.platform.pdf.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.allmende.Answer;
import org.allmende.DemoCounty;
import org.allmende.Multipart;
import org.allmende.platform.pdf.Letter;
import org.allmende.platform.pdf.Letterhead;
import org.allmende.platform.pdf.PdfRenderer;
import org.allmende.platform.pdf.Seal;
import org.allmende.platform.pdf.SealReason;
import org.junit.jupiter.api.Test;

class SealPagesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final byte[] PLAIN = COUNTY.bean(PdfRenderer.class).render(letter());
    private static final byte[] SEALED = COUNTY.bean(Seal.class)
            .seal(PLAIN, new SealReason("Bescheid GLA-7K4Q-22PM", "Stadt Gladenbach, Standesamt"));

    private static Letter letter() {
        var head = new Letterhead("Stadt Gladenbach", "Standesamt", "", "#7a1f3d", null, java.util.List.of());
        return new Letter(
                "de",
                head,
                java.util.List.of(),
                java.util.List.of(),
                "Probe",
                "<p>Probe</p>",
                java.util.List.of(),
                null,
                true);
    }

    @Test
    void aSealedFileIsGenuineWithItsFacts() {
        assertThat(verdict(check("bescheid.pdf", SEALED)))
                .startsWith("Ja, diese Datei ist echt")
                .contains(
                        "kein amtliches Siegel",
                        "Bescheid GLA-7K4Q-22PM",
                        "Stadt Gladenbach, Standesamt",
                        "bescheid.pdf")
                .contains("Das Siegel ist das der Demonstration");
    }

    @Test
    void everyOtherFileGetsItsOwnAnswer() {
        var changed = SEALED.clone();
        changed[PLAIN.length / 2] ^= 1;
        assertThat(verdict(check("a.pdf", changed))).startsWith("Nein, diese Datei ist verändert worden");
        assertThat(verdict(check("a.pdf", Arrays.copyOf(SEALED, SEALED.length + 7))))
                .startsWith("Nein, an dieser Datei ist etwas hinzugefügt worden");
        assertThat(verdict(check("a.pdf", PLAIN))).startsWith("Diese Datei hat kein Siegel");
        assertThat(verdict(check("a.pdf", "Hallo".getBytes(StandardCharsets.UTF_8))))
                .startsWith("Das ist keine PDF-Datei");
        assertThat(verdict(check("a.pdf", new byte[10 * 1024 * 1024 + 1]))).startsWith("Diese Datei ist zu groß");
        assertThat(verdict(check("", new byte[0]))).startsWith("Es ist keine Datei angekommen");
        assertThat(check("a.pdf", new byte[12 * 1024 * 1024]).status()).isEqualTo(413);
    }

    @Test
    void aWickedNameIsOnlyAName() {
        var answer = check("<script>alert(1)</script>.pdf", SEALED);
        assertThat(answer.html().select(".verdict script")).isEmpty();
        assertThat(verdict(answer)).contains("<script>alert(1)</script>.pdf");
    }

    private static String verdict(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.html().select(".verdict > div").text();
    }

    private static Answer check(String name, byte[] content) {
        var form = Multipart.of(Map.of()).file("datei", name, "application/pdf", content);
        return COUNTY.visitor().post("/pruefen", form.contentType(), form.bytes());
    }
}
