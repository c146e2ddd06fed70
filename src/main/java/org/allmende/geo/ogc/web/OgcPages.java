package org.allmende.geo.ogc.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.geo.Atlas;
import org.allmende.geo.Atlases;
import org.allmende.geo.Feature;
import org.allmende.geo.Layer;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.ogc.Collections;
import org.allmende.geo.ogc.GeoJson;
import org.allmende.geo.ogc.GeoJson.Link;
import org.allmende.geo.ogc.ItemQuery;
import org.allmende.geo.ogc.cql.Filter;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.region.Regions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/**
 * OGC API Features, parts 1 to 3 (OGC 17-069r4, 18-058r1, 19-079r2), over everything that is released; each resource as JSON and as a page.
 */
@Controller
class OgcPages {

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

    @Public
    @GetMapping("/ogc")
    @Nullable
    View landing(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange.check(request, FORMAT_ONLY);
        var title = page.t("geo.ogc.title", regions.current().name());
        if (Exchange.isForPeople(request)) {
            return show(
                    page,
                    title,
                    page.t("geo.ogc.about"),
                    List.of(),
                    List.of(
                            new OgcPage.Row(page.t("geo.ogc.collections"), "", "/ogc/collections"),
                            new OgcPage.Row(page.t("geo.ogc.tiles"), "", "/ogc/tiles"),
                            new OgcPage.Row("WMS", "", "/wms?SERVICE=WMS&REQUEST=GetCapabilities"),
                            new OgcPage.Row(page.t("geo.ogc.conformance"), "", "/ogc/conformance"),
                            new OgcPage.Row(page.t("geo.ogc.api"), "", "/ogc/api")));
        }
        Exchange.send(response, Documents.landing(page, title));
        return null;
    }

    @Public
    @GetMapping("/ogc/conformance")
    @Nullable
    View conformance(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange.check(request, FORMAT_ONLY);
        if (Exchange.isForPeople(request)) {
            return show(
                    page,
                    page.t("geo.ogc.conformance"),
                    "",
                    home(page),
                    Documents.CLASSES.stream()
                            .map(one -> new OgcPage.Row(one, "", ""))
                            .toList());
        }
        Exchange.send(response, Map.of("conformsTo", Documents.CLASSES));
        return null;
    }

    /** Made from the collections that there are now; it refers to nothing outside of itself. */
    @Public
    @GetMapping("/ogc/api")
    void api(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange.check(request, FORMAT_ONLY);
        response.setContentType(OPEN_API);
        Exchange.write(
                response, OpenApiDocument.of(page, regions.current().name(), Collections.list(atlases.current())));
    }

    @Public
    @GetMapping("/ogc/collections")
    @Nullable
    View collections(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange.check(request, FORMAT_ONLY);
        var layers = Collections.list(atlases.current());
        if (Exchange.isForPeople(request)) {
            return show(
                    page,
                    page.t("geo.ogc.collections"),
                    "",
                    home(page),
                    layers.stream().map(layer -> row(page, layer)).toList());
        }
        Exchange.send(response, Documents.collections(page, layers));
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
        Exchange.check(request, FORMAT_ONLY);
        var layer = find(collection);
        if (Exchange.isForPeople(request)) {
            var rows = new ArrayList<OgcPage.Row>();
            rows.add(new OgcPage.Row(
                    page.t("geo.ogc.items"),
                    page.t("geo.ogc.objects", layer.features().size()),
                    "/ogc/collections/%s/items".formatted(collection)));
            rows.add(new OgcPage.Row(
                    page.t("geo.ogc.geopackage"), "", "/ogc/collections/%s/objekte.gpkg".formatted(collection)));
            rows.add(new OgcPage.Row(
                    page.t("geo.ogc.queryables"), "", "/ogc/collections/%s/queryables".formatted(collection)));
            rows.add(new OgcPage.Row(page.t("geo.ogc.tiles"), "", "/ogc/collections/%s/tiles".formatted(collection)));
            layer.names().forEach(name -> rows.add(new OgcPage.Row(name, "", "")));
            return show(page, collection, "", above(page), rows);
        }
        Exchange.send(response, Documents.collection(page, layer));
        return null;
    }

    @Public
    @GetMapping("/ogc/collections/{collection}/items")
    @Nullable
    View items(Page page, @PathVariable String collection, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var asked = Exchange.once(request);
        var layer = asked.containsKey("datetime") ? find(atlases.ever(), collection) : find(collection);
        Exchange.format(asked.get("f"));
        var query = query(layer, asked);
        var found = query.find(layer);
        var path = "/ogc/collections/%s/items".formatted(collection);
        var next = (long) query.offset() + query.limit() < found.matched()
                ? path + Exchange.with(asked, "offset", query.offset() + query.limit())
                : "";
        var previous = query.offset() > 0
                ? path + Exchange.with(asked, "offset", Math.max(0, query.offset() - query.limit()))
                : "";
        if (Exchange.isForPeople(request)) {
            var rows = found.page().stream()
                    .map(feature -> new OgcPage.Row(
                            feature.id(), feature.plan().name(), path + "/" + Exchange.encode(feature.key())))
                    .toList();
            return page.show(
                    "geo/ogc",
                    new OgcPage(
                            collection,
                            page.t("geo.ogc.objects", found.matched()),
                            above(page, collection),
                            path + Exchange.with(asked, "f", "json"),
                            rows,
                            previous,
                            next));
        }
        var links = new ArrayList<Link>();
        links.add(new Link("self", GEO_JSON, "this document", page.url(path + Exchange.with(asked, "f", "json"))));
        links.add(new Link("alternate", "text/html", "for people", page.url(path + Exchange.with(asked, "f", "html"))));
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
        response.setBufferSize(GeoJson.BUFFER);
        new GeoJson(response.getOutputStream(), query.crs())
                .collection(
                        found,
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                        links,
                        query.crs() == Crs.CRS84 && !asked.containsKey("datetime"));
        return null;
    }

    private static ItemQuery query(Layer layer, Map<String, String> asked) {
        var query = ItemQuery.of(layer, asked);
        var crs = ItemQuery.crs(asked.get(ItemQuery.FILTER_CRS));
        var text = asked.get(ItemQuery.FILTER);
        if (text == null) {
            return query;
        }
        var filter = Filter.parse(text, asked.getOrDefault(ItemQuery.FILTER_LANGUAGE, Filter.TEXT), crs, layer);
        return query.where(filter::fits, filter.box());
    }

    /** What a filter may speak of (OGC 19-079r2 §6). */
    @Public
    @GetMapping("/ogc/collections/{collection}/queryables")
    @Nullable
    View queryables(
            Page page, @PathVariable String collection, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Exchange.check(request, FORMAT_ONLY);
        var layer = find(collection);
        if (Exchange.isForPeople(request)) {
            return show(
                    page,
                    page.t("geo.ogc.queryables"),
                    collection,
                    above(page, collection),
                    Filter.names(layer).stream()
                            .map(name -> new OgcPage.Row(name, "", ""))
                            .toList());
        }
        response.setContentType("application/schema+json");
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        Exchange.write(response, Documents.queryables(page, layer));
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
        Exchange.check(request, Set.of("f", "crs"));
        var crs = ItemQuery.crs(request.getParameter("crs"));
        var layer = find(atlases.ever(), collection);
        var found = atlases.current()
                .findFeature(feature)
                .or(() -> atlases.ever().findFeature(feature))
                .filter(one -> Atlas.layer(one.type()).equals(layer.type()))
                .orElseThrow(() -> new Exchange.Missing("There is no such feature in this collection."));
        var path = "/ogc/collections/%s/items/%s".formatted(collection, Exchange.encode(feature));
        if (Exchange.isForPeople(request)) {
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
        return find(atlases.current(), collection);
    }

    private static Layer find(Atlas atlas, String collection) {
        return Collections.find(atlas, collection)
                .orElseThrow(() -> new Exchange.Missing("There is no such collection; /ogc/collections names all."));
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
}
