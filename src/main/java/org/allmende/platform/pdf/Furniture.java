package org.allmende.platform.pdf;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDFormContentStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.jspecify.annotations.Nullable;

/** What lies under the text and is not read aloud (artifacts, ISO 14289-1 §7.3): the coloured edge, folding marks, the word across a specimen. */
final class Furniture {

    private static final float MM = 72 / 25.4f;
    private static final float EDGE = 2.2f * MM;
    private static final double LEAN = Math.toRadians(52);
    private static final float WORD_LENGTH = 235 * MM;

    private final PDDocument document;
    private final Letter letter;
    private final Face face;

    Furniture(PDDocument document, Letter letter, Face face) {
        this.document = document;
        this.letter = letter;
        this.face = face;
    }

    void draw() throws IOException {
        PDFormXObject word =
                letter.specimen() ? word(Words.of(letter.language()).say("specimen")) : null;
        for (int i = 0; i < document.getNumberOfPages(); i++) {
            PDPage page = document.getPage(i);
            try (PDPageContentStream content =
                    new PDPageContentStream(document, page, AppendMode.PREPEND, true, false)) {
                content.saveGraphicsState();
                if (word != null) {
                    begin(content, "Watermark");
                    content.drawForm(word);
                    content.endMarkedContent();
                }
                begin(content, null);
                edge(content, page.getMediaBox());
                if (i == 0 && !letter.to().isEmpty()) {
                    foldingMarks(content, page.getMediaBox().getHeight());
                }
                content.endMarkedContent();
                content.restoreGraphicsState();
            }
        }
    }

    private static void begin(PDPageContentStream content, @Nullable String subtype) throws IOException {
        COSDictionary properties = new COSDictionary();
        properties.setName(COSName.TYPE, subtype == null ? "Layout" : "Pagination");
        if (subtype != null) {
            properties.setName(COSName.SUBTYPE, subtype);
        }
        content.beginMarkedContent(COSName.ARTIFACT, PDPropertyList.create(properties));
    }

    private void edge(PDPageContentStream content, PDRectangle sheet) throws IOException {
        int rgb = Integer.parseInt(letter.from().colour().substring(1), 16);
        content.setNonStrokingColor((rgb >> 16) / 255f, (rgb >> 8 & 0xff) / 255f, (rgb & 0xff) / 255f);
        content.addRect(0, sheet.getHeight() - EDGE, sheet.getWidth(), EDGE);
        content.fill();
    }

    /** Two for folding, one for the punch (DIN 5008 form B). */
    private static void foldingMarks(PDPageContentStream content, float height) throws IOException {
        content.setStrokingColor(0.55f, 0.55f, 0.55f);
        content.setLineWidth(0.4f);
        for (float mm : new float[] {105, 148.5f, 210}) {
            content.moveTo(5 * MM, height - mm * MM);
            content.lineTo((mm == 148.5f ? 9 : 8) * MM, height - mm * MM);
        }
        content.stroke();
    }

    /** The word as outlines: nothing to find, copy or read aloud; the sentence above the subject says the same in words. */
    private PDFormXObject word(String word) throws IOException {
        Path2D outline = new GeneralPath();
        double x = 0;
        for (int letter : word.codePoints().toArray()) {
            int glyph = face.glyph(letter);
            outline.append(
                    face.outline(glyph).createTransformedShape(AffineTransform.getTranslateInstance(x, 0)), false);
            x += face.advance(glyph);
        }
        Rectangle2D bounds = outline.getBounds2D();
        PDRectangle sheet = PDRectangle.A4;
        AffineTransform place = AffineTransform.getTranslateInstance(sheet.getWidth() / 2, sheet.getHeight() / 2);
        place.rotate(LEAN);
        place.scale(WORD_LENGTH / bounds.getWidth(), WORD_LENGTH / bounds.getWidth());
        place.translate(-bounds.getCenterX(), -bounds.getCenterY());
        outline.transform(place);

        PDFormXObject form = new PDFormXObject(document);
        form.setBBox(sheet);
        form.setResources(new PDResources());
        try (PDFormContentStream content = new PDFormContentStream(form)) {
            content.setNonStrokingColor(0.972f, 0.886f, 0.886f);
            draw(outline.getPathIterator(null), content);
            content.fill();
        }
        return form;
    }

    private static void draw(PathIterator path, PDFormContentStream content) throws IOException {
        float[] to = new float[6];
        Point2D.Float at = new Point2D.Float();
        for (; !path.isDone(); path.next()) {
            switch (path.currentSegment(to)) {
                case PathIterator.SEG_MOVETO -> content.moveTo(to[0], to[1]);
                case PathIterator.SEG_LINETO -> content.lineTo(to[0], to[1]);
                case PathIterator.SEG_QUADTO -> // PDF knows cubic curves only
                    content.curveTo(
                            at.x + 2 * (to[0] - at.x) / 3,
                            at.y + 2 * (to[1] - at.y) / 3,
                            to[2] + 2 * (to[0] - to[2]) / 3,
                            to[3] + 2 * (to[1] - to[3]) / 3,
                            to[2],
                            to[3]);
                case PathIterator.SEG_CLOSE -> content.closePath();
                default -> throw new IllegalStateException("TrueType outlines have no cubic curves");
            }
            int end = path.currentSegment(to) == PathIterator.SEG_QUADTO ? 2 : 0;
            at.setLocation(to[end], to[end + 1]);
        }
    }
}
