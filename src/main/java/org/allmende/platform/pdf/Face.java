package org.allmende.platform.pdf;

import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** One weight of Allmende Sans, read once and shared by all letters. */
final class Face {

    static final String FAMILY = "Allmende Sans";

    private final TrueTypeFont font;
    private final CmapLookup characters;
    private final MarkAnchors anchors;

    private Face(TrueTypeFont font) throws IOException {
        this.font = font;
        this.characters = font.getUnicodeCmapLookup();
        this.anchors = MarkAnchors.read(font.getTableBytes(
                Objects.requireNonNull(font.getTableMap().get("GPOS"), "the face has no GPOS table")));
    }

    /** Style is {@code Regular} or {@code SemiBold}. */
    static Face load(String style) {
        String path = "/pdf/fonts/AllmendeSans-" + style + ".ttf";
        try (InputStream in = Objects.requireNonNull(Face.class.getResourceAsStream(path), path)) {
            return new Face(new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The face as a font of one document, of which only the letters in use are embedded. */
    PDType0Font in(PDDocument document) throws IOException {
        return PDType0Font.load(document, font, true);
    }

    int glyph(int codePoint) {
        return characters.getGlyphId(codePoint);
    }

    /** The characters that the glyphs stand for. */
    String text(int... glyphs) {
        StringBuilder text = new StringBuilder();
        for (int glyph : glyphs) {
            text.appendCodePoint(character(glyph));
        }
        return text.toString();
    }

    boolean isMark(int glyph) {
        return Character.getType(character(glyph)) == Character.NON_SPACING_MARK;
    }

    private int character(int glyph) {
        List<Integer> codes = characters.getCharCodes(glyph);
        return codes == null ? 0 : codes.get(0);
    }

    int advance(int glyph) throws IOException {
        return font.getAdvanceWidth(glyph);
    }

    GeneralPath outline(int glyph) throws IOException {
        return Objects.requireNonNull(font.getGlyph().getGlyph(glyph)).getPath();
    }

    /** In how many units the side of a letter's square is measured. */
    int unitsPerEm() throws IOException {
        return font.getUnitsPerEm();
    }

    MarkAnchors anchors() {
        return anchors;
    }
}
