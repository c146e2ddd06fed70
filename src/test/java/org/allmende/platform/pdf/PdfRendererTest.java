package org.allmende.platform.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfRendererTest {

    @Test
    void aNoticeIsAnArchiveFileForEverybody() throws IOException {
        byte[] pdf = render(Fixtures.feeNotice());
        assertThat(VeraPdf.faults(pdf)).isEmpty();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Gebührenbescheid zu Ihrer Eheurkunde");
            assertThat(document.getDocumentInformation().getAuthor()).isEqualTo("Stadt Gladenbach");
            assertThat(document.getDocumentInformation().getCreator()).isEqualTo("Allmende");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("de");
            assertThat(text(document))
                    .contains("Dr. Jadwiga Ņēģe-Łukasiewicz", "26,50 €", "Seite 1 von 2", "Seite 2 von 2");
        }
    }

    @Test
    void aScreenReaderHearsTheLetterInItsOrder() throws IOException {
        try (PDDocument document = Loader.loadPDF(render(Fixtures.feeNotice()))) {
            List<String> tags = new ArrayList<>();
            tags(document.getDocumentCatalog().getStructureTreeRoot(), tags);
            assertThat(tags)
                    .containsSubsequence(
                            "Table", "TBody", "TR", "TH", "TD", "H1", "P", "H2", "Table", "THead", "TH", "TFoot")
                    .contains(
                            "Figure: GiroCode: 26,50 Euro an die Stadtkasse Gladenbach, Verwendungszweck GLA-2026-000123")
                    .contains("Figure: QR-Code zur Prüfseite https://musterkreis.example/pruefen");
        }
    }

    @Test
    void theSenderSignIsSeenAndReadAloud() throws IOException {
        byte[] pdf = render(Fixtures.signed(Fixtures.feeNotice()));
        assertThat(VeraPdf.faults(pdf)).isEmpty();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<String> tags = new ArrayList<>();
            tags(document.getDocumentCatalog().getStructureTreeRoot(), tags);
            assertThat(tags).contains("Figure: Zeichen: Stadt Gladenbach");
        }
    }

    @Test
    void aSpecimenBearsTheWordOnEveryPageButNotInItsText() throws IOException {
        byte[] pdf = render(Fixtures.specimen(Fixtures.feeNotice()));
        assertThat(VeraPdf.faults(pdf)).isEmpty();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getPages())
                    .allSatisfy(page -> assertThat(
                                    new String(page.getContents().readAllBytes(), StandardCharsets.ISO_8859_1))
                            .startsWith("q\n/Artifact"));
            assertThat(document.getPage(1).getResources().getPropertiesNames()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(text(document))
                    .contains("Muster: Dieses Schreiben dient nur der Ansicht")
                    .doesNotContain("MUSTER");
        }
    }

    @Test
    void aFileTravelsInsideTheLetter() throws IOException {
        byte[] pdf = render(Fixtures.with(Fixtures.feeNotice(), Fixtures.facts()));
        assertThat(VeraPdf.faults(pdf)).isEmpty();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDComplexFileSpecification file = Objects.requireNonNull(document.getDocumentCatalog()
                    .getNames()
                    .getEmbeddedFiles()
                    .getNames()
                    .get("bescheid.json"));
            assertThat(new String(file.getEmbeddedFileUnicode().toByteArray(), StandardCharsets.UTF_8))
                    .contains("GLA-2026-000123");
            assertThat(file.getCOSObject().getNameAsString("AFRelationship")).isEqualTo("Data");
            assertThat(document.getDocumentCatalog().getCOSObject().getCOSArray(COSName.AF))
                    .hasSize(1);
        }
    }

    @Test
    void aReceiptInEnglishNeedsNoAddress() throws IOException {
        Letter letter = Fixtures.receipt();
        byte[] pdf = render(letter);
        assertThat(VeraPdf.faults(pdf)).isEmpty();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
            assertThat(text(document)).contains("Page 1 of 1").doesNotContain("Seite");
        }
    }

    @Test
    void theTableHeadIsRepeatedOnEveryPage() throws IOException {
        String rows = IntStream.rangeClosed(1, 120)
                .mapToObj("<tr><th scope=\"row\">Urkunde %d</th><td class=\"amount\">15,00 €</td></tr>"::formatted)
                .reduce("", String::concat);
        byte[] pdf = render(Fixtures.letter("""
                <table><thead><tr><th scope="col">Leistung</th><th scope="col" class="amount">Betrag</th></tr></thead>
                <tbody>%s</tbody></table>""".formatted(rows)));
        assertThat(VeraPdf.faults(pdf)).isEmpty();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(3);
            assertThat(text(document).split("Leistung", -1)).hasSize(document.getNumberOfPages() + 1);
        }
    }

    @Test
    void theSameLetterAtTheSameTimeIsTheSameFile() {
        assertThat(render(Fixtures.feeNotice())).isEqualTo(render(Fixtures.feeNotice()));
    }

    @Test
    void manyThreadsShareOneRenderer() throws Exception {
        byte[] alone = render(Fixtures.feeNotice());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<byte[]>> letters = IntStream.range(0, 12)
                    .mapToObj(i -> threads.submit(() -> render(Fixtures.feeNotice())))
                    .toList();
            for (Future<byte[]> letter : letters) {
                assertThat(letter.get()).isEqualTo(alone);
            }
        }
    }

    @Test
    void whatStrangersTypeStaysText() throws IOException {
        String typed =
                "<script>alert(1)</script> &amp; \" ' ]]> <img src=\"file:///etc/passwd\"/> ${7*7} \u0000\u000b\u202e\ud800 😀 漢字 "
                        + "x".repeat(3000);
        Letter letter = Fixtures.from(typed, "<p>" + Xhtml.escape(typed) + "</p>");
        byte[] pdf = render(letter);
        assertThat(VeraPdf.faults(pdf)).isEmpty();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(text(document)).contains("<script>alert(1)</script>", "${7*7}");
        }
    }

    @Test
    void whatALetterCannotHoldIsRefusedWithASentence() {
        assertRefused("<p>offen", "not well-formed");
        assertRefused("</div><div>", "not well-formed");
        assertRefused("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><p>&e;</p>", "not well-formed");
        assertRefused("<p>&nbsp;</p>", "not well-formed");
        assertRefused("<script>1</script>", "<script>");
        assertRefused("<style>p{}</style>", "<style>");
        assertRefused("<link rel=\"attachment\" href=\"file:///etc/passwd\"/>", "<link>");
        assertRefused("<iframe src=\"http://x.example\"/>", "<iframe>");
        assertRefused("<svg/>", "<svg>");
        assertRefused("<p style=\"background:url(http://x.example)\">x</p>", "<p style=");
        assertRefused("<p onclick=\"x\">x</p>", "<p onclick=");
        assertRefused("<img src=\"file:///etc/passwd\" alt=\"x\"/>", "<img src=");
        assertRefused("<img src=\"https://x.example/x.png\" alt=\"x\"/>", "<img src=");
        assertRefused("<img src=\"data:image/svg+xml;base64,AAAA\" alt=\"x\"/>", "<img src=");
        assertRefused("<img src=\"" + hugePicture() + "\" alt=\"x\"/>", "<img src=");
        assertRefused("<img src=\"data:image/png;base64,AAAA\" alt=\"x\"/>", "<img src=");
        assertRefused("<p>" + "x".repeat(5_000_000) + "</p>", "at most");
        assertRefused("<img src=\"" + Fixtures.FEE.picture().dataUri() + "\" alt=\" \"/>", "alt text");
        assertRefused("<a href=\"javascript:alert(1)\">x</a>", "<a href=");
        assertRefused("<a href=\"file:///etc/passwd\">x</a>", "<a href=");
        assertRefused("<table><tr><td colspan=\"100000\">x</td></tr></table>", "<td colspan=");
        assertRefused("<h3>zu tief</h3>", "After <h1> comes <h2>, not <h3>");
        assertRefused("<?php 1 ?>", "php");
        assertRefused("<div>".repeat(80) + "</div>".repeat(80), "nested");
    }

    private static void assertRefused(String body, String because) {
        assertThatThrownBy(() -> render(Fixtures.letter(body)))
                .as(body.substring(0, Math.min(body.length(), 100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
    }

    /** A picture that says it is 65,536 pixels wide. */
    private static String hugePicture() {
        byte[] png = Fixtures.FEE.picture().png();
        png[17] = 1;
        return Png.DATA + Base64.getEncoder().encodeToString(png);
    }

    private static byte[] render(Letter letter) {
        return Fixtures.RENDERER.render(letter);
    }

    private static String text(PDDocument document) throws IOException {
        return new PDFTextStripper().getText(document);
    }

    private static void tags(PDStructureNode node, List<String> tags) {
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                String alternative = element.getAlternateDescription();
                tags.add(element.getStructureType() + (alternative == null ? "" : ": " + alternative));
                tags(element, tags);
            }
        }
    }
}
