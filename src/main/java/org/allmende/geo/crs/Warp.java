package org.allmende.geo.crs;

import org.locationtech.jts.geom.Envelope;

/**
 * The way from metres in EPSG:25832 to the pixels of a picture in any system. It is exact at the corners of a grid and linear between
 * them, which is a hundred times faster than the projection and never a tenth of a pixel off.
 */
public final class Warp {

    private static final int MOST_CELLS = 16;

    /** A line of h metres bends by 4e-8 h² between our systems in Germany; a hundredth of a pixel is not seen. */
    private static final double SQUARE_METRES_PER_PIXEL = 0.01 / 4e-8;

    private final Envelope ours;
    private final int cells;
    private final double[] x;
    private final double[] y;
    private final double cellsPerMetreEast;
    private final double cellsPerMetreNorth;
    private final boolean isEmpty;
    private final double metresPerPixel;

    /**
     * @param crs of the picture
     * @param box what the picture shows, in its system; its upper edge is pixel 0
     */
    public Warp(Crs crs, Envelope box, int width, int height) {
        var zone = crs.toZone(box);
        isEmpty = zone.isNull() || zone.getWidth() == 0 || zone.getHeight() == 0;
        ours = isEmpty ? new Envelope(0, 1, 0, 1) : zone;
        double metres = ours.getWidth() / width;
        double side = Math.sqrt(SQUARE_METRES_PER_PIXEL * Math.max(metres, 1e-3));
        cells = crs == Crs.EPSG25832
                ? 1
                : (int) Math.clamp(Math.ceil(Math.max(ours.getWidth(), ours.getHeight()) / side), 1, MOST_CELLS);
        x = new double[(cells + 1) * (cells + 1)];
        y = new double[x.length];
        cellsPerMetreEast = cells / ours.getWidth();
        cellsPerMetreNorth = cells / ours.getHeight();
        for (int row = 0; row <= cells; row++) {
            for (int column = 0; column <= cells; column++) {
                var there = Crs.EPSG25832.to(
                        crs,
                        ours.getMinX() + ours.getWidth() * column / cells,
                        ours.getMinY() + ours.getHeight() * row / cells);
                x[row * (cells + 1) + column] = (there.x() - box.getMinX()) / box.getWidth() * width;
                y[row * (cells + 1) + column] = (box.getMaxY() - there.y()) / box.getHeight() * height;
            }
        }
        metresPerPixel = ours.getWidth() / Math.max(1, Math.abs(x[cells] - x[0]));
    }

    /** Whether the picture shows nothing of where we can have something. */
    public boolean isEmpty() {
        return isEmpty;
    }

    /** What the picture shows, in EPSG:25832. */
    public Envelope box() {
        return new Envelope(ours);
    }

    public double metresPerPixel() {
        return metresPerPixel;
    }

    public double x(double east, double north) {
        return between(x, east, north);
    }

    public double y(double east, double north) {
        return between(y, east, north);
    }

    private double between(double[] corners, double east, double north) {
        double column = (east - ours.getMinX()) * cellsPerMetreEast;
        double row = (north - ours.getMinY()) * cellsPerMetreNorth;
        int left = Math.clamp((long) column, 0, cells - 1);
        int low = Math.clamp((long) row, 0, cells - 1);
        double right = column - left;
        double up = row - low;
        int at = low * (cells + 1) + left;
        double below = corners[at] + (corners[at + 1] - corners[at]) * right;
        double above = corners[at + cells + 1] + (corners[at + cells + 2] - corners[at + cells + 1]) * right;
        return below + (above - below) * up;
    }
}
