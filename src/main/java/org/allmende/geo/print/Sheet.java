package org.allmende.geo.print;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import org.allmende.geo.crs.Position;
import org.locationtech.jts.geom.Envelope;

/**
 * A sheet of paper with a map in a fixed scale: a centimetre on it is so many centimetres of EPSG:25832.
 *
 * @param middle of the map, in EPSG:25832
 * @param scale the number after {@code 1:}
 */
public record Sheet(Position middle, int scale, Paper paper) {

    public static final List<Integer> SCALES = List.of(500, 1_000, 2_000, 2_500, 5_000, 10_000, 25_000);

    private static final double MARGIN = 12;
    private static final double HEAD = 33;
    private static final double COLUMN = 45;
    private static final double ROW = 4.6;

    /** Signs that a map can have: each of them has its place in the legend. */
    private static final int SIGNS = 20;

    /** Scale, arrow, heading of the legend, sources. */
    private static final double FOOT = 33;

    private static final double PER_METRE = 1000;

    /** Sides in millimetres. */
    public enum Paper {
        A4_HOCH(210, 297),
        A4_QUER(297, 210),
        A3_HOCH(297, 420),
        A3_QUER(420, 297);

        private final int width;
        private final int height;

        Paper(int width, int height) {
            this.width = width;
            this.height = height;
        }

        public int width() {
            return width;
        }

        public int height() {
            return height;
        }

        /** {@code a4-hoch} */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Where the map lies on the paper, in millimetres from the upper left corner. */
    public Rectangle2D frame() {
        return new Rectangle2D.Double(MARGIN, HEAD, width(), height());
    }

    private int width() {
        return (int) (paper.width() - 2 * MARGIN);
    }

    private int height() {
        return (int) (paper.height() - HEAD - legendRows() * ROW - FOOT);
    }

    public int legendColumns() {
        return (int) (width() / COLUMN);
    }

    public double legendColumn() {
        return (double) width() / legendColumns();
    }

    public double legendRow() {
        return ROW;
    }

    public int legendRows() {
        return (SIGNS + legendColumns() - 1) / legendColumns();
    }

    /** What the map shows, in EPSG:25832. */
    public Envelope box() {
        double east = width() / PER_METRE * scale / 2;
        double north = height() / PER_METRE * scale / 2;
        return new Envelope(middle.x() - east, middle.x() + east, middle.y() - north, middle.y() + north);
    }

    /** The same sheet, its map moved by parts of its own width and height. */
    public Sheet moved(double east, double north) {
        var box = box();
        return new Sheet(
                new Position(middle.x() + east * box.getWidth(), middle.y() + north * box.getHeight()), scale, paper);
    }

    /** The largest scale at which all of it is seen, upright on A4; the smallest where none is small enough. */
    public static Sheet of(Envelope all) {
        var centre = all.centre();
        var middle = new Position(centre.getX(), centre.getY());
        for (var scale : SCALES) {
            var sheet = new Sheet(middle, scale, Paper.A4_HOCH);
            if (sheet.box().contains(all)) {
                return sheet;
            }
        }
        return new Sheet(middle, SCALES.getLast(), Paper.A4_HOCH);
    }
}
