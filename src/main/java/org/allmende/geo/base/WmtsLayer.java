package org.allmende.geo.base;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.allmende.geo.crs.Crs;
import org.allmende.platform.config.Configuration;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What the GetCapabilities document of a WMTS 1.0.0 (OGC 07-057r7) says of one layer.
 *
 * @param template address with {@code {TileMatrix}} and the like; KVP is one too
 * @param grids in the systems that we can use, coarse ones first
 */
record WmtsLayer(String template, List<Grid> grids) {

    private static final String OWS = "http://www.opengis.net/ows/1.1";
    private static final String XLINK = "http://www.w3.org/1999/xlink";

    /** A pixel of the standard in metres (§6.1). */
    private static final double PIXEL = 0.000_28;

    private static final List<String> FORMATS = List.of("image/png", "image/jpeg", "image/png8", "image/webp");
    private static final int MOST_PIXELS = 1024;

    URI address(Grid grid, Grid.Place place) {
        return URI.create(template.replace("{TileMatrixSet}", encode(grid.set()))
                .replace("{TileMatrix}", encode(grid.matrix()))
                .replace("{TileRow}", String.valueOf(place.row()))
                .replace("{TileCol}", String.valueOf(place.column())));
    }

    /** @throws Unusable with what to change in the configuration */
    static WmtsLayer of(byte[] document, Configuration.BaseMap map) throws Unusable {
        var root = root(document);
        var contents = first(root, null, "Contents")
                .orElseThrow(
                        () -> new Unusable("allmende.geo.base-map.wmts: %s is no capabilities document of a WMTS; give"
                                        .formatted(map.wmts())
                                + " the address that ends with WMTSCapabilities.xml or with REQUEST=GetCapabilities."));
        var layers = children(contents, null, "Layer");
        var layer = layers.stream()
                .filter(one -> text(one, OWS, "Identifier").equals(map.layer()))
                .findFirst()
                .orElseThrow(() ->
                        new Unusable("allmende.geo.base-map.layer: the WMTS has no layer '%s'; take one of: %s."
                                .formatted(
                                        map.layer(),
                                        String.join(
                                                ", ",
                                                layers.stream()
                                                        .map(one -> text(one, OWS, "Identifier"))
                                                        .limit(30)
                                                        .toList()))));
        var sets = children(layer, null, "TileMatrixSetLink").stream()
                .map(link -> text(link, null, "TileMatrixSet"))
                .toList();
        var grids = children(contents, null, "TileMatrixSet").stream()
                .filter(set -> sets.contains(text(set, OWS, "Identifier")))
                .flatMap(WmtsLayer::grids)
                .sorted(Comparator.comparingDouble(Grid::perPixel).reversed())
                .toList();
        if (IntStream.range(0, 24).noneMatch(zoom -> grids.stream().anyMatch(grid -> grid.isOf(zoom)))) {
            throw new Unusable(
                    "allmende.geo.base-map.layer: '%s' has no tiles in EPSG:3857 with 256 pixels, which browsers"
                                    .formatted(map.layer())
                            + " need. Take a layer or a service that has them.");
        }
        return new WmtsLayer(template(root, layer, style(layer, map), map), grids);
    }

    private static String style(Element layer, Configuration.BaseMap map) throws Unusable {
        var styles = children(layer, null, "Style");
        var names = styles.stream().map(one -> text(one, OWS, "Identifier")).toList();
        if (!map.style().isEmpty() && !names.contains(map.style())) {
            throw new Unusable("allmende.geo.base-map.style: the layer has no style '%s'; take one of: %s."
                    .formatted(map.style(), String.join(", ", names)));
        }
        return !map.style().isEmpty()
                ? map.style()
                : styles.stream()
                        .filter(one -> one.getAttribute("isDefault").equals("true"))
                        .map(one -> text(one, OWS, "Identifier"))
                        .findFirst()
                        .orElse(names.isEmpty() ? "" : names.getFirst());
    }

    private static String template(Element root, Element layer, String style, Configuration.BaseMap map)
            throws Unusable {
        var fixed = new LinkedHashMap<String, String>();
        for (var dimension : children(layer, null, "Dimension")) {
            fixed.put(text(dimension, OWS, "Identifier"), text(dimension, null, "Default"));
        }
        var rest = children(layer, null, "ResourceURL").stream()
                .filter(one -> one.getAttribute("resourceType").equals("tile"))
                .filter(one -> FORMATS.contains(one.getAttribute("format")))
                .min(Comparator.comparingInt(one -> FORMATS.indexOf(one.getAttribute("format"))));
        var formats = children(layer, null, "Format").stream()
                .map(Node::getTextContent)
                .map(String::strip)
                .filter(FORMATS::contains)
                .min(Comparator.comparingInt(FORMATS::indexOf));
        var get = rest.isPresent() ? Optional.<String>empty() : keyValue(root);
        if (rest.isEmpty() && (get.isEmpty() || formats.isEmpty())) {
            throw new Unusable(
                    "allmende.geo.base-map.layer: '%s' has neither an address for its tiles nor pictures as PNG,"
                                    .formatted(map.layer())
                            + " JPEG or WebP. Take another layer.");
        }
        var template = rest.map(one -> one.getAttribute("template"))
                .orElseGet(() -> query(get.orElseThrow(), formats.orElseThrow(), map.layer(), fixed));
        template = template.replace("{Style}", encode(style)).replace("{style}", encode(style));
        for (var one : fixed.entrySet()) {
            template = template.replace("{" + one.getKey() + "}", encode(one.getValue()));
        }
        return checked(template, map);
    }

    /** Tiles come from where the document came from, so that nobody who may write it sends us elsewhere. */
    private static String checked(String template, Configuration.BaseMap map) throws Unusable {
        var wmts = map.wmts();
        try {
            var sample = URI.create(template.replaceAll("\\{(TileMatrixSet|TileMatrix|TileRow|TileCol)\\}", "0"));
            if (wmts != null
                    && String.valueOf(wmts.getHost()).equalsIgnoreCase(sample.getHost())
                    && String.valueOf(sample.getScheme()).matches("https?")) {
                return template;
            }
        } catch (IllegalArgumentException noAddress) {
            // said below
        }
        throw new Unusable(
                "allmende.geo.base-map.wmts: the document leads to tiles at '%s', which is not an address of the same host."
                                .formatted(template)
                        + " Give the address of a document that stands where its tiles are.");
    }

    private static Optional<String> keyValue(Element root) {
        return first(root, OWS, "OperationsMetadata").stream()
                .flatMap(all -> children(all, OWS, "Operation").stream())
                .filter(one -> one.getAttribute("name").equals("GetTile"))
                .flatMap(one -> descendants(one, "Get"))
                .filter(get -> {
                    var constraints =
                            descendants(get, "Value").map(Node::getTextContent).toList();
                    return constraints.isEmpty() || constraints.contains("KVP");
                })
                .map(get -> get.getAttributeNS(XLINK, "href"))
                .filter(address -> !address.isEmpty())
                .findFirst();
    }

    private static String query(String get, String format, String layer, Map<String, String> fixed) {
        var query = new StringBuilder(get);
        query.append(get.contains("?") ? get.endsWith("?") || get.endsWith("&") ? "" : "&" : "?")
                .append("SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=")
                .append(encode(layer))
                .append("&STYLE={Style}&FORMAT=")
                .append(encode(format))
                .append("&TILEMATRIXSET={TileMatrixSet}&TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}");
        fixed.forEach((name, value) ->
                query.append('&').append(encode(name)).append('=').append(encode(value)));
        return query.toString();
    }

    private static Stream<Grid> grids(Element set) {
        var name = text(set, OWS, "Identifier");
        // what servers said before there was 3857
        var system = text(set, OWS, "SupportedCRS").replaceAll("900913|102100", "3857");
        return Crs.parse(system).filter(crs -> crs == Crs.EPSG3857 || crs == Crs.EPSG25832).stream()
                .flatMap(crs -> children(set, null, "TileMatrix").stream().flatMap(matrix -> grid(crs, name, matrix)));
    }

    private static Stream<Grid> grid(Crs crs, String set, Element matrix) {
        try {
            var corner = text(matrix, null, "TopLeftCorner").split("\\s+");
            int pixels = Integer.parseInt(text(matrix, null, "TileWidth"));
            var grid = new Grid(
                    crs,
                    set,
                    text(matrix, OWS, "Identifier"),
                    Double.parseDouble(corner[0]),
                    Double.parseDouble(corner[corner.length - 1]),
                    Double.parseDouble(text(matrix, null, "ScaleDenominator")) * PIXEL,
                    pixels,
                    Integer.parseInt(text(matrix, null, "MatrixWidth")),
                    Integer.parseInt(text(matrix, null, "MatrixHeight")));
            boolean usable = grid.perPixel() > 0
                    && pixels > 0
                    && pixels <= MOST_PIXELS
                    && pixels == Integer.parseInt(text(matrix, null, "TileHeight"));
            return usable ? Stream.of(grid) : Stream.of();
        } catch (NumberFormatException damaged) {
            return Stream.of();
        }
    }

    private static Element root(byte[] document) throws Unusable {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var builder = factory.newDocumentBuilder();
            // it would print to the console
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(document)).getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException notXml) {
            throw new Unusable(
                    "allmende.geo.base-map.wmts: what came is no XML (%s). Give the address of the GetCapabilities"
                                    .formatted(notXml.getMessage())
                            + " document.");
        }
    }

    private static List<Element> children(Element of, @Nullable String space, String name) {
        return elements(of.getChildNodes())
                .filter(one ->
                        one.getLocalName().equals(name) && (space == null || space.equals(one.getNamespaceURI())))
                .toList();
    }

    private static Optional<Element> first(Element of, @Nullable String space, String name) {
        return children(of, space, name).stream().findFirst();
    }

    private static String text(Element of, @Nullable String space, String name) {
        return first(of, space, name).map(Node::getTextContent).orElse("").strip();
    }

    private static Stream<Element> descendants(Element of, String name) {
        return elements(of.getElementsByTagNameNS(OWS, name));
    }

    private static Stream<Element> elements(NodeList nodes) {
        var elements = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                elements.add(element);
            }
        }
        return elements.stream();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
