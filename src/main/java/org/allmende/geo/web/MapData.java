package org.allmende.geo.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.allmende.geo.Atlases;
import org.allmende.geo.Look;
import org.allmende.geo.base.BaseMap;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.ogc.GeoJson;
import org.allmende.geo.tiles.Tile;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import tools.jackson.databind.json.JsonMapper;

/** What the moving map needs beside the tiles, which are everybody's: the ground, and how objects are drawn. */
@Controller
class MapData {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration FRESH = Duration.ofHours(6);

    private final Regions regions;
    private final Atlases atlases;
    private final BaseMap base;
    private final Clock clock;

    MapData(Regions regions, Atlases atlases, BaseMap base, Clock clock) {
        this.regions = regions;
        this.atlases = atlases;
        this.base = base;
        this.clock = clock;
    }

    @Public
    @GetMapping("/karte/gemeinden.geojson")
    void towns(HttpServletResponse response) throws IOException {
        var atlas = atlases.current();
        response.setContentType("application/geo+json");
        new GeoJson(response.getOutputStream(), Crs.CRS84)
                .shapes(regions.current().listMunicipalities(GermanDates.today(clock)).stream()
                        .flatMap(tenant -> atlas.findBoundary(tenant.slug().value()).stream())
                        .toList());
    }

    /** A tile of the county's base map, in WebMercatorQuad; 503 while whoever has it does not answer. */
    @Public
    @GetMapping("/karte/grund/{zoom}/{column}/{row}")
    void ground(
            @PathVariable String zoom,
            @PathVariable String column,
            @PathVariable String row,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        BaseMap.Content tile;
        try {
            var asked = Tile.of(zoom, row, column);
            var found = asked.isPresent() ? base.tile(asked.get()) : Optional.<BaseMap.Content>empty();
            tile = found.orElseThrow(NotFound::new);
        } catch (IOException noAnswer) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            return;
        }
        // weak, since vector tiles are packed on the way
        var tag = "W/\"%s\"".formatted(DigestUtils.md5DigestAsHex(tile.bytes()));
        response.setHeader(
                HttpHeaders.CACHE_CONTROL,
                CacheControl.maxAge(FRESH).cachePublic().getHeaderValue());
        response.setHeader(HttpHeaders.ETAG, tag);
        if (tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatus(HttpStatus.NOT_MODIFIED.value());
            return;
        }
        if (tile.bytes().length == 0) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        response.setContentType(tile.type());
        response.setContentLength(tile.bytes().length);
        response.getOutputStream().write(tile.bytes());
    }

    /**
     * A {@link Look} for a program that draws.
     *
     * @param fill {@code #rrggbb}, or {@code none}
     * @param width pixels, as in {@code dash}
     * @param hatch {@code none}, {@code dots} or {@code rising}
     */
    // never changed
    @SuppressWarnings("ArrayRecordComponent")
    private record Sign(String fill, String stroke, double width, float[] dash, String hatch) {}

    /** By the name that tiles give them ({@code zeichen}), in the order of drawing. */
    @Public
    @GetMapping("/karte/zeichen.json")
    void looks(HttpServletResponse response) throws IOException {
        Map<String, Sign> looks = new LinkedHashMap<>();
        for (var look : Look.values()) {
            looks.put(
                    look.name().toLowerCase(Locale.ROOT),
                    new Sign(
                            look.fill(),
                            look.stroke(),
                            look.width(),
                            look.dash(),
                            look.hatch().name().toLowerCase(Locale.ROOT)));
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
        response.getOutputStream().write(JSON.writeValueAsBytes(looks));
    }
}
