package org.allmende.geo.base;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where tiles of the base map come from. */
sealed interface TileSource permits Pmtiles, Wmts {

    /** Whether tiles are drawn by the browser, and not pictures. */
    boolean isVector();

    /** Whether its pictures can be drawn on paper too. */
    boolean isPrintable();

    /** Whether {@link #grids} answers without asking anybody. */
    boolean isKnown();

    /** Those in a system of ours, coarse ones first. */
    List<Grid> grids() throws IOException;

    /** Empty where there is nothing; an {@link IOException} says that it cannot be had now. */
    Optional<byte[]> tile(Grid grid, Grid.Place place) throws IOException;
}
