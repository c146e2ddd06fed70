package org.allmende.geo.wms;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.allmende.geo.Look;
import org.allmende.platform.pdf.Lettering;

/** What the signs of a map mean, as a picture. */
public final class Legend {

    private static final int ROW = 20;
    private static final int SIGN = 28;
    private static final double LETTERS = 13;
    private static final int MOST_WIDE = 600;
    private static final Color INK = new Color(0x1a1a1a);

    private Legend() {}

    /** @param words what a sign means */
    public static byte[] of(MapLayer layer, Function<Look, String> words) {
        var looks = new TreeSet<Look>();
        layer.parts().forEach(part -> looks.addAll(part.looks()));
        double widest = looks.stream()
                .mapToDouble(look -> Lettering.width(words.apply(look), LETTERS))
                .max()
                .orElse(0);
        int width = (int) Math.min(MOST_WIDE, SIGN + 16 + Math.ceil(widest));
        return Painter.picture(width, Math.max(1, ROW * looks.size()), 0xffffffff, graphics -> {
            int row = 0;
            for (var look : looks) {
                double top = row++ * (double) ROW;
                var sign = new Rectangle2D.Double(4, top + 3, SIGN, ROW - 6.0);
                Painter.draw(
                        graphics,
                        look,
                        switch (look) {
                            case LINE, LIMIT, ALIGNMENT ->
                                new Line2D.Double(sign.x, sign.getCenterY(), sign.getMaxX(), sign.getCenterY());
                            case POINT -> new Ellipse2D.Double(sign.getCenterX() - 3, sign.getCenterY() - 3, 6, 6);
                            default -> sign;
                        },
                        new Rectangle2D.Double(0, 0, 8, 8));
                graphics.setPaint(INK);
                graphics.fill(AffineTransform.getTranslateInstance(SIGN + 10.0, top + ROW - 6.0)
                        .createTransformedShape(Lettering.of(words.apply(look), LETTERS)));
            }
        });
    }

    /** A refusal for clients that can only show pictures. */
    static byte[] words(String text, int width, int height, int background) {
        return Painter.picture(width, height, background, graphics -> {
            graphics.setPaint(new Color(0xb3001b));
            double y = LETTERS + 4;
            for (var line : lines(text, width - 12.0)) {
                graphics.fill(
                        AffineTransform.getTranslateInstance(6, y).createTransformedShape(Lettering.of(line, LETTERS)));
                y += ROW;
            }
        });
    }

    private static List<String> lines(String text, double width) {
        var lines = new java.util.ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ", 60)) {
            if (!line.isEmpty() && Lettering.width(line + " " + word, LETTERS) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The answer to a refused GetMap that asked for a picture: with the reason in it, or blank. */
    public static byte[] refusal(Refusal why, Map<String, Integer> size, boolean blank, int background) {
        int width = size.getOrDefault("WIDTH", 256);
        int height = size.getOrDefault("HEIGHT", 256);
        return blank
                ? Painter.picture(width, height, background, graphics -> {})
                : words(String.valueOf(why.getMessage()), width, height, background);
    }
}
