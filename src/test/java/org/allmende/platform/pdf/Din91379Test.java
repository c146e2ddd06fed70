package org.allmende.platform.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Din91379Test {

    @Test
    void theListIsWhole() {
        assertThat(Din91379.sequences()).hasSize(149).doesNotHaveDuplicates();
        assertThat(Din91379.characters()).hasSize(756).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Regular", "SemiBold"})
    void theFaceHasEveryLetterAndMark(String style) {
        Face face = Face.load(style);
        String all = Stream.concat(Din91379.characters().stream(), Din91379.sequences().stream())
                .collect(Collectors.joining());
        assertThat(all.codePoints().filter(c -> face.glyph(c) == 0).mapToObj(Character::getName))
                .isEmpty();
    }

    @Test
    void everyNameCanBeWrittenAndReadBack() throws IOException {
        List<String> names = Stream.concat(Din91379.characters().stream(), Din91379.sequences().stream())
                .map(letter -> "Anna " + letter + "ova")
                .toList();
        String body = names.stream()
                .map(name -> "<p>" + Xhtml.escape(name) + "</p><p><strong>" + Xhtml.escape(name) + "</strong></p>")
                .collect(Collectors.joining());
        byte[] pdf = Fixtures.RENDERER.render(Fixtures.letter(body));
        assertThat(VeraPdf.faults(pdf)).isEmpty();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<String> lines = new PDFTextStripper()
                    .getText(document)
                    .lines()
                    .map(line -> Normalizer.normalize(line, Normalizer.Form.NFC))
                    .toList();
            List<String> lost = names.stream()
                    .filter(name -> lines.stream()
                                    .filter(Normalizer.normalize(name, Normalizer.Form.NFC)::equals)
                                    .count()
                            != 2)
                    .toList();
            assertThat(lost).isEmpty();
        }
    }

    /** HarfBuzz, inside the JDK, is the reference for where marks stand. */
    @ParameterizedTest
    @ValueSource(strings = {"Regular", "SemiBold"})
    void marksStandWhereTheReferenceSetsThem(String style) throws IOException, FontFormatException {
        Face face = Face.load(style);
        Font reference = reference(style);
        List<String> wrong = new ArrayList<>();
        for (String sequence : Din91379.sequences()) {
            int[] letters = sequence.codePoints().toArray();
            if (letters[0] == 'j' || letters[letters.length - 1] < 0x300) {
                continue; // j changes its shape, and a mark for two letters has no anchor
            }
            GlyphVector placed = reference.layoutGlyphVector(
                    new FontRenderContext(null, true, true), sequence.toCharArray(), 0, sequence.length(), 0);
            int base = face.glyph(letters[0]);
            for (int i = 1; i < letters.length; i++) {
                MarkAnchors.Shift shift = Objects.requireNonNull(
                        face.anchors().of(base, face.advance(base), face.glyph(letters[i])), sequence);
                double x = placed.getGlyphPosition(i).getX() - face.advance(base);
                double y = -placed.getGlyphPosition(i).getY();
                if (Math.abs(x - shift.x()) > 1 || Math.abs(y - shift.y()) > 1) {
                    wrong.add("%s: %s instead of %.0f, %.0f".formatted(sequence, shift, x, y));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Font reference(String style) throws IOException, FontFormatException {
        try (InputStream in = Objects.requireNonNull(
                Din91379Test.class.getResourceAsStream("/pdf/fonts/AllmendeSans-" + style + ".ttf"))) {
            return Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(1000f);
        }
    }
}
