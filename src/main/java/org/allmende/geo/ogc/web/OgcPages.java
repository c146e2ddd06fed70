package org.allmende.geo.ogc.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.allmende.geo.Atlas;
import org.allmende.geo.Atlases;
import org.allmende.geo.Feature;
import org.allmende.geo.Layer;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.ogc.BadQuery;
import org.allmende.geo.ogc.Collections;
import org.allmende.geo.ogc.GeoJson;
import org.allmende.geo.ogc.GeoJson.Link;
import org.allmende.geo.ogc.ItemQuery;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.region.Regions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;
import tools.jackson.databind.json.JsonMapper;

/**
 * OGC API Features, parts 1 and 2 (OGC 17-069r4, 18-058r1), over everything that is released; each resource as JSON and as a page.
 */
@Controller
class OgcPages {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String GEO_JSON = "application/geo+json";
    private static final String OPEN_API = "application/vnd.oai.openapi+json;version=3.0";
    private static final Set<String> FORMAT_ONLY = Set.of("f");

    private final Atlases atlases;
    private final Regions regions;
    private final Clock clock;

    OgcPages(Atlases atlases, Regions regions, Clock clock) {
        this.atlases = atlases;
        this.regions = regions;
        this.clock = clock;
    }

    /** There is no such collection or feature. */
    static final class Missing extends RuntimeException {
        Missing(String what) {
            super(what, null, false, false);
        }
    }

    @Public
    @GetMapping("/ogc")
    @Nullable
    View landing(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        check(request, FORMAT_ONLY);
        var title = page.t("geo.ogc.title", regions.current().name());
        if (isForPeople(request)) {
            return show(
                    page,
                    title,
                    page.t("geo.ogc.about"),
                    List.of(),
                    List.of(
                            new OgcPage.Row(page.t("geo.ogc.collections"), "", "/ogc/collections"),
                            new OgcPage.Row(page.t("geo.ogc.conformance"), "", "/ogc/conformance"),
                            new OgcPage.Row(page.t("geo.ogc.api"), "", "/ogc/api")));
        }
        send(response, Documents.landing(page, title));
        return null;
    }

    @Public
    @GetMapping("/ogc/conformance")
    @Nullable
    View conformance(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        check(request, FORMAT_ONLY);
        if (isForPeople(request)) {
            return show(
                    page,
                    page.t("geo.ogc.conformance"),
                    "",
                    home(page),
                    Documents.CLASSES.stream()
                            .map(one -> new OgcPage.Row(one, "", ""))
                            .toList());
        }
        send(response, Map.of("conformsTo", Documents.CLASSES));
        return null;
    }

    /** Made from the collections that there are now; it refers to nothing outside of itself. */
    @Public
    @GetMapping("/ogc/api")
    void api(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        check(request, FORMAT_ONLY);
        response.setContentType(OPEN_API);
        write(response, OpenApiDocument.of(page, regions.current().name(), Collections.list(atlases.current())));
    }

    @Public
    @GetMapping("/ogc/collections")
    @Nullable
    View collections(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        check(request, FORMAT_ONLY);
        var layers = Collections.list(atlases.current());
        if (isForPeople(request)) {
            return show(
                    page,
                    page.t("geo.ogc.collections"),
                    "",
                    home(page),
                    layers.stream().map(layer -> row(page, layer)).toList());
        }
        send(response, Documents.collections(page, layers));
        return null;
    }

    private static OgcPage.Row row(Page page, Layer layer) {
        return new OgcPage.Row(
                Collections.id(layer),
                page.t("geo.ogc.objects", layer.features().size()),
                "/ogc/collections/" + Collections.id(layer));
    }

    @Public
    @GetMapping("/ogc/collections/{collection}")
    @Nullable
    View collection(
            Page page, @PathVariable String collection, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        check(request, FORMAT_ONLY);
        var layer = find(collection);
        if (isForPeople(request)) {
            var rows = new ArrayList<OgcPage.Row>();
            rows.add(new OgcPage.Row(
                    page.t("geo.ogc.items"),
                    page.t("geo.ogc.objects", layer.features().size()),
                    "/ogc/collections/%s/items".formatted(collection)));
            layer.names().forEach(name -> rows.add(new OgcPage.Row(name, "", "")));
            return show(page, collection, "", above(page), rows);
        }
        send(response, Documents.collection(page, layer));
        return null;
    }

    @Public
    @GetMapping("/ogc/collections/{collection}/items")
    @Nullable
    View items(Page page, @PathVariable String collection, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var layer = find(collection);
        var asked = once(request);
        format(asked.get("f"));
        var query = ItemQuery.of(layer, asked);
        var found = query.find(layer);
        var path = "/ogc/collections/%s/items".formatted(collection);
        var next = (long) query.offset() + query.limit() < found.matched()
                ? path + with(asked, "offset", query.offset() + query.limit())
                : "";
        var previous =
                query.offset() > 0 ? path + with(asked, "offset", Math.max(0, query.offset() - query.limit())) : "";
        if (isForPeople(request)) {
            var rows = found.page().stream()
                    .map(feature ->
                            new OgcPage.Row(feature.id(), feature.plan().name(), path + "/" + encode(feature.key())))
                    .toList();
            return page.show(
                    "geo/ogc",
                    new OgcPage(
                            collection,
                            page.t("geo.ogc.objects", found.matched()),
                            above(page, collection),
                            path + with(asked, "f", "json"),
                            rows,
                            previous,
                            next));
        }
        var links = new ArrayList<Link>();
        links.add(new Link("self", GEO_JSON, "this document", page.url(path + with(asked, "f", "json"))));
        links.add(new Link("alternate", "text/html", "for people", page.url(path + with(asked, "f", "html"))));
        links.add(new Link(
                "collection",
                "application/json",
                "the collection",
                page.url("/ogc/collections/%s?f=json".formatted(collection))));
        if (!next.isEmpty()) {
            links.add(new Link("next", GEO_JSON, "next page", page.url(next)));
        }
        if (!previous.isEmpty()) {
            links.add(new Link("prev", GEO_JSON, "page before", page.url(previous)));
        }
        features(response, query.crs());
        new GeoJson(response.getOutputStream(), query.crs())
                .collection(
                        found.page(),
                        found.matched(),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                        links);
        return null;
    }

    @Public
    @GetMapping("/ogc/collections/{collection}/items/{feature}")
    @Nullable
    View item(
            Page page,
            @PathVariable String collection,
            @PathVariable String feature,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        check(request, Set.of("f", "crs"));
        var type = find(collection).type();
        var crs = ItemQuery.crs(request.getParameter("crs"));
        var found = atlases.current()
                .findFeature(feature)
                .filter(one -> Atlas.layer(one.type()).equals(type))
                .orElseThrow(() -> new Missing("There is no such feature in this collection."));
        var path = "/ogc/collections/%s/items/%s".formatted(collection, encode(feature));
        if (isForPeople(request)) {
            var way = new ArrayList<>(above(page, collection));
            way.add(new OgcPage.Row(page.t("geo.ogc.items"), "", "/ogc/collections/%s/items".formatted(collection)));
            return show(page, feature, found.plan().name(), way, rows(found));
        }
        features(response, crs);
        new GeoJson(response.getOutputStream(), crs)
                .single(
                        found,
                        List.of(
                                new Link("self", GEO_JSON, "this document", page.url(path + "?f=json")),
                                new Link("alternate", "text/html", "for people", page.url(path + "?f=html")),
                                new Link(
                                        "collection",
                                        "application/json",
                                        "the collection",
                                        page.url("/ogc/collections/%s?f=json".formatted(collection)))));
        return null;
    }

    private static List<OgcPage.Row> rows(Feature feature) {
        return feature.values().stream()
                .map(value -> new OgcPage.Row(
                        value.name(),
                        value.words().equals(value.value())
                                ? value.value()
                                : "%s (%s)".formatted(value.value(), value.words()),
                        ""))
                .toList();
    }

    private static void features(HttpServletResponse response, Crs crs) {
        response.setContentType(GEO_JSON);
        response.setHeader("Content-Crs", "<" + crs.uri() + ">");
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }

    private Layer find(String collection) {
        return Collections.find(atlases.current(), collection)
                .orElseThrow(() -> new Missing("There is no such collection; /ogc/collections names all."));
    }

    private View show(Page page, String title, String about, List<OgcPage.Row> way, List<OgcPage.Row> rows) {
        return page.show("geo/ogc", new OgcPage(title, about, way, page.path() + "?f=json", rows, "", ""));
    }

    private static List<OgcPage.Row> home(Page page) {
        return List.of(new OgcPage.Row(page.t("geo.ogc"), "", "/ogc"));
    }

    private static List<OgcPage.Row> above(Page page) {
        var way = new ArrayList<>(home(page));
        way.add(new OgcPage.Row(page.t("geo.ogc.collections"), "", "/ogc/collections"));
        return way;
    }

    private static List<OgcPage.Row> above(Page page, String collection) {
        var way = new ArrayList<>(above(page));
        way.add(new OgcPage.Row(collection, "", "/ogc/collections/" + collection));
        return way;
    }

    /** Whoever asks for pages gets them: a browser names HTML first, programs do not. */
    private static boolean isForPeople(HttpServletRequest request) {
        var wanted = request.getParameter("f");
        if (wanted != null) {
            return format(wanted);
        }
        var accept = Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT)).orElse("");
        int html = accept.indexOf("text/html");
        int json = accept.indexOf("json");
        return html >= 0 && (json < 0 || html < json);
    }

    /** True for pages. */
    private static boolean format(@Nullable String wanted) {
        if (wanted != null && !wanted.equals("json") && !wanted.equals("html")) {
            throw new BadQuery("f is json or html");
        }
        return "html".equals(wanted);
    }

    private static void check(HttpServletRequest request, Set<String> known) {
        for (var name : once(request).keySet()) {
            if (!known.contains(name)) {
                throw new BadQuery("Unknown parameter: " + name);
            }
        }
        format(request.getParameter("f"));
    }

    private static Map<String, String> once(HttpServletRequest request) {
        var once = new LinkedHashMap<String, String>();
        request.getParameterMap().forEach((name, values) -> {
            if (values.length != 1) {
                throw new BadQuery("Given more than once: " + name);
            }
            once.put(name, values[0]);
        });
        return once;
    }

    private static String with(Map<String, String> asked, String name, Object value) {
        var all = new LinkedHashMap<>(asked);
        all.put(name, String.valueOf(value));
        var query = new StringBuilder();
        all.forEach((key, text) -> query.append(query.isEmpty() ? '?' : '&')
                .append(encode(key))
                .append('=')
                .append(encode(text)));
        return query.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void send(HttpServletResponse response, Map<String, ?> document) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        write(response, document);
    }

    private static void write(HttpServletResponse response, Map<String, ?> document) throws IOException {
        response.getOutputStream().write(JSON.writeValueAsBytes(document));
    }

    @ExceptionHandler(BadQuery.class)
    void refuse(BadQuery bad, HttpServletResponse response) throws IOException {
        problem(response, HttpStatus.BAD_REQUEST, "InvalidParameterValue", bad);
    }

    @ExceptionHandler(Missing.class)
    void refuse(Missing missing, HttpServletResponse response) throws IOException {
        problem(response, HttpStatus.NOT_FOUND, "NotFound", missing);
    }

    private static void problem(HttpServletResponse response, HttpStatus status, String code, RuntimeException why)
            throws IOException {
        response.setStatus(status.value());
        send(response, Map.of("code", code, "description", String.valueOf(why.getMessage())));
    }
}
