package org.allmende.platform.pdf;

import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDLayoutAttributeObject;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.jspecify.annotations.Nullable;

/**
 * Pages on which everything has its place, tagged in the order in which it is drawn: PDF/A-3a and PDF/UA-1, as letters are.
 *
 * <p>Lengths are millimetres from the upper left corner of the page; letters are measured in points. Not for several threads.
 */
public final class DrawnPages implements AutoCloseable {

    static final double POINTS_PER_MM = 72 / 25.4;

    /** From one line of a text to the next, in heights of its letters. */
    private static final double LEADING = 1.35;

    private static final String REPLACEMENT = "?";
    private static final String COLOURS = "sRGB IEC61966-2.1";

    private final PDDocument document = new PDDocument();
    private final List<Face> faces;
    private final List<PDType0Font> fonts = new ArrayList<>();
    private final PDStructureTreeRoot root = new PDStructureTreeRoot();
    private final Deque<PDStructureElement> open = new ArrayDeque<>();
    private final Map<Integer, PDParentTreeValue> parents = new LinkedHashMap<>();
    private boolean hasMarks;
    private @Nullable Sheet sheet;

    /** The page that is being drawn, with the element of each marked part of it. */
    private record Sheet(PDPage page, PDPageContentStream content, Pen pen, COSArray elements) {}

    /** What is drawn by hand. */
    public interface Drawing {
        void with(Pen pen) throws IOException;
    }

    /** @param faces regular, then bold */
    DrawnPages(Description description, List<Face> faces, byte[] colours) throws IOException {
        this.faces = faces;
        for (var face : faces) {
            fonts.add(face.in(document));
        }
        var catalog = document.getDocumentCatalog();
        description.into(document);
        catalog.setLanguage(description.language());
        catalog.setMarkInfo(new PDMarkInfo());
        catalog.getMarkInfo().setMarked(true);
        catalog.setViewerPreferences(new PDViewerPreferences(new COSDictionary()));
        catalog.getViewerPreferences().setDisplayDocTitle(true);
        var intent = new PDOutputIntent(document, new ByteArrayInputStream(colours));
        intent.setInfo(COLOURS);
        intent.setOutputCondition(COLOURS);
        intent.setOutputConditionIdentifier(COLOURS);
        intent.setRegistryName("http://www.color.org");
        catalog.addOutputIntent(intent);
        catalog.setStructureTreeRoot(root);
        var whole = new PDStructureElement("Document", root);
        root.appendKid(whole);
        open.push(whole);
    }

    /** Begins a new page. */
    public void page(double width, double height) throws IOException {
        end();
        var page = new PDPage(new PDRectangle((float) (width * POINTS_PER_MM), (float) (height * POINTS_PER_MM)));
        page.getCOSObject().setName(COSName.getPDFName("Tabs"), "S");
        int number = document.getNumberOfPages();
        page.setStructParents(number);
        document.addPage(page);
        var content = new PDPageContentStream(document, page);
        var elements = new COSArray();
        parents.put(number, new PDParentTreeValue(elements));
        sheet = new Sheet(page, content, new Pen(page, content, height, this), elements);
    }

    private Sheet sheet() {
        return Objects.requireNonNull(sheet, "there is no page yet");
    }

    private void end() throws IOException {
        if (sheet != null) {
            sheet.content().close();
        }
    }

    /** What is drawn inside belongs to one element, such as {@code L} or {@code LI} (ISO 32000-1 §14.8.4). */
    public void within(String type, Drawing parts) throws IOException {
        var element = element(type);
        open.push(element);
        parts.with(sheet().pen());
        open.pop();
    }

    private PDStructureElement element(String type) {
        var parent = Objects.requireNonNull(open.peek());
        var element = new PDStructureElement(type, parent);
        parent.appendKid(element);
        return element;
    }

    /** A picture with what it says to those who do not see it. */
    public void figure(String alt, Rectangle2D box, Drawing drawing) throws IOException {
        var element = element("Figure");
        element.setAlternateDescription(Normalizer.normalize(alt, Normalizer.Form.NFC));
        var place = new PDLayoutAttributeObject();
        place.setPlacement(PDLayoutAttributeObject.PLACEMENT_BLOCK);
        double height = sheet().page().getMediaBox().getHeight() / POINTS_PER_MM;
        place.setBBox(new PDRectangle(
                (float) (box.getX() * POINTS_PER_MM),
                (float) ((height - box.getMaxY()) * POINTS_PER_MM),
                (float) (box.getWidth() * POINTS_PER_MM),
                (float) (box.getHeight() * POINTS_PER_MM)));
        element.addAttribute(place);
        marked(element, drawing);
    }

    /** What nobody needs to hear. */
    public void aside(Drawing drawing) throws IOException {
        sheet().content().beginMarkedContent(COSName.ARTIFACT);
        drawing.with(sheet().pen());
        sheet().content().endMarkedContent();
    }

    /** A part of an element on this page; an element may have parts on several. */
    private void marked(PDStructureElement element, Drawing drawing) throws IOException {
        var on = sheet();
        int number = on.elements().size();
        on.elements().add(element.getCOSObject());
        var reference = new PDMarkedContentReference();
        reference.setPage(on.page());
        reference.setMCID(number);
        element.appendKid(reference);
        on.content().beginMarkedContent(COSName.getPDFName(element.getStructureType()), number);
        drawing.with(on.pen());
        on.content().endMarkedContent();
    }

    /** How letters stand; size in points. */
    public record Style(double size, boolean bold, String colour) {

        public static final String INK = "#1a1a1a";

        public static Style plain(double size) {
            return new Style(size, false, INK);
        }

        public static Style bold(double size) {
            return new Style(size, true, INK);
        }

        /** From one line to the next, in millimetres. */
        public double line() {
            return size * LEADING / POINTS_PER_MM;
        }
    }

    /** The lines into which a text falls that may be so wide, in millimetres. */
    public List<String> lines(String text, Style style, double width) throws IOException {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : clean(text).strip().split(" +")) {
            for (var rest = word; !rest.isEmpty(); ) {
                var longer = line.isEmpty() ? rest : line + " " + rest;
                if (width(longer, style) <= width) {
                    line.setLength(0);
                    line.append(longer);
                    rest = "";
                } else if (!line.isEmpty()) {
                    lines.add(line.toString());
                    line.setLength(0);
                } else {
                    int fits = fitting(rest, style, width);
                    lines.add(rest.substring(0, fits));
                    rest = rest.substring(fits);
                }
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /** How many letters of a word that is wider than the line stand on it; one at least. */
    private int fitting(String word, Style style, double width) throws IOException {
        int fits = word.offsetByCodePoints(0, 1);
        while (fits < word.length()) {
            int next = word.offsetByCodePoints(fits, 1);
            if (width(word.substring(0, next), style) > width) {
                break;
            }
            fits = next;
        }
        return fits;
    }

    /**
     * One element of lines below each other.
     *
     * @param type {@code H1}, {@code P}, {@code LBody} …
     * @param baseline of the first line
     */
    public void text(String type, List<String> lines, double left, double baseline, Style style) throws IOException {
        marked(element(type), pen -> {
            double y = baseline;
            for (var line : lines) {
                pen.letters(line, left, y, style);
                y += style.line();
            }
        });
    }

    PDDocument document() {
        return document;
    }

    double width(String text, Style style) throws IOException {
        return font(style).getStringWidth(clean(text)) / 1000 * style.size() / POINTS_PER_MM;
    }

    PDType0Font font(Style style) {
        return fonts.get(style.bold() ? 1 : 0);
    }

    /** As the faces can show it: composed, without control characters and letters that no face has. */
    String clean(String text) {
        var face = faces.getFirst();
        var known = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .map(letter -> Character.isWhitespace(letter) ? ' ' : letter)
                .filter(letter -> !Character.isISOControl(letter))
                .forEach(letter -> {
                    if (face.glyph(letter) == 0) {
                        known.append(REPLACEMENT);
                    } else {
                        known.appendCodePoint(letter);
                    }
                });
        hasMarks |= Marks.in(known.toString());
        return known.toString();
    }

    /** The finished file. */
    public byte[] finish() throws IOException {
        end();
        sheet = null;
        var tree = new PDNumberTreeNode(PDParentTreeValue.class);
        tree.setNumbers(parents);
        root.setParentTree(tree);
        root.setParentTreeNextKey(parents.size());
        if (hasMarks) {
            Marks.place(document, Map.of(fonts.getFirst(), faces.getFirst(), fonts.getLast(), faces.getLast()));
        }
        var out = new ByteArrayOutputStream(64 * 1024);
        document.save(out);
        return out.toByteArray();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
