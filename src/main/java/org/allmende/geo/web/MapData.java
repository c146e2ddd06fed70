package org.allmende.geo.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.allmende.geo.Atlases;
import org.allmende.geo.Look;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.ogc.GeoJson;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.json.JsonMapper;

/** What the moving map needs beside the tiles, which are everybody's: the ground, and how objects are drawn. */
@Controller
class MapData {

    private static final JsonMapper JSON = new JsonMapper();

    private final Regions regions;
    private final Atlases atlases;
    private final Clock clock;

    MapData(Regions regions, Atlases atlases, Clock clock) {
        this.regions = regions;
        this.atlases = atlases;
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
