package org.allmende.geo.wms.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.allmende.geo.Atlas;
import org.allmende.geo.Atlases;
import org.allmende.geo.Feature;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.ogc.Collections;
import org.allmende.geo.ogc.GeoJson;
import org.allmende.geo.ogc.web.OgcPage;
import org.allmende.geo.web.TypeWords;
import org.allmende.geo.wms.Asked;
import org.allmende.geo.wms.Capabilities;
import org.allmende.geo.wms.FeatureInfo;
import org.allmende.geo.wms.Legend;
import org.allmende.geo.wms.MapLayer;
import org.allmende.geo.wms.MapQuery;
import org.allmende.geo.wms.Painter;
import org.allmende.geo.wms.Refusal;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** Web Map Service 1.3.0 (OGC 06-042) and 1.1.1 (OGC 01-068r3): everything that is released, as pictures. */
@Controller
class WmsPages {

    private static final String PNG = "image/png";
    private static final Set<String> JSON = Set.of("application/json", "application/geo+json", "application/geojson");
    private static final int LARGEST_REFUSAL = 1024;
    private static final int SECONDS_TO_WAIT = 10;

    private final Atlases atlases;
    private final Regions regions;
    private final Clock clock;

    /** A picture takes a processor and up to 80 MB while it is drawn. */
    private final Semaphore drawing =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

    WmsPages(Atlases atlases, Regions regions, Clock clock) {
        this.atlases = atlases;
        this.regions = regions;
        this.clock = clock;
    }

    @Public
    @GetMapping("/wms")
    @Nullable
    View wms(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var asked = new Asked(request.getParameterMap());
        try {
            return switch (asked.get("REQUEST").toLowerCase(Locale.ROOT)) {
                case "getcapabilities", "capabilities" -> {
                    capabilities(page, asked, response);
                    yield null;
                }
                case "getmap", "map" -> {
                    map(asked, response);
                    yield null;
                }
                case "getfeatureinfo", "feature_info" -> info(page, asked, response);
                case "getlegendgraphic" -> {
                    legend(page, asked, response);
                    yield null;
                }
                default ->
                    throw new Refusal(
                            "OperationNotSupported",
                            "REQUEST is GetCapabilities, GetMap, GetFeatureInfo or GetLegendGraphic.");
            };
        } catch (Refusal refusal) {
            refuse(asked, refusal, response);
            return null;
        }
    }

    private void capabilities(Page page, Asked asked, HttpServletResponse response) throws IOException {
        var service = asked.find("SERVICE");
        if (!service.isEmpty() && !service.equalsIgnoreCase("WMS")) {
            throw new Refusal("InvalidParameterValue", "SERVICE is WMS.");
        }
        var atlas = atlases.current();
        var region = regions.current();
        var words = new TypeWords(page);
        var titles = new HashMap<String, String>();
        titles.put(MapLayer.ALL, page.t("geo.wms.all"));
        titles.put("towns", page.t("geo.wms.towns"));
        titles.put("classes", page.t("geo.wms.classes"));
        var towns = atlas.plans().stream()
                .map(plan -> plan.tenant())
                .distinct()
                .filter(town -> atlas.findBoundary(town).isPresent())
                .toList();
        towns.forEach(
                town -> titles.put(MapLayer.OF_TENANT + town, region.get(town).name()));
        atlas.layers()
                .forEach(layer ->
                        titles.put(Collections.id(layer), "%s (%s)".formatted(words.name(layer.type()), layer.type())));
        response.setContentType(
                asked.version() == Asked.Version.V130 ? "text/xml;charset=UTF-8" : "application/vnd.ogc.wms_xml");
        Capabilities.write(
                response.getOutputStream(),
                asked.version(),
                new Capabilities.About(
                        page.t("geo.wms.title", region.name()),
                        page.t("geo.wms.about"),
                        region.name(),
                        page.url("/wms"),
                        GermanDates.today(clock),
                        name -> titles.getOrDefault(name, name)),
                atlas,
                MapLayer.list(atlas, towns));
    }

    private void map(Asked asked, HttpServletResponse response) throws IOException {
        var query = MapQuery.of(atlas(asked, response), asked);
        send(response, draw(() -> Painter.map(query)));
    }

    /** The map of the day in TIME; without it today's, which is said (OGC 06-042 §C.4.2). */
    private Atlas atlas(Asked asked, HttpServletResponse response) {
        var day = asked.day();
        if (day.isEmpty()) {
            response.setHeader(
                    HttpHeaders.WARNING, "99 Default value used: time=%s ISO8601".formatted(GermanDates.today(clock)));
        }
        return atlases.on(day.orElse(null));
    }

    private interface Picture {
        byte[] draw();
    }

    private byte[] draw(Picture picture) {
        try {
            if (!drawing.tryAcquire(SECONDS_TO_WAIT, TimeUnit.SECONDS)) {
                throw new Refusal("", "Too many maps are being drawn; ask again in a moment, or for smaller ones.");
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new Refusal("", "The server is going down.");
        }
        try {
            return picture.draw();
        } finally {
            drawing.release();
        }
    }

    private static void send(HttpServletResponse response, byte[] png) throws IOException {
        response.setContentType(PNG);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
        response.setContentLength(png.length);
        response.getOutputStream().write(png);
    }

    private @Nullable View info(Page page, Asked asked, HttpServletResponse response) throws IOException {
        var atlas = atlas(asked, response);
        var map = MapQuery.of(atlas, asked);
        var found = FeatureInfo.of(atlas, map, asked);
        var format = asked.find("INFO_FORMAT").toLowerCase(Locale.ROOT);
        if (format.equals("text/html")) {
            return page(page, found);
        }
        if (format.isEmpty() || format.equals("text/plain")) {
            response.setContentType("text/plain;charset=UTF-8");
            response.getOutputStream().write(plain(page, found).getBytes(StandardCharsets.UTF_8));
        } else if (JSON.contains(format)) {
            response.setContentType("application/json");
            new GeoJson(response.getOutputStream(), MapQuery.SYSTEMS.contains(map.crs()) ? map.crs() : Crs.CRS84)
                    .collection(
                            found,
                            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        } else {
            throw new Refusal("InvalidFormat", "INFO_FORMAT is text/plain, text/html or application/json.");
        }
        return null;
    }

    private static View page(Page page, List<Feature> found) {
        var words = new TypeWords(page);
        var rows = found.stream()
                .map(feature -> new OgcPage.Row(
                        "%s: %s"
                                .formatted(
                                        words.name(feature.type()),
                                        feature.plan().name()),
                        values(feature),
                        feature.plan().path()))
                .toList();
        return page.show(
                "geo/ogc",
                new OgcPage(
                        page.t("geo.wms.info"),
                        page.t("geo.ogc.objects", found.size()),
                        List.of(new OgcPage.Row(page.t("geo.map"), "", "/karte")),
                        "/ogc?f=json",
                        rows,
                        "",
                        ""));
    }

    private static String plain(Page page, List<Feature> found) {
        var text = new StringBuilder();
        var words = new TypeWords(page);
        for (var feature : found) {
            text.append(words.name(feature.type()))
                    .append(": ")
                    .append(feature.plan().name())
                    .append('\n');
            feature.values()
                    .forEach(value -> text.append("  ")
                            .append(value.name())
                            .append(" = ")
                            .append(value.words().replaceAll("\\s+", " "))
                            .append('\n'));
            text.append("  ").append(page.url(feature.plan().path())).append("\n\n");
        }
        return text.isEmpty() ? page.t("geo.ogc.objects", 0) + "\n" : text.toString();
    }

    private static String values(Feature feature) {
        return String.join(
                ", ",
                feature.values().stream()
                        .map(value -> "%s = %s".formatted(value.name(), value.words()))
                        .toList());
    }

    private void legend(Page page, Asked asked, HttpServletResponse response) throws IOException {
        var name = asked.get("LAYER");
        var layer = MapLayer.find(atlases.current(), name)
                .orElseThrow(() -> new Refusal(
                        "LayerNotDefined", "There is no such layer; GetCapabilities names all that there are."));
        var format = asked.find("FORMAT");
        if (!format.isEmpty() && !format.equalsIgnoreCase(PNG)) {
            throw new Refusal("InvalidFormat", "FORMAT is image/png.");
        }
        send(
                response,
                draw(() -> Legend.of(
                        layer, look -> page.t("geo.look." + look.name().toLowerCase(Locale.ROOT)))));
    }

    /** In the format that the client asked for: as XML, or as a picture where it can show nothing else (§6.11, §7.3.3.11). */
    private static void refuse(Asked asked, Refusal refusal, HttpServletResponse response) throws IOException {
        var format = asked.find("EXCEPTIONS").toLowerCase(Locale.ROOT);
        boolean blank = format.endsWith("blank");
        if (blank || format.endsWith("inimage")) {
            var size = new HashMap<String, Integer>();
            for (var side : List.of("WIDTH", "HEIGHT")) {
                if (asked.find(side).matches("[1-9][0-9]{0,3}")) {
                    size.put(side, Math.min(LARGEST_REFUSAL, Integer.parseInt(asked.find(side))));
                }
            }
            send(
                    response,
                    Legend.refusal(
                            refusal,
                            Map.copyOf(size),
                            blank,
                            asked.find("TRANSPARENT").equalsIgnoreCase("true") ? 0 : 0xffffffff));
            return;
        }
        var version = asked.version();
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        response.setContentType(version.exceptions() + ";charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var space = version == Asked.Version.V130 ? " xmlns=\"http://www.opengis.net/ogc\"" : "";
        var code = refusal.code().isEmpty() ? "" : " code=\"%s\"".formatted(refusal.code());
        response.getOutputStream()
                .write("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <ServiceExceptionReport version="%s"%s><ServiceException%s>%s</ServiceException></ServiceExceptionReport>
                        """.formatted(version.number(), space, code, escape(String.valueOf(refusal.getMessage())))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
