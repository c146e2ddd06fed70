package org.allmende.geo.base;

import java.util.Optional;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.tiles.Tile;
import org.locationtech.jts.geom.Envelope;

/**
 * Tiles of one resolution (a TileMatrix of OGC 17-083r4).
 *
 * @param set name of the TileMatrixSet, {@code matrix} of the TileMatrix in it
 * @param west edge of column 0 and {@code north} of row 0, in the system
 * @param perPixel metres of the system, which in EPSG:3857 are longer than those of the ground
 * @param pixels on a side of a tile
 */
record Grid(
        Crs crs,
        String set,
        String matrix,
        double west,
        double north,
        double perPixel,
        int pixels,
        int columns,
        int rows) {

    /** By how much of a tile two grids may lie beside each other and still be one. */
    private static final double TOLERANCE = 0.01;

    /** Of WebMercatorQuad. */
    static Grid mercator(int zoom) {
        int side = 1 << zoom;
        return new Grid(
                Crs.EPSG3857,
                "WebMercatorQuad",
                String.valueOf(zoom),
                -Tile.WORLD / 2,
                Tile.WORLD / 2,
                Tile.WORLD / side / Tile.PIXELS,
                Tile.PIXELS,
                side,
                side);
    }

    record Place(int column, int row) {}

    double side() {
        return perPixel * pixels;
    }

    /** Whether its tiles are those of a zoom of WebMercatorQuad; it may begin elsewhere. */
    boolean isOf(int zoom) {
        var tile = new Tile(zoom, 0, 0).box();
        double columns = (west - tile.getMinX()) / tile.getWidth();
        double rows = (tile.getMaxY() - north) / tile.getHeight();
        return crs == Crs.EPSG3857
                && Math.abs(side() / tile.getWidth() - 1) < TOLERANCE / (1 << Math.min(zoom, 10))
                && Math.abs(columns - Math.rint(columns)) < TOLERANCE
                && Math.abs(rows - Math.rint(rows)) < TOLERANCE;
    }

    /** Where a tile of WebMercatorQuad with the same resolution lies in it; empty outside. */
    Optional<Place> place(Tile tile) {
        var box = tile.box();
        var place = new Place(
                (int) Math.rint((box.getMinX() - west) / side()), (int) Math.rint((north - box.getMaxY()) / side()));
        return Optional.of(place).filter(this::has);
    }

    boolean has(Place place) {
        return place.column >= 0 && place.row >= 0 && place.column < columns && place.row < rows;
    }

    /** The tile that holds a position, be it in the grid or not. */
    Place at(double x, double y) {
        return new Place((int) Math.floor((x - west) / side()), (int) Math.floor((north - y) / side()));
    }

    /** What the tiles from one to the other show. */
    Envelope box(Place first, Place last) {
        return new Envelope(
                west + first.column * side(),
                west + (last.column + 1) * side(),
                north - (last.row + 1) * side(),
                north - first.row * side());
    }
}
