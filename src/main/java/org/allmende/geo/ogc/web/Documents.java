package org.allmende.geo.ogc.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.geo.Layer;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.ogc.Collections;
import org.allmende.geo.ogc.ItemQuery;
import org.allmende.geo.ogc.cql.Filter;
import org.allmende.platform.html.Page;

/** What leads to the features: landing page and collections, as the standard wants them (OGC 17-069r4 §7). */
final class Documents {

    static final List<String> CLASSES = List.of(
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
            "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
            "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
            "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
            "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
            "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
            "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
            "http://www.opengis.net/spec/cql2/1.0/conf/cql2-json",
            "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
            "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
            "http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison",
            "http://www.opengis.net/spec/cql2/1.0/conf/accent-insensitive-comparison",
            "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
            "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus",
            "http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions",
            "http://www.opengis.net/spec/cql2/1.0/conf/temporal-functions",
            "http://www.opengis.net/spec/cql2/1.0/conf/property-property",
            "http://www.opengis.net/spec/cql2/1.0/conf/arithmetic",
            "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
            "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset",
            "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list",
            "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/dataset-tilesets",
            "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
            "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt");

    private static final String JSON = "application/json";
    private static final String HTML = "text/html";
    private static final String QUERYABLES = "http://www.opengis.net/def/rel/ogc/1.0/queryables";
    private static final String TILESETS = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";
    private static final String TILING_SCHEMES = "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes";

    private Documents() {}

    static Map<String, Object> landing(Page page, String title) {
        var document = new LinkedHashMap<String, Object>();
        document.put("title", title);
        document.put("description", page.t("geo.ogc.about"));
        document.put(
                "links",
                List.of(
                        link(page, "self", JSON, "/ogc?f=json"),
                        link(page, "alternate", HTML, "/ogc?f=html"),
                        link(page, "service-desc", "application/vnd.oai.openapi+json;version=3.0", "/ogc/api"),
                        link(page, "service-doc", HTML, "/ogc?f=html"),
                        link(page, "conformance", JSON, "/ogc/conformance?f=json"),
                        link(page, "data", JSON, "/ogc/collections?f=json"),
                        link(page, TILESETS, JSON, "/ogc/tiles?f=json"),
                        link(page, TILING_SCHEMES, JSON, "/ogc/tileMatrixSets?f=json")));
        return document;
    }

    static Map<String, Object> collections(Page page, List<Layer> layers) {
        var document = new LinkedHashMap<String, Object>();
        document.put(
                "links",
                List.of(
                        link(page, "self", JSON, "/ogc/collections?f=json"),
                        link(page, "alternate", HTML, "/ogc/collections?f=html")));
        document.put("crs", ItemQuery.SYSTEMS.stream().map(Crs::uri).toList());
        document.put(
                "collections",
                layers.stream().map(layer -> collection(page, layer)).toList());
        return document;
    }

    static Map<String, Object> collection(Page page, Layer layer) {
        var id = Collections.id(layer);
        var path = "/ogc/collections/" + id;
        var box = Crs.EPSG25832.to(Crs.CRS84, layer.extent());
        var document = new LinkedHashMap<String, Object>();
        document.put("id", id);
        document.put("title", layer.type());
        document.put("itemType", "feature");
        document.put(
                "extent",
                Map.of(
                        "spatial",
                        Map.of(
                                "bbox",
                                List.of(List.of(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY())),
                                "crs",
                                Crs.CRS84.uri())));
        document.put("crs", ItemQuery.SYSTEMS.stream().map(Crs::uri).toList());
        document.put("storageCrs", Crs.EPSG25832.uri());
        document.put(
                "links",
                List.of(
                        link(page, "self", JSON, path + "?f=json"),
                        link(page, "alternate", HTML, path + "?f=html"),
                        link(page, "items", "application/geo+json", path + "/items?f=json"),
                        link(page, "items", HTML, path + "/items?f=html"),
                        link(page, "enclosure", "application/geopackage+sqlite3", path + "/objekte.gpkg"),
                        link(page, QUERYABLES, "application/schema+json", path + "/queryables?f=json"),
                        link(page, TILESETS, JSON, path + "/tiles?f=json")));
        return document;
    }

    /** A schema of what a filter may speak of. */
    static Map<String, Object> queryables(Page page, Layer layer) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put(Filter.GEOMETRY, Map.of("format", "geometry-any", "x-ogc-role", "primary-geometry"));
        Filter.names(layer).forEach(name -> properties.put(name, Map.of("type", "string", "title", name)));
        var document = new LinkedHashMap<String, Object>();
        document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        document.put("$id", page.url("/ogc/collections/%s/queryables".formatted(Collections.id(layer))));
        document.put("type", "object");
        document.put("title", layer.type());
        document.put("properties", properties);
        document.put("additionalProperties", false);
        return document;
    }

    private static Map<String, Object> link(Page page, String rel, String type, String path) {
        var link = new LinkedHashMap<String, Object>();
        link.put("rel", rel);
        link.put("type", type);
        link.put("href", page.url(path));
        return link;
    }
}
