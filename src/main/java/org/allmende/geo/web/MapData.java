package org.allmende.geo.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.allmende.geo.Atlases;
import org.allmende.geo.Feature;
import org.allmende.geo.Layer;
import org.allmende.geo.Look;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.ogc.BadQuery;
import org.allmende.geo.ogc.GeoJson;
import org.allmende.geo.ogc.GeoJson.Drawn;
import org.allmende.geo.ogc.ItemQuery;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.locationtech.jts.geom.Envelope;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the moving map draws, with its colours; programs of others have their own interface. */
@Controller
class MapData {

    private static final int MOST = 6_000;

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
        send(
                response,
                regions.current().listMunicipalities(GermanDates.today(clock)).stream()
                        .flatMap(tenant -> atlas.findBoundary(tenant.slug().value()).stream()
                                .map(area -> new Drawn(area, Look.TOWN)))
                        .toList());
    }

    /** Plans as a whole, reserves and the like: what is shown from afar. */
    @Public
    @GetMapping("/karte/plaene.geojson")
    void plans(
            @RequestParam(defaultValue = "") String bbox,
            @RequestParam(defaultValue = "") String am,
            HttpServletResponse response)
            throws IOException {
        send(response, find(bbox, am, Layer::isCoarse));
    }

    /** What plans consist of. */
    @Public
    @GetMapping("/karte/objekte.geojson")
    void objects(
            @RequestParam(defaultValue = "") String bbox,
            @RequestParam(defaultValue = "") String am,
            HttpServletResponse response)
            throws IOException {
        send(
                response,
                find(bbox, am, layer -> !layer.isCoarse() && !layer.type().endsWith("_Bereich")));
    }

    private List<Drawn> find(String bbox, String am, Predicate<Layer> shown) {
        var box = box(bbox);
        var drawn = new ArrayList<Drawn>();
        for (var layer :
                atlases.on(AskedDay.of(am, GermanDates.today(clock)).day()).layers()) {
            if (shown.test(layer)) {
                layer.search(box, feature -> add(drawn, feature));
            }
        }
        return drawn;
    }

    private static void add(List<Drawn> drawn, Feature feature) {
        if (drawn.size() < MOST) {
            drawn.add(new Drawn(feature.geometry(), Look.of(feature)));
        }
    }

    /** In EPSG:25832. */
    private static Envelope box(String bbox) {
        var box = ItemQuery.box(bbox.isEmpty() ? null : bbox, Crs.CRS84);
        if (box == null) {
            throw new BadQuery("bbox is missing");
        }
        return box;
    }

    private static void send(HttpServletResponse response, List<Drawn> drawn) throws IOException {
        response.setContentType("application/geo+json");
        new GeoJson(response.getOutputStream(), Crs.CRS84).drawing(drawn);
    }

    @ExceptionHandler(BadQuery.class)
    void refuse(HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.BAD_REQUEST.value());
    }
}
