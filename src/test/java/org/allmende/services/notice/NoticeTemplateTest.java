package org.allmende.services.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoticeTemplateTest {

    private static final NoticeTemplate LETTER = read("""
            <section data-block="anrede" title="Anrede" data-edit="yes"><p>Guten Tag {{name}} &amp; Familie,</p></section>
            <section data-block="gebuehr" title="Gebühr"><table data-field="fee.table"/><p>bis {{ due }}</p></section>
            """);
    private static final Map<String, Table> TABLES =
            Map.of("fee.table", new Table(List.of("Wofür", "Betrag"), List.of(List.of("<Urkunde>", "12,00 €"))));

    @Test
    void fieldsAreFilledInAndCannotBringMarkup() {
        var html = LETTER.fill(Map.of("name", "<script>alert('x')</script>\n{{due}}", "due", "1. Mai"), TABLES);

        assertThat(html).isEqualTo("""
                <section data-block="anrede"><p>Guten Tag &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;<br/>{{due}} &amp; Familie,</p></section>
                <section data-block="gebuehr"><table><thead><tr><th scope="col">Wofür</th><th scope="col">Betrag</th></tr></thead><tbody><tr><td>&lt;Urkunde&gt;</td><td>12,00 €</td></tr></tbody></table><p>bis 1. Mai</p></section>
                """);
    }

    @Test
    void aClerksOwnTextTakesTheBlocksPlaceWhereItMay() {
        var edited = Map.of("anrede", "Liebe Frau <Groß>,\nschön.\n\nZweiter Absatz", "gebuehr", "umsonst");

        var html = LETTER.fill(Map.of("name", "x", "due", "y"), TABLES, edited);

        assertThat(html)
                .contains(
                        "<section data-block=\"anrede\"><p>Liebe Frau &lt;Groß&gt;,<br/>schön.</p><p>Zweiter Absatz</p></section>")
                .as("the fee is fixed")
                .doesNotContain("umsonst");
    }

    @Test
    void aBlockIsPlainTextForTheClerkAndComesBackAsItWas() {
        var letter = read("""
                <section data-block="pflichten" title="Ihre Pflichten" data-edit="yes">
                  <h2>Woran Sie <em>denken</em> müssen</h2>
                  <p>Bis zum {{due}},
                     {{name}}:<br/>sofort.</p>
                  <ul><li>Erstens &amp; <strong>zweitens</strong></li><li>Drittens</li></ul>
                  <ol><li>Dann</li><li>Danach</li></ol>
                </section>
                """);
        var fields = Map.of("name", "Łucja <b>", "due", "1. Mai", "Zahlungsziel", "1. Mai");

        var shown = letter.show(fields, Map.of("due", "Zahlungsziel")).getFirst();

        assertThat(shown.text()).isEqualTo("""
                Bis zum {{Zahlungsziel}}, Łucja <b>:
                sofort.

                - Erstens & zweitens
                - Drittens

                1. Dann
                2. Danach""");
        assertThat(letter.fill(
                        fields, Map.of(), Map.of("pflichten", shown.text().replace("\n", "\r\n"))))
                .isEqualTo("<section data-block=\"pflichten\"><h2>Woran Sie denken müssen</h2>"
                        + "<p>Bis zum 1. Mai, Łucja &lt;b&gt;:<br/>sofort.</p>"
                        + "<ul><li>Erstens &amp; zweitens</li><li>Drittens</li></ul>"
                        + "<ol><li>Dann</li><li>Danach</li></ol></section>\n");
        assertThat(letter.fill(fields, Map.of(), Map.of("pflichten", " \n ")))
                .as("without text it is left out")
                .isEmpty();
        assertThat(BlockText.fields("bis {{ due }} und {{gibt.es.nicht}}")).containsExactly("due", "gibt.es.nicht");
    }

    @Test
    void aFieldWithoutAValueFailsLoudly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LETTER.fill(Map.of("name", "x"), TABLES))
                .withMessage("No value for the field due");
    }

    @Test
    void blocksHaveTitlesAndFieldsForTheEditor() {
        assertThat(LETTER.blocks()).extracting(Block::title).containsExactly("Anrede", "Gebühr");
        assertThat(LETTER.blocks()).extracting(Block::editable).containsExactly(true, false);
        assertThat(LETTER.fields()).containsExactly("name", "due");
    }

    private static NoticeTemplate read(String html) {
        return NoticeTemplate.read(html.getBytes(StandardCharsets.UTF_8), Set.of("name", "due"), Set.of("fee.table"))
                .template()
                .orElseThrow();
    }
}
