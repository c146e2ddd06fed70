package org.allmende.geo.ogc.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.geo.Layer;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.ogc.Collections;
import org.allmende.geo.ogc.ItemQuery;
import org.allmende.geo.ogc.cql.Filter;
import org.allmende.geo.tiles.VectorTile;
import org.allmende.platform.html.Page;

/** Describes the interface by OpenAPI 3.0: concrete addresses, an absolute server, no reference to anything outside. */
final class OpenApiDocument {

    private static final String GEO_JSON = "application/geo+json";
    private static final Map<String, Object> BINARY = Map.of("type", "string", "format", "binary");

    private OpenApiDocument() {}

    static Map<String, Object> of(Page page, String region, List<Layer> layers) {
        var paths = new LinkedHashMap<String, Object>();
        paths.put("/", get("landing", "landing page", List.of(), "application/json"));
        paths.put("/conformance", get("conformance", "conformance classes", List.of(), "application/json"));
        paths.put("/tileMatrixSets", get("tileMatrixSets", "tile matrix sets", List.of(), "application/json"));
        paths.put(
                "/tileMatrixSets/" + TileDocuments.SET,
                get("tileMatrixSet", "tile matrix set", List.of(), "application/json"));
        paths.put("/collections", get("collections", "all collections", List.of(), "application/json"));
        tiles(paths, "", "");
        for (var layer : layers) {
            var id = Collections.id(layer);
            var path = "/collections/" + id;
            paths.put(path, get(id, "the collection " + id, List.of(), "application/json"));
            paths.put(
                    path + "/queryables",
                    get(id + ".queryables", "what a filter may speak of", List.of(), "application/schema+json"));
            paths.put(path + "/items", get(id + ".items", "features of " + id, parameters(layer), GEO_JSON));
            paths.put(
                    path + "/items/{featureId}",
                    get(
                            id + ".item",
                            "one feature of " + id,
                            List.of(
                                    parameter("featureId", "path", Map.of("type", "string")),
                                    parameter("crs", "query", systems())),
                            GEO_JSON));
            tiles(paths, id + ".", path);
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("openapi", "3.0.3");
        document.put("info", Map.of("title", "OGC API Features: " + region, "version", "1.0.0"));
        document.put("servers", List.of(Map.of("url", page.url("/ogc"))));
        document.put("paths", paths);
        document.put(
                "components",
                Map.of("schemas", Map.of("exception", exception(), "document", Map.of("type", "object"))));
        return document;
    }

    private static void tiles(Map<String, Object> paths, String id, String path) {
        var set = path + "/tiles/" + TileDocuments.SET;
        paths.put(path + "/tiles", get(id + "tilesets", "list of tilesets", List.of(), "application/json"));
        paths.put(set, get(id + "tileset", "tileset", List.of(), "application/json"));
        paths.put(
                set + "/{tileMatrix}/{tileRow}/{tileCol}",
                Map.of(
                        "get",
                        Map.of(
                                "operationId",
                                id + "tile",
                                "summary",
                                "a vector tile",
                                "parameters",
                                java.util.stream.Stream.concat(
                                                java.util.stream.Stream.of("tileMatrix", "tileRow", "tileCol")
                                                        .map(name -> parameter(
                                                                name, "path", Map.of("type", "integer", "minimum", 0))),
                                                java.util.stream.Stream.of(
                                                        parameter("datetime", "query", Map.of("type", "string"))))
                                        .toList(),
                                "responses",
                                Map.of(
                                        "200",
                                        Map.of(
                                                "description",
                                                "a vector tile",
                                                "content",
                                                Map.of(VectorTile.TYPE, Map.of("schema", BINARY))),
                                        "204",
                                        Map.of("description", "nothing lies there"),
                                        "400",
                                        problem("datetime is no day"),
                                        "404",
                                        problem("there is no such tile")))));
    }

    private static List<Map<String, Object>> parameters(Layer layer) {
        var parameters = new ArrayList<Map<String, Object>>();
        parameters.add(parameter(
                "bbox",
                "query",
                Map.of("type", "array", "minItems", 4, "maxItems", 6, "items", Map.of("type", "number")),
                false));
        parameters.add(parameter("bbox-crs", "query", systems()));
        parameters.add(parameter("crs", "query", systems()));
        parameters.add(parameter(
                "limit",
                "query",
                Map.of(
                        "type",
                        "integer",
                        "minimum",
                        1,
                        "maximum",
                        ItemQuery.HIGHEST_LIMIT,
                        "default",
                        ItemQuery.LIMIT)));
        parameters.add(parameter("offset", "query", Map.of("type", "integer", "minimum", 0, "default", 0)));
        parameters.add(parameter("datetime", "query", Map.of("type", "string")));
        parameters.add(parameter(ItemQuery.FILTER, "query", Map.of("type", "string", "maxLength", Filter.LONGEST)));
        parameters.add(parameter(
                ItemQuery.FILTER_LANGUAGE,
                "query",
                Map.of("type", "string", "enum", List.of(Filter.TEXT, Filter.JSON), "default", Filter.TEXT)));
        parameters.add(parameter(ItemQuery.FILTER_CRS, "query", systems()));
        var names = new java.util.TreeSet<>(layer.names());
        names.add(ItemQuery.TOWN);
        names.add(ItemQuery.PLAN);
        names.forEach(name -> parameters.add(parameter(name, "query", Map.of("type", "string"))));
        return parameters;
    }

    private static Map<String, Object> systems() {
        return Map.of(
                "type", "string",
                "format", "uri",
                "enum", ItemQuery.SYSTEMS.stream().map(Crs::uri).toList());
    }

    private static Map<String, Object> parameter(String name, String in, Map<String, Object> schema) {
        return parameter(name, in, schema, true);
    }

    private static Map<String, Object> parameter(String name, String in, Map<String, Object> schema, boolean explode) {
        var parameter = new LinkedHashMap<String, Object>();
        parameter.put("name", name);
        parameter.put("in", in);
        parameter.put("required", in.equals("path"));
        parameter.put("schema", schema);
        if (in.equals("query")) {
            parameter.put("style", "form");
            parameter.put("explode", explode);
        }
        return parameter;
    }

    private static Map<String, Object> get(
            String id, String summary, List<Map<String, Object>> parameters, String type) {
        var operation = new LinkedHashMap<String, Object>();
        operation.put("operationId", id);
        operation.put("summary", summary);
        var all = new ArrayList<>(parameters);
        all.add(parameter("f", "query", Map.of("type", "string", "enum", List.of("json", "html"))));
        operation.put("parameters", all);
        operation.put(
                "responses",
                Map.of(
                        "200",
                        Map.of(
                                "description",
                                summary,
                                "content",
                                Map.of(
                                        type,
                                        Map.of("schema", Map.of("$ref", "#/components/schemas/document")),
                                        "text/html",
                                        Map.of("schema", Map.of("type", "string")))),
                        "400",
                        problem("a parameter is unknown or makes no sense"),
                        "404",
                        problem("there is no such thing")));
        return Map.of("get", operation);
    }

    private static Map<String, Object> problem(String description) {
        return Map.of(
                "description",
                description,
                "content",
                Map.of("application/json", Map.of("schema", Map.of("$ref", "#/components/schemas/exception"))));
    }

    private static Map<String, Object> exception() {
        return Map.of(
                "type", "object",
                "required", List.of("code"),
                "properties", Map.of("code", Map.of("type", "string"), "description", Map.of("type", "string")));
    }
}
