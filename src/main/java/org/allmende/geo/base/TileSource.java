package org.allmende.geo.base;

import java.io.IOException;
import java.time.Instant;
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

    /** Since when whoever has them has not answered; empty while there are answers, and for a file. */
    Optional<Instant> silentSince();

    /** Empty where there is nothing; an {@link IOException} says that it cannot be had now. */
    Optional<byte[]> tile(Grid grid, Grid.Place place) throws IOException;
}
