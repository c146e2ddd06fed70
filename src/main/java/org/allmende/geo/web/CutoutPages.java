package org.allmende.geo.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.geo.Atlas;
import org.allmende.geo.Atlases;
import org.allmende.geo.Feature;
import org.allmende.geo.Look;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.ogc.BadQuery;
import org.allmende.platform.login.Public;
import org.allmende.platform.pdf.Lettering;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.HtmlUtils;

/**
 * A part of the map as a picture, six to five, for pages on which a place is shown by clicking: municipalities with their names,
 * plans from near by, and the place that is shown already. Equirectangular about its middle, so that a click can be read without
 * knowing more than middle and width.
 */
@Controller
class CutoutPages {

    private static final double RATIO = 240.0 / 288;
    private static final double METRES_PER_DEGREE = 111_195;
    private static final Pattern DEGREES = Pattern.compile("-?\\d{1,3}(\\.\\d{1,12})?");

    /** Metres from edge to edge below which single objects of plans are drawn. */
    private static final int NEAR = 6_000;

    private static final int MOST = 400;
    private static final int LETTERS = 44;
    private static final int EDGE = 12;

    /** The letters of a browser may be wider than ours. */
    private static final double WIDER = 1.1;

    private static final GeometryFactory POINTS = new GeometryFactory();

    private final Regions regions;
    private final Atlases atlases;
    private final Clock clock;

    CutoutPages(Regions regions, Atlases atlases, Clock clock) {
        this.regions = regions;
        this.atlases = atlases;
        this.clock = clock;
    }

    private record Name(String text, Coordinate at) {}

    /**
     * @param mitte latitude and longitude of the middle (WGS 84), and the width in metres: {@code 50.77,8.58,1500}
     * @param stelle latitude and longitude of what is to be marked, or empty
     */
    @Public
    @GetMapping("/karte/ausschnitt.svg")
    ResponseEntity<String> cutout(@RequestParam String mitte, @RequestParam(defaultValue = "") String stelle) {
        var middle = numbers(mitte, 3);
        double width = Math.clamp(middle[2], 100, 100_000);
        var box = new Envelope(-width / 2, width / 2, -width * RATIO / 2, width * RATIO / 2);
        var toMap = onto(middle[0], middle[1]);
        var atlas = atlases.current();
        var items = new ArrayList<Drawing.Item>();
        var names = new ArrayList<Name>();
        var frame = POINTS.toGeometry(box);
        for (var tenant : regions.current().listMunicipalities(GermanDates.today(clock))) {
            atlas.findBoundary(tenant.slug().value())
                    .map(area -> toMap.transform(Crs.EPSG25832.to(Crs.CRS84, area)))
                    .filter(area -> area.getEnvelopeInternal().intersects(box))
                    .ifPresent(area -> {
                        items.add(new Drawing.Item(area, Look.TOWN, "", ""));
                        label(tenant.shortName(), area, frame).ifPresent(names::add);
                    });
        }
        nearby(atlas, middle, width)
                .forEach(feature -> items.add(new Drawing.Item(
                        toMap.transform(Crs.EPSG25832.to(Crs.CRS84, feature.geometry())), Look.of(feature), "", "")));
        var spot = stelle.isEmpty() ? null : spot(toMap, numbers(stelle, 2));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .contentType(MediaType.parseMediaType("image/svg+xml"))
                .body(svg(Drawing.of(items, box), box, names, spot));
    }

    /** Degrees to metres from the middle, east and north. */
    private static AffineTransformation onto(double lat, double lon) {
        return AffineTransformation.translationInstance(-lon, -lat)
                .scale(METRES_PER_DEGREE * Math.cos(Math.toRadians(lat)), METRES_PER_DEGREE);
    }

    private static Coordinate spot(AffineTransformation toMap, double[] place) {
        return toMap.transform(new Coordinate(place[1], place[0]), new Coordinate());
    }

    private static List<Feature> nearby(Atlas atlas, double[] middle, double width) {
        var centre = Crs.CRS84.to(Crs.EPSG25832, middle[1], middle[0]);
        var box = new Envelope(new Coordinate(centre.x(), centre.y()));
        box.expandBy(width / 2);
        var found = new ArrayList<Feature>();
        for (var layer : atlas.layers()) {
            boolean whole = layer.type().equals(Atlas.PLANS) || layer.type().endsWith("_Bereich");
            if (!whole && (width <= NEAR || layer.isCoarse())) {
                layer.search(box, feature -> {
                    if (found.size() < MOST) {
                        found.add(feature);
                    }
                });
            }
        }
        return found;
    }

    /** In the middle of what is seen of it; a town that only just looks in gets no name. */
    private static Optional<Name> label(String name, Geometry area, Geometry frame) {
        var seen = area.buffer(0).intersection(frame);
        return seen.getArea() < frame.getArea() / 25
                ? Optional.empty()
                : Optional.of(new Name(name, seen.getInteriorPoint().getCoordinate()));
    }

    private static String svg(Drawing drawing, Envelope box, List<Name> names, @Nullable Coordinate spot) {
        double scale = drawing.width() / box.getWidth();
        var svg = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\"><rect width=\"100%%\" height=\"100%%\" fill=\"#e7ecef\"/>"
                        .formatted(drawing.width(), drawing.height()));
        for (var shape : drawing.shapes()) {
            svg.append("<path d=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"3\"/>"
                    .formatted(shape.path(), shape.fill(), shape.stroke()));
        }
        for (var name : names) {
            svg.append(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-family=\"sans-serif\" font-size=\"%d\" fill=\"#333\" stroke=\"#fff\" stroke-width=\"8\" paint-order=\"stroke\">%s</text>"
                            .formatted(
                                    within(
                                            (name.at.x - box.getMinX()) * scale,
                                            Lettering.width(name.text, LETTERS) * WIDER / 2 + EDGE,
                                            drawing.width()),
                                    within((box.getMaxY() - name.at.y) * scale, LETTERS, drawing.height() - EDGE),
                                    LETTERS,
                                    HtmlUtils.htmlEscape(name.text)));
        }
        if (spot != null) {
            svg.append(
                    "<circle cx=\"%d\" cy=\"%d\" r=\"26\" fill=\"none\" stroke=\"#fff\" stroke-width=\"18\"/><circle cx=\"%1$d\" cy=\"%2$d\" r=\"26\" fill=\"none\" stroke=\"%3$s\" stroke-width=\"9\"/>"
                            .formatted(
                                    Math.round((spot.x - box.getMinX()) * scale),
                                    Math.round((box.getMaxY() - spot.y) * scale),
                                    Look.SPOT.stroke()));
        }
        return svg.append(bar(box.getWidth(), drawing.height()))
                .append("</svg>")
                .toString();
    }

    /** Not nearer to an edge than that, so that the whole name is seen. */
    private static long within(double at, double margin, double size) {
        return Math.round(margin > size / 2 ? size / 2 : Math.clamp(at, margin, size - margin));
    }

    /** How long a round number of metres is. */
    private static String bar(double width, int height) {
        double most = width / 3;
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        double metres = most >= 5 * power ? 5 * power : most >= 2 * power ? 2 * power : power;
        long pixels = Math.round(metres / width * 1000);
        var text = metres >= 1000 ? "%.0f km".formatted(metres / 1000) : "%.0f m".formatted(metres);
        return "<path d=\"M30 %1$dv20h%2$dv-20\" fill=\"none\" stroke=\"#333\" stroke-width=\"5\"/><text x=\"40\" y=\"%3$d\" font-family=\"sans-serif\" font-size=\"40\" fill=\"#333\" stroke=\"#fff\" stroke-width=\"8\" paint-order=\"stroke\">%4$s</text>"
                .formatted(height - 45, pixels, height - 40, text);
    }

    private static double[] numbers(String text, int many) {
        var parts = text.split(",", many + 1);
        if (parts.length != many
                || !Arrays.stream(parts)
                        .allMatch(part -> DEGREES.matcher(part).matches() || part.matches("\\d{1,6}"))) {
            throw new BadQuery("mitte is latitude,longitude,metres and stelle latitude,longitude");
        }
        var numbers = Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray();
        numbers[0] = Math.clamp(numbers[0], -85, 85);
        return numbers;
    }

    @ExceptionHandler(BadQuery.class)
    void refuse(HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.BAD_REQUEST.value());
    }
}
