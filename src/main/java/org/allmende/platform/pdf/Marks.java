package org.allmende.platform.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdfwriter.ContentStreamWriter;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/** Moves every combining mark of a finished page onto its letter, as the face wants it. */
final class Marks {

    private static final Pattern COMBINING = Pattern.compile("\\p{Mn}");
    private static final int FIRST_ABOVE = 0x300;
    private static final int LAST_ABOVE = 0x314;
    private static final int DOTLESS_I = 0x131;
    private static final int DOTLESS_J = 0x237;

    private final Map<COSDictionary, Face> faces;
    private @Nullable Face face;
    private float size;

    private Marks(Map<COSDictionary, Face> faces) {
        this.faces = faces;
    }

    static boolean in(String text) {
        return COMBINING.matcher(text).find();
    }

    static void place(PDDocument document, Map<PDType0Font, Face> fonts) throws IOException {
        Map<COSDictionary, Face> faces = new HashMap<>();
        for (Map.Entry<PDType0Font, Face> font : fonts.entrySet()) {
            font.getKey().addToSubset(DOTLESS_I);
            font.getKey().addToSubset(DOTLESS_J);
            faces.put(font.getKey().getCOSObject(), font.getValue());
        }
        for (PDPage page : document.getPages()) {
            PDStream stream = new PDStream(document);
            try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
                new ContentStreamWriter(out).writeTokens(new Marks(faces).rewrite(page));
            }
            page.setContents(stream);
        }
    }

    private List<Object> rewrite(PDPage page) throws IOException {
        List<Object> written = new ArrayList<>();
        List<COSBase> operands = new ArrayList<>();
        PDFStreamParser parser = new PDFStreamParser(page);
        for (Object token = parser.parseNextToken(); token != null; token = parser.parseNextToken()) {
            if (token instanceof COSBase operand) {
                operands.add(operand);
            } else if (token instanceof Operator operator) {
                write(page, operator, operands, written);
                operands.clear();
            }
        }
        return written;
    }

    private void write(PDPage page, Operator operator, List<COSBase> operands, List<Object> written)
            throws IOException {
        if (operator.getName().equals(OperatorName.SET_FONT_AND_SIZE)
                && operands.get(0) instanceof COSName name
                && operands.get(1) instanceof COSNumber number) {
            face = faces.get(fontOf(page, name));
            size = number.floatValue();
        }
        if (face != null
                && operator.getName().equals(OperatorName.SHOW_TEXT)
                && operands.get(0) instanceof COSString text) {
            new Line(face, size, written).show(text);
        } else if (face != null
                && operator.getName().equals(OperatorName.SHOW_TEXT_ADJUSTED)
                && operands.get(0) instanceof COSArray array) {
            Line line = new Line(face, size, written);
            for (COSBase part : array) {
                if (part instanceof COSString text) {
                    line.show(text);
                } else {
                    line.adjust((COSNumber) part);
                }
            }
        } else {
            written.addAll(operands);
            written.add(operator);
        }
    }

    /** Not by the library's own look-up, which would read the unfinished font again. */
    private static @Nullable COSDictionary fontOf(PDPage page, COSName name) {
        COSDictionary fonts = page.getResources().getCOSObject().getCOSDictionary(COSName.FONT);
        return fonts == null ? null : fonts.getCOSDictionary(name);
    }

    /** One piece of text on its way into the page. */
    private record Line(Face face, float size, List<Object> written) {

        void show(COSString text) throws IOException {
            byte[] codes = text.getBytes();
            int done = 0;
            for (int at = 0; at < codes.length; at += 2) {
                int end = at + 2;
                while (end < codes.length && face.isMark(code(codes, end))) {
                    end += 2;
                }
                if (end > at + 2) {
                    glyphs(codes, done, at);
                    cluster(codes, at, end);
                    done = end;
                    at = end - 2;
                }
            }
            glyphs(codes, done, codes.length);
        }

        void adjust(COSNumber by) {
            written.add(new COSArray(List.of(by)));
            written.add(Operator.getOperator(OperatorName.SHOW_TEXT_ADJUSTED));
        }

        private void glyphs(byte[] codes, int from, int to) {
            if (from < to) {
                written.add(new COSString(Arrays.copyOfRange(codes, from, to)));
                written.add(Operator.getOperator(OperatorName.SHOW_TEXT));
            }
        }

        /** A letter and its marks, which say together what they are. */
        private void cluster(byte[] codes, int at, int end) throws IOException {
            COSDictionary said = new COSDictionary();
            said.setItem(COSName.ACTUAL_TEXT, new COSString(face.text(glyphsOf(codes, at, end))));
            written.add(COSName.getPDFName("Span"));
            written.add(said);
            written.add(Operator.getOperator(OperatorName.BEGIN_MARKED_CONTENT_SEQ));
            int base = dotless(code(codes, at), code(codes, at + 2));
            glyph(base);
            for (int next = at + 2; next < end; next += 2) {
                mark(base, code(codes, next));
            }
            written.add(Operator.getOperator(OperatorName.END_MARKED_CONTENT));
        }

        /**
         * Sets a mark and comes back to where the letter ends. Programs that read the text go by place and take every gap for the end of a word:
         * so a stretched space fills the one between mark and end.
         */
        private void mark(int base, int mark) throws IOException {
            MarkAnchors.Shift shift = face.anchors().of(base, face.advance(base), mark);
            if (shift == null) {
                glyph(mark);
                return;
            }
            if (shift.x() > 0) {
                space(shift.x());
            } else {
                move(shift.x());
            }
            rise(shift.y() * size / 1000);
            glyph(mark);
            rise(0);
            if (shift.x() > 0) {
                move(-shift.x());
            } else {
                space(-shift.x());
            }
        }

        private void space(int width) throws IOException {
            int space = face.glyph(' ');
            stretch(100f * width / face.advance(space));
            glyph(space);
            stretch(100);
        }

        private void move(int by) {
            adjust(new COSFloat(-by));
        }

        private void glyph(int glyph) {
            glyphs(new byte[] {(byte) (glyph >> 8), (byte) glyph}, 0, 2);
        }

        private static int[] glyphsOf(byte[] codes, int from, int to) {
            return IntStream.range(0, (to - from) / 2)
                    .map(i -> code(codes, from + 2 * i))
                    .toArray();
        }

        /** i and j lose their dot under a mark above. */
        private int dotless(int base, int mark) {
            boolean above = false;
            for (int accent = FIRST_ABOVE; accent <= LAST_ABOVE; accent++) {
                above |= face.glyph(accent) == mark;
            }
            if (above && base == face.glyph('j')) {
                return face.glyph(DOTLESS_J);
            }
            return above && base == face.glyph('i') ? face.glyph(DOTLESS_I) : base;
        }

        private void stretch(float percent) {
            written.add(new COSFloat(percent));
            written.add(Operator.getOperator(OperatorName.SET_TEXT_HORIZONTAL_SCALING));
        }

        private void rise(float by) {
            written.add(new COSFloat(by));
            written.add(Operator.getOperator(OperatorName.SET_TEXT_RISE));
        }

        private static int code(byte[] codes, int at) {
            return Byte.toUnsignedInt(codes[at]) << 8 | Byte.toUnsignedInt(codes[at + 1]);
        }
    }
}
