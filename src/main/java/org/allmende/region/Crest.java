package org.allmende.region;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * A neutral sign in place of a coat of arms: invented shapes in the tenant's colour, always the same for the same slug.
 * Real arms are protected (§ 12 BGB and the municipal codes) and come from the tenant itself.
 */
public record Crest(Slug slug, Colour colour) {

    private static final String SHIELD = "M2 2h36v24c0 10-8 16-18 20C10 42 2 36 2 26z";
    private static final String GROUND = "M2 27c6-4 12 4 18 0s12-4 18 0v-1c0 10-8 16-18 20C10 42 2 36 2 26z";
    private static final Colour GOLD = new Colour("#f0bf4c");
    private static final int WIDTH = 40;
    private static final int HEIGHT = 48;

    /** Dots per unit: on a letter, where it is 18 mm high, about 600 to the inch. */
    private static final int FINE = 9;

    /** A shape and the word parts of place names that call for it. */
    private record Shape(List<String> words, String path) {}

    private static final List<Shape> CHARGES = List.of(
            new Shape(List.of("stern"), "M20 6l2.6 5.6 6.1.7-4.5 4.2 1.2 6L20 19.5l-5.4 3 1.2-6-4.5-4.2 6.1-.7z"),
            new Shape(
                    List.of("wald", "holz", "hain", "linde", "eich", "heide"),
                    "M18.7 24v-4.6c-4.3.4-7.7-2-7.7-5.4 0-2.3 1.5-4.1 3.5-4.8.4-2.7 2.7-4.7 5.5-4.7s5.1 2"
                            + " 5.5 4.7c2 .7 3.5 2.5 3.5 4.8 0 3.4-3.4 5.8-7.7 5.4V24z"),
            new Shape(
                    List.of("brueck", "furt"),
                    "M7 23v-9h26v9h-4a4.5 4.5 0 0 0-9 0h0a4.5 4.5 0 0 0-9 0zM7 10h3v3H7zm7.7 0h3v3h-3zm7.6 0h3v3h-3zM30 10h3v3h-3z"),
            new Shape(
                    List.of("muehl", "stein"),
                    "M20 5.5a9 9 0 1 1 0 18 9 9 0 0 1 0-18zm0 2.5v5.5M20 15.5V21M13.5 14.5H19M21 14.5h5.5M20"
                            + " 12.3a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z"),
            new Shape(
                    List.of("sonn", "licht", "tal"),
                    "M20 9.5a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM19 4h2v4h-2zM19 21h2v4h-2zM9.5 13.5h4v2h-4zM26.5"
                            + " 13.5h4v2h-4zM12.2 8.1l1.4-1.4 2.8 2.8-1.4 1.4zM23.6 19.5l1.4-1.4 2.8"
                            + " 2.8-1.4 1.4zM12.2 20.9l2.8-2.8 1.4 1.4-2.8 2.8zM23.6 9.5l2.8-2.8 1.4"
                            + " 1.4-2.8 2.8z"),
            new Shape(
                    List.of("tann", "fichte", "forst"),
                    "M20 4.5l5 6.5h-2.7l4.2 5.5h-3.2l4.2 5.5h-6v2.5h-3V22h-6l4.2-5.5h-3.2l4.2-5.5H15z"),
            new Shape(
                    List.of("korn", "feld", "acker"),
                    "M19.2 24.5V12h1.6v12.5zM20 4c2.2 2 2.2 5 0 7-2.2-2-2.2-5 0-7zM19 15c-3 .2-5-1.6-5-4.6 3-.2 5 1.6 5 4.6zM21 15c3 .2 5-1.6 5-4.6-3-.2-5 1.6-5 4.6zM19 20.5c-3 .2-5-1.6-5-4.6 3-.2 5 1.6 5 4.6zM21 20.5c3 .2 5-1.6 5-4.6-3-.2-5 1.6-5 4.6z"));

    private static final List<Shape> GROUNDS = List.of(
            new Shape(
                    List.of("bach", "lahn", "wasser", "see", "brunn", "bad-"),
                    "M4.5 33c5-3.4 10 3.4 15.5 0s10.5-3.4 15.5 0M8.5 38.5c4-2.8 7.5 2.8 11.5 0s7.5-2.8 11.5 0"),
            new Shape(
                    List.of("berg", "burg", "fels", "hoehe"),
                    "M3 31c5-4 9-4 14 1M16 36c6-6 13-7 20-3M10 39.5c4-2.5 9-2.5 13 .5"),
            new Shape(List.of("feld", "dorf", "hausen", "heim"), "M12 30L9 39M20 30v14M28 30l3 9"));

    /** One shape of the picture, filled or drawn with a line. */
    private record Layer(
            String path, @Nullable Colour fill, @Nullable Colour line, double width, boolean round) {

        static Layer filled(String path, Colour fill) {
            return new Layer(path, fill, null, 0, false);
        }

        String svg() {
            return "<path d=\"%s\" fill=\"%s\" fill-rule=\"evenodd\"%s/>"
                    .formatted(path, fill == null ? "none" : fill.hex(), line == null ? "" : svg(line));
        }

        private String svg(Colour stroke) {
            return " stroke=\"%s\" stroke-width=\"%s\"%s"
                    .formatted(stroke.hex(), width, round ? " stroke-linecap=\"round\"" : "");
        }

        void paint(Graphics2D sheet) {
            var shape = SvgPath.parse(path);
            if (fill != null) {
                sheet.setColor(Color.decode(fill.hex()));
                sheet.fill(shape);
            }
            if (line != null) {
                sheet.setColor(Color.decode(line.hex()));
                sheet.setStroke(new BasicStroke(
                        (float) width, round ? BasicStroke.CAP_ROUND : BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
                sheet.draw(shape);
            }
        }
    }

    private List<Layer> layers() {
        var crc = new CRC32();
        crc.update(slug.value().getBytes(StandardCharsets.UTF_8));
        long dice = crc.getValue();
        var theme = Theme.of(colour).light();
        boolean darkField = (dice & 1) == 0;
        var field = darkField ? theme.brand() : theme.soft();
        var ground = darkField ? theme.soft() : theme.brand();
        var charge = choose(CHARGES, dice >> 3);
        var lines = choose(GROUNDS, dice >> 9);
        var outlined = charge.words.contains("stein");
        return List.of(
                Layer.filled(SHIELD, field),
                Layer.filled(GROUND, ground),
                new Layer(lines.path, null, field, 2, true),
                new Layer(charge.path, darkField ? GOLD : theme.brand(), outlined ? field : null, 1.2, false),
                new Layer(SHIELD, null, theme.strong(), 2, false));
    }

    /** The SVG picture, 40 by 48, without style attributes, ids or anything from outside. */
    public String svg() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%1$d" height="%2$d" aria-hidden="true" focusable="false">\
                %s</svg>
                """.formatted(WIDTH, HEIGHT, layers().stream().map(Layer::svg).collect(Collectors.joining()));
    }

    /** The same picture on white paper, fine enough for print, as {@code data:image/png;base64,…}. */
    public String png() {
        var picture = new BufferedImage(WIDTH * FINE, HEIGHT * FINE, BufferedImage.TYPE_INT_RGB);
        var sheet = picture.createGraphics();
        sheet.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        sheet.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        sheet.setColor(Color.WHITE);
        sheet.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        sheet.scale(FINE, FINE);
        layers().forEach(layer -> layer.paint(sheet));
        sheet.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private Shape choose(List<Shape> shapes, long dice) {
        return shapes.stream()
                .filter(shape -> shape.words.stream().anyMatch(slug.value()::contains))
                .findFirst()
                .orElseGet(() -> shapes.get((int) (dice % shapes.size())));
    }
}
