package org.allmende.platform.pdf;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.allmende.platform.pdf.DrawnPages.Drawing;
import org.allmende.platform.pdf.DrawnPages.Style;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPatternContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.color.PDPattern;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.pattern.PDTilingPattern;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;

/** Draws on a page of {@link DrawnPages}: shapes and lines in millimetres, y downwards; colours are {@code #rrggbb}. */
public final class Pen {

    private static final double HATCH = 2;
    private static final float THIN = 0.35f;

    private final PDPage page;
    private final PDPageContentStream content;
    private final double height;
    private final DrawnPages of;
    private final Map<String, COSName> hatches = new HashMap<>();

    Pen(PDPage page, PDPageContentStream content, double height, DrawnPages of) {
        this.page = page;
        this.content = content;
        this.height = height;
        this.of = of;
    }

    /** Rings that run the other way are holes. */
    public void fill(Shape shape, String colour) throws IOException {
        if (path(shape)) {
            content.setNonStrokingColor(part(colour, 16), part(colour, 8), part(colour, 0));
            content.fill();
        }
    }

    /** Over a filled shape: rising lines or dots. */
    public void hatch(Shape shape, String colour, boolean dots) throws IOException {
        if (path(shape)) {
            var key = colour + dots;
            var name = hatches.get(key);
            if (name == null) {
                name = pattern(colour, dots);
                hatches.put(key, name);
            }
            content.setNonStrokingColor(new PDColor(name, new PDPattern(null)));
            content.fill();
        }
    }

    private COSName pattern(String colour, boolean dots) throws IOException {
        float side = (float) (HATCH * DrawnPages.POINTS_PER_MM);
        var pattern = new PDTilingPattern();
        pattern.setPaintType(PDTilingPattern.PAINT_COLORED);
        pattern.setTilingType(PDTilingPattern.TILING_CONSTANT_SPACING);
        pattern.setBBox(new PDRectangle(side, side));
        pattern.setXStep(side);
        pattern.setYStep(side);
        pattern.setResources(new PDResources());
        try (var tile = new PDPatternContentStream(pattern)) {
            if (dots) {
                tile.setNonStrokingColor(part(colour, 16), part(colour, 8), part(colour, 0));
                tile.addRect(side / 4, side / 4, 2 * THIN, 2 * THIN);
                tile.addRect(3 * side / 4, 3 * side / 4, 2 * THIN, 2 * THIN);
                tile.fill();
            } else {
                tile.setStrokingColor(part(colour, 16), part(colour, 8), part(colour, 0));
                tile.setLineWidth(THIN);
                tile.moveTo(-THIN, -THIN);
                tile.lineTo(side + THIN, side + THIN);
                tile.stroke();
            }
        }
        return page.getResources().add(pattern);
    }

    /**
     * @param width of the line
     * @param dash lengths drawn and left out in turn; none for a line without gaps
     */
    public void line(Shape shape, String colour, double width, double... dash) throws IOException {
        if (path(shape)) {
            var pattern = new float[dash.length];
            for (int i = 0; i < dash.length; i++) {
                pattern[i] = (float) (dash[i] * DrawnPages.POINTS_PER_MM);
            }
            content.setLineDashPattern(pattern, 0);
            content.setLineWidth((float) (width * DrawnPages.POINTS_PER_MM));
            content.setLineJoinStyle(2);
            content.setStrokingColor(part(colour, 16), part(colour, 8), part(colour, 0));
            content.stroke();
        }
    }

    /** One line of text that stands on the baseline. */
    public void letters(String text, double left, double baseline, Style style) throws IOException {
        var clean = of.clean(text);
        if (clean.isEmpty()) {
            return;
        }
        var colour = style.colour();
        content.setNonStrokingColor(part(colour, 16), part(colour, 8), part(colour, 0));
        content.beginText();
        content.setFont(of.font(style), (float) style.size());
        content.newLineAtOffset(x(left), y(baseline));
        content.showText(clean);
        content.endText();
    }

    /** As {@link #letters}, with its middle there. */
    public void centred(String text, double middle, double baseline, Style style) throws IOException {
        letters(text, middle - of.width(text, style) / 2, baseline, style);
    }

    /** Nothing of it is seen outside of the box. */
    public void clipped(Rectangle2D box, Drawing drawing) throws IOException {
        content.saveGraphicsState();
        path(box);
        content.clip();
        drawing.with(this);
        content.restoreGraphicsState();
    }

    /** What is drawn is seen through: 1 for not at all, 0 for nothing but what lies under it. */
    public void translucent(double share, Drawing drawing) throws IOException {
        var look = new PDExtendedGraphicsState();
        look.setNonStrokingAlphaConstant((float) share);
        content.saveGraphicsState();
        content.setGraphicsStateParameters(look);
        drawing.with(this);
        content.restoreGraphicsState();
    }

    /** Its pixels fill the box, and nothing is lost of them. */
    public void picture(BufferedImage picture, Rectangle2D box) throws IOException {
        content.drawImage(
                LosslessFactory.createFromImage(of.document(), picture),
                x(box.getX()),
                y(box.getMaxY()),
                x(box.getWidth()),
                x(box.getHeight()));
    }

    /** Whether there is anything to draw. */
    private boolean path(Shape shape) throws IOException {
        var to = new double[6];
        var steps = shape.getPathIterator(null);
        if (steps.isDone()) {
            return false;
        }
        for (; !steps.isDone(); steps.next()) {
            switch (steps.currentSegment(to)) {
                case PathIterator.SEG_MOVETO -> content.moveTo(x(to[0]), y(to[1]));
                case PathIterator.SEG_LINETO -> content.lineTo(x(to[0]), y(to[1]));
                case PathIterator.SEG_CUBICTO ->
                    content.curveTo(x(to[0]), y(to[1]), x(to[2]), y(to[3]), x(to[4]), y(to[5]));
                case PathIterator.SEG_CLOSE -> content.closePath();
                default -> throw new IllegalArgumentException("No shape here has quadratic curves");
            }
        }
        return true;
    }

    private static float x(double mm) {
        return (float) (mm * DrawnPages.POINTS_PER_MM);
    }

    private float y(double mm) {
        return (float) ((height - mm) * DrawnPages.POINTS_PER_MM);
    }

    private static float part(String colour, int shift) {
        return (Integer.parseInt(colour.substring(1), 16) >> shift & 0xff) / 255f;
    }
}
