package org.allmende.geo.base;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.allmende.geo.tiles.Tile;
import org.allmende.geo.tiles.VectorTile;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.config.ConfigurationCheck;
import org.allmende.platform.operations.Outage;
import org.allmende.platform.outbound.Addresses;
import org.allmende.platform.outbound.Fetch;
import org.allmende.platform.outbound.Lines;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * The map of the ground that the county has configured, if it has: streets, houses and woods under the plans. Browsers get it from this
 * server only, so that no other learns who looks at what.
 */
@Component
public class BaseMap {

    /** What is said of a service that has not answered yet. */
    private static final Zooms UNKNOWN = new Zooms(0, 18);

    private final @Nullable TileSource source;
    private final String attribution;

    /** Depths of WebMercatorQuad, both included. */
    public record Zooms(int least, int most) {}

    /** What a browser gets. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Content(String type, byte[] bytes) {}

    /** @throws ConfigurationCheck.Refused with what to do, when it cannot be as it is configured */
    @Autowired
    BaseMap(Configuration configuration, Clock clock) {
        // the address is the operator's, who may well have the service in the own network
        this(configuration.geo().baseMap(), new Fetch(new Lines(new Addresses(true, true))), clock);
    }

    BaseMap(Configuration.BaseMap map, Fetch fetch, Clock clock) {
        attribution = map.attribution();
        try {
            var file = map.pmtiles();
            source = file != null ? Pmtiles.open(file) : map.wmts() != null ? Wmts.open(map, fetch, clock) : null;
        } catch (Unusable wrong) {
            throw new ConfigurationCheck.Refused(List.of(String.valueOf(wrong.getMessage())));
        }
    }

    /** Whom it names; empty when none is configured. */
    public String attribution() {
        return source == null ? "" : attribution;
    }

    public boolean isVector() {
        return source != null && source.isVector();
    }

    /** Empty when none is configured. */
    public Optional<Zooms> zooms() {
        if (source == null) {
            return Optional.empty();
        }
        if (!source.isKnown()) {
            // a page waits for nobody
            return Optional.of(UNKNOWN);
        }
        try {
            var grids = source.grids();
            var has = IntStream.rangeClosed(0, Tile.DEEPEST)
                    .filter(zoom -> grids.stream().anyMatch(grid -> grid.isOf(zoom)))
                    .summaryStatistics();
            return Optional.of(new Zooms(has.getMin(), has.getMax()));
        } catch (IOException noAnswer) {
            return Optional.of(UNKNOWN);
        }
    }

    /**
     * One tile; where the map has nothing, it is one without anything in it. Empty for a depth that the map has not.
     *
     * @throws IOException if it cannot be had now
     */
    public Optional<Content> tile(Tile tile) throws IOException {
        if (source == null) {
            return Optional.empty();
        }
        var grid = source.grids().stream().filter(one -> one.isOf(tile.zoom())).findFirst();
        if (grid.isEmpty()) {
            return Optional.empty();
        }
        var place = grid.get().place(tile);
        var found = place.isEmpty() ? Optional.<byte[]>empty() : source.tile(grid.get(), place.get());
        if (source.isVector()) {
            return Optional.of(new Content(VectorTile.TYPE, found.orElse(new byte[0])));
        }
        var bytes = found.orElseGet(Picture::nothing);
        var type = Picture.type(bytes).orElseThrow(() -> new IOException("A tile of the file is no picture"));
        return Optional.of(new Content(type, bytes));
    }

    /** Since when the service does not answer; empty while it does, and without one. */
    public Optional<Instant> silentSince() {
        return source == null ? Optional.empty() : source.silentSince();
    }

    /** Whether it can stand on paper: pictures as PNG or JPEG can. */
    public boolean isPrintable() {
        return source != null && source.isPrintable();
    }

    /**
     * A picture of a part of EPSG:25832, which may reach beyond it.
     *
     * @param perPixel metres that a pixel should show; the picture has at most twice, unless the map is coarser than that
     * @throws IOException if not all of it can be had now
     */
    public PaperMap onPaper(Envelope box, double perPixel) throws IOException {
        if (source == null) {
            throw new IllegalStateException("no base map is configured");
        }
        return PaperMap.of(source, box, perPixel);
    }

    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    static class Watched {

        @Bean
        Outage baseMapOutage(BaseMap map) {
            return new Outage("ground", map::silentSince);
        }
    }
}
