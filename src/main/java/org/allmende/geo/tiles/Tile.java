package org.allmende.geo.tiles;

import java.util.Optional;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.crs.Warp;
import org.locationtech.jts.geom.Envelope;

/**
 * A square of WebMercatorQuad (OGC 17-083r4, annex D.1): the world in 4^zoom pieces.
 *
 * @param row from the north
 * @param column from the west
 */
public record Tile(int zoom, int row, int column) {

    public static final int DEEPEST = 20;

    /** Width of the world in metres of the map. */
    public static final double WORLD = 2 * Math.PI * 6_378_137;

    /** Parts of a side, in which coordinates are given. */
    static final int EXTENT = 4096;

    /** Tiles are drawn with so many pixels on a side. */
    public static final int PIXELS = 256;

    /** Empty for what is no tile. */
    public static Optional<Tile> of(String zoom, String row, String column) {
        if (!zoom.matches("[0-9]{1,2}") || !row.matches("[0-9]{1,8}") || !column.matches("[0-9]{1,8}")) {
            return Optional.empty();
        }
        var tile = new Tile(Integer.parseInt(zoom), Integer.parseInt(row), Integer.parseInt(column));
        int side = 1 << Math.min(tile.zoom, DEEPEST);
        return Optional.of(tile).filter(one -> one.zoom <= DEEPEST && one.row < side && one.column < side);
    }

    /** The one in which a place lies. */
    public static Tile at(int zoom, double lon, double lat) {
        var place = Crs.EPSG3857.fromLonLat(lon, lat);
        double side = WORLD / (1 << zoom);
        return new Tile(zoom, (int) ((WORLD / 2 - place.y()) / side), (int) ((place.x() + WORLD / 2) / side));
    }

    /** In EPSG:3857. */
    public Envelope box() {
        double side = WORLD / (1 << zoom);
        double west = -WORLD / 2 + column * side;
        double north = WORLD / 2 - row * side;
        return new Envelope(west, west + side, north - side, north);
    }

    Warp warp() {
        return new Warp(Crs.EPSG3857, box(), EXTENT, EXTENT);
    }
}
