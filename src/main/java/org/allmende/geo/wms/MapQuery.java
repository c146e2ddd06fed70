package org.allmende.geo.wms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.allmende.geo.Atlas;
import org.allmende.geo.crs.Crs;
import org.locationtech.jts.geom.Envelope;

/**
 * What a GetMap asks for (OGC 06-042 §7.3, OGC 01-068r3 §7.2).
 *
 * @param box in the system, east before north whatever the order in the request
 * @param layers from the lowest to the highest
 * @param background {@code 0xaarrggbb}
 */
public record MapQuery(Crs crs, Envelope box, int width, int height, List<MapLayer> layers, int background) {

    /** Pixels of one side. */
    public static final int LARGEST = 4096;

    public static final int MOST_LAYERS = 50;

    /** The systems that clients find in the capabilities; the others that we know are answered as well. */
    public static final List<Crs> SYSTEMS = List.of(Crs.EPSG25832, Crs.CRS84, Crs.EPSG4326, Crs.EPSG3857);

    private static final Set<String> FORMATS = Set.of("image/png", "image/png8", "image/png; mode=8bit");
    private static final int OPAQUE = 0xff000000;

    public static MapQuery of(Atlas atlas, Asked asked) {
        var format = asked.find("FORMAT").toLowerCase(Locale.ROOT);
        if (!format.isEmpty() && !FORMATS.contains(format)) {
            throw new Refusal("InvalidFormat", "FORMAT is image/png.");
        }
        var styles = asked.find("STYLES");
        if (!styles.matches("(,|default)*")) {
            throw new Refusal("StyleNotDefined", "There is one style only: leave STYLES empty.");
        }
        var version = asked.version();
        var crs = crs(asked.get(version.crs()), version);
        return new MapQuery(
                crs,
                box(asked.get("BBOX"), crs.northFirst() && version == Asked.Version.V130),
                asked.number("WIDTH", 1, LARGEST),
                asked.number("HEIGHT", 1, LARGEST),
                layers(atlas, asked.get("LAYERS")),
                asked.find("TRANSPARENT").equalsIgnoreCase("true") ? 0 : background(asked.find("BGCOLOR")));
    }

    private static Crs crs(String name, Asked.Version version) {
        return Crs.parse(name.equalsIgnoreCase("CRS:84") ? "CRS84" : name)
                .filter(crs -> name.toUpperCase(Locale.ROOT).matches("(EPSG|CRS|OGC):.*"))
                .orElseThrow(() -> new Refusal(
                        version == Asked.Version.V130 ? "InvalidCRS" : "InvalidSRS",
                        "%s is one of %s."
                                .formatted(
                                        version.crs(),
                                        SYSTEMS.stream().map(MapQuery::name).toList())));
    }

    /** {@code EPSG:25832} */
    public static String name(Crs crs) {
        return crs == Crs.CRS84 ? "CRS:84" : crs.name().replace("EPSG", "EPSG:");
    }

    private static Envelope box(String text, boolean northFirst) {
        double[] corners;
        try {
            corners = Arrays.stream(text.split(",", 6))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        } catch (NumberFormatException noNumber) {
            corners = new double[0];
        }
        if (corners.length != 4 || !Arrays.stream(corners).allMatch(one -> Math.abs(one) < 1e12)) {
            throw new Refusal("InvalidParameterValue", "BBOX is four numbers: the lower corner, then the upper one.");
        }
        int east = northFirst ? 1 : 0;
        var box = new Envelope(corners[east], corners[2 + east], corners[1 - east], corners[3 - east]);
        if (corners[0] >= corners[2] || corners[1] >= corners[3]) {
            throw new Refusal("InvalidParameterValue", "BBOX: the lower corner comes first, and the box has an area.");
        }
        return box;
    }

    static List<MapLayer> layers(Atlas atlas, String names) {
        var layers = new ArrayList<MapLayer>();
        for (var name : names.split(",", MOST_LAYERS + 1)) {
            if (layers.size() == MOST_LAYERS) {
                throw new Refusal("", "At most %d layers at once.".formatted(MOST_LAYERS));
            }
            layers.add(MapLayer.find(atlas, name)
                    .orElseThrow(() -> new Refusal(
                            "LayerNotDefined", "There is no such layer; GetCapabilities names all that there are.")));
        }
        return layers;
    }

    private static int background(String colour) {
        if (colour.isEmpty()) {
            return 0xffffffff;
        }
        if (!colour.matches("0[xX][0-9a-fA-F]{6}")) {
            throw new Refusal("InvalidParameterValue", "BGCOLOR is written as 0xRRGGBB.");
        }
        return OPAQUE | Integer.parseInt(colour.substring(2), 16);
    }
}
