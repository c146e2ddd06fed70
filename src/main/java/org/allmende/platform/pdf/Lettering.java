package org.allmende.platform.pdf;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Words as outlines, for pictures: the fonts of a server's system are not needed, and are missing on most. */
public final class Lettering {

    private static final Face FACE = Face.load("Regular");

    private Lettering() {}

    /**
     * One line of text that stands on zero and begins there; y grows downwards.
     *
     * @param size of the letters' square, in pixels
     */
    public static Shape of(String text, double size) {
        var line = new Path2D.Double();
        double pen = 0;
        try {
            double scale = size / FACE.unitsPerEm();
            for (int letter : text.codePoints().toArray()) {
                int glyph = FACE.glyph(letter);
                var place = new AffineTransform(scale, 0, 0, -scale, pen, 0);
                line.append(FACE.outline(glyph).getPathIterator(place), false);
                pen += FACE.advance(glyph) * scale;
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return line;
    }

    /** How far a line reaches, in pixels. */
    public static double width(String text, double size) {
        double units = 0;
        try {
            for (int letter : text.codePoints().toArray()) {
                units += FACE.advance(FACE.glyph(letter));
            }
            return units * size / FACE.unitsPerEm();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
