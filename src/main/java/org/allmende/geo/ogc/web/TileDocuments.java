package org.allmende.geo.ogc.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.allmende.geo.Layer;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.ogc.Collections;
import org.allmende.geo.tiles.Tile;
import org.allmende.geo.tiles.VectorTile;
import org.allmende.platform.html.Page;
import org.locationtech.jts.geom.Envelope;

/** Describes the tiles: OGC 20-057 (API), OGC 17-083r4 (tile matrix sets and tilesets), TileJSON 3.0. */
final class TileDocuments {

    static final String SET = "WebMercatorQuad";

    private static final String SET_URI = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";
    private static final String TILING = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme";
    private static final String JSON = "application/json";
    private static final String MERCATOR = Crs.EPSG3857.uri();
    private static final double PIXEL_METRES = 0.00028;

    private TileDocuments() {}

    static Map<String, Object> sets(Page page) {
        return Map.of(
                "tileMatrixSets",
                List.of(Map.of(
                        "id",
                        SET,
                        "title",
                        "Google Maps Compatible for the World",
                        "uri",
                        SET_URI,
                        "crs",
                        MERCATOR,
                        "links",
                        List.of(link(page, "self", JSON, "/ogc/tileMatrixSets/%s?f=json".formatted(SET))))));
    }

    static Map<String, Object> set() {
        var matrices = new ArrayList<Map<String, Object>>();
        for (int zoom = 0; zoom <= Tile.DEEPEST; zoom++) {
            double cell = Tile.WORLD / Tile.PIXELS / (1 << zoom);
            var matrix = new LinkedHashMap<String, Object>();
            matrix.put("id", String.valueOf(zoom));
            matrix.put("scaleDenominator", cell / PIXEL_METRES);
            matrix.put("cellSize", cell);
            matrix.put("cornerOfOrigin", "topLeft");
            matrix.put("pointOfOrigin", List.of(-Tile.WORLD / 2, Tile.WORLD / 2));
            matrix.put("matrixWidth", 1 << zoom);
            matrix.put("matrixHeight", 1 << zoom);
            matrix.put("tileWidth", Tile.PIXELS);
            matrix.put("tileHeight", Tile.PIXELS);
            matrices.add(matrix);
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("id", SET);
        document.put("title", "Google Maps Compatible for the World");
        document.put("uri", SET_URI);
        document.put("crs", MERCATOR);
        document.put("orderedAxes", List.of("X", "Y"));
        document.put("wellKnownScaleSet", "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible");
        document.put("tileMatrices", matrices);
        return document;
    }

    /** @param base path of the list: {@code /ogc/tiles} */
    static Map<String, Object> tilesets(Page page, String base, String title, List<Layer> layers) {
        var set = head(title);
        set.put(
                "links",
                List.of(
                        link(page, "self", JSON, "%s/%s?f=json".formatted(base, SET)),
                        link(page, TILING, JSON, "/ogc/tileMatrixSets/%s?f=json".formatted(SET))));
        set.put("boundingBox", corners(layers));
        return Map.of("links", List.of(link(page, "self", JSON, base + "?f=json")), "tilesets", List.of(set));
    }

    private static Map<String, Object> head(String title) {
        var head = new LinkedHashMap<String, Object>();
        head.put("title", title);
        head.put("dataType", "vector");
        head.put("crs", MERCATOR);
        head.put("tileMatrixSetURI", SET_URI);
        return head;
    }

    static Map<String, Object> tileset(Page page, String base, String title, List<Layer> layers) {
        var document = head(title);
        document.put("tileMatrixSetId", SET);
        document.put("boundingBox", corners(layers));
        var item = link(page, "item", VectorTile.TYPE, "%s/%s/{tileMatrix}/{tileRow}/{tileCol}".formatted(base, SET));
        item.put("templated", true);
        document.put(
                "links",
                List.of(
                        link(page, "self", JSON, "%s/%s?f=json".formatted(base, SET)),
                        link(page, "alternate", "text/html", "%s/%s?f=html".formatted(base, SET)),
                        link(page, "describedby", JSON, "%s/%s?f=tilejson".formatted(base, SET)),
                        link(page, TILING, JSON, "/ogc/tileMatrixSets/%s?f=json".formatted(SET)),
                        item));
        document.put("layers", layers.stream().map(TileDocuments::layer).toList());
        return document;
    }

    private static Map<String, Object> layer(Layer layer) {
        var properties = new TreeMap<String, Object>();
        names(layer).forEach(name -> properties.put(name, Map.of("type", "string")));
        var document = new LinkedHashMap<String, Object>();
        document.put("id", Collections.id(layer));
        document.put("title", layer.type());
        document.put("dataType", "vector");
        document.put("minTileMatrix", String.valueOf(first(layer)));
        document.put("maxTileMatrix", String.valueOf(Tile.DEEPEST));
        document.put("propertiesSchema", Map.of("type", "object", "properties", properties));
        return document;
    }

    private static List<String> names(Layer layer) {
        var names = new ArrayList<>(VectorTile.OWN_NAMES);
        names.addAll(layer.names());
        return names;
    }

    private static int first(Layer layer) {
        return layer.isCoarse() ? 0 : VectorTile.FIRST_FINE;
    }

    private static Envelope extent(List<Layer> layers) {
        var extent = new Envelope();
        layers.forEach(layer -> extent.expandToInclude(layer.extent()));
        return extent;
    }

    private static Map<String, Object> corners(List<Layer> layers) {
        var box = Crs.EPSG25832.to(Crs.EPSG3857, extent(layers));
        return Map.of(
                "lowerLeft",
                List.of(box.getMinX(), box.getMinY()),
                "upperRight",
                List.of(box.getMaxX(), box.getMaxY()),
                "crs",
                MERCATOR);
    }

    static Map<String, Object> tileJson(Page page, String base, String title, List<Layer> layers) {
        var box = Crs.EPSG25832.to(Crs.CRS84, extent(layers));
        var document = new LinkedHashMap<String, Object>();
        document.put("tilejson", "3.0.0");
        document.put("name", title);
        document.put("tiles", List.of(page.url("%s/%s/".formatted(base, SET)) + "{z}/{y}/{x}"));
        document.put("minzoom", 0);
        document.put("maxzoom", Tile.DEEPEST);
        document.put("bounds", List.of(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()));
        document.put(
                "vector_layers",
                layers.stream()
                        .map(layer -> {
                            var fields = new TreeMap<String, String>();
                            names(layer).forEach(name -> fields.put(name, "String"));
                            return Map.of(
                                    "id",
                                    Collections.id(layer),
                                    "description",
                                    layer.type(),
                                    "minzoom",
                                    first(layer),
                                    "maxzoom",
                                    Tile.DEEPEST,
                                    "fields",
                                    fields);
                        })
                        .toList());
        return document;
    }

    private static Map<String, Object> link(Page page, String rel, String type, String path) {
        var link = new LinkedHashMap<String, Object>();
        link.put("rel", rel);
        link.put("type", type);
        // braces of a template are no part of an address, and stay as they are
        int brace = path.indexOf('{');
        link.put("href", brace < 0 ? page.url(path) : page.url(path.substring(0, brace)) + path.substring(brace));
        return link;
    }
}
