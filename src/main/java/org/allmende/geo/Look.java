package org.allmende.geo;

import java.util.List;
import java.util.Map;

/**
 * How an object is drawn, after the colours of the Planzeichenverordnung 1990 as far as a screen can show them. Later ones are drawn
 * over earlier ones.
 *
 * @see <a href="https://www.gesetze-im-internet.de/planzv_90/">PlanZV 90</a>
 */
public enum Look {
    /** The ground: a municipality. */
    TOWN("#f4f1ea", "#6d6a62"),
    HOUSING("#f0a98f", "#8d3f24"),
    MIXED("#cfa076", "#6d4523"),
    TRADE("#c3c3c9", "#4d4d57"),
    SPECIAL("#f2b56b", "#8a5510"),
    COMMUNITY("#e6a3b8", "#86304f"),
    STREET("#f3d56a", "#7d6400"),
    PATH("#f7e7a6", "#7d6400", Hatch.RISING),
    GREEN("#a9cf8e", "#3f6b21", Hatch.DOTS),
    WOOD("#6fae6b", "#25592a"),
    FIELD("#e3dc96", "#6b651b"),
    WATER("#9cc9e8", "#1d5a86"),
    NATURE("#bfe0b4", "#1f6b2d", Hatch.RISING, 2),
    SUPPLY("#f1e27a", "#6b6000"),
    OTHER("#dcdcdc", "#55555c"),
    LINE("none", "#1b4f8f"),
    /** Baugrenze (§ 23 Abs. 3 BauNVO; PlanZV 3.5). */
    LIMIT("none", "#1b4f8f", Hatch.NONE, 1.5, 9, 3, 2, 3),
    /** Baulinie (§ 23 Abs. 2 BauNVO; PlanZV 3.4). */
    ALIGNMENT("none", "#c2141d", Hatch.NONE, 1.5, 9, 3, 2, 3, 2, 3),
    POINT("#3f8f3a", "#1f5b1c"),
    /** Geltungsbereich (PlanZV 15.13). */
    OUTLINE("none", "#111111", Hatch.NONE, 2.5, 8, 4),
    /** Something to look at. */
    SPOT("#ffffff", "#b3001b");

    private static final Map<String, Look> BY_USE = Map.ofEntries(
            Map.entry("1400", MIXED),
            Map.entry("1450", MIXED),
            Map.entry("1500", MIXED),
            Map.entry("1550", MIXED),
            Map.entry("1600", MIXED),
            Map.entry("1700", TRADE),
            Map.entry("1800", TRADE),
            Map.entry("2000", SPECIAL),
            Map.entry("2100", SPECIAL),
            Map.entry("3000", SPECIAL),
            Map.entry("4000", SPECIAL));

    /** What lies over the colour of an area, so that it is told apart without its colour. */
    public enum Hatch {
        NONE,
        DOTS,
        RISING
    }

    private final String fill;
    private final String stroke;
    private final Hatch hatch;
    private final double width;
    // never changed
    @SuppressWarnings("ImmutableEnumChecker")
    private final float[] dash;

    Look(String fill, String stroke) {
        this(fill, stroke, Hatch.NONE, 1);
    }

    Look(String fill, String stroke, Hatch hatch) {
        this(fill, stroke, hatch, 1);
    }

    Look(String fill, String stroke, Hatch hatch, double width, float... dash) {
        this.fill = fill;
        this.stroke = stroke;
        this.hatch = hatch;
        this.width = width;
        this.dash = dash;
    }

    /** {@code #rrggbb}, or {@code none} */
    public String fill() {
        return fill;
    }

    public String stroke() {
        return stroke;
    }

    public Hatch hatch() {
        return hatch;
    }

    /** Pixels of a line. */
    public double width() {
        return width;
    }

    /** Pixels drawn and left out in turn; empty for a line without gaps. */
    public float[] dash() {
        return dash.clone();
    }

    /** The higher is drawn over the lower. */
    @SuppressWarnings("EnumOrdinal")
    public int rank() {
        return ordinal();
    }

    public static Look of(Feature feature) {
        var type = feature.type();
        if (type.endsWith("_Plan") || type.endsWith("_Bereich")) {
            return OUTLINE;
        }
        var chosen = feature.plan().about().look();
        return switch (feature.geometry().getDimension()) {
            case 0 -> POINT;
            case 1 -> type.endsWith("_BauGrenze") ? LIMIT : type.endsWith("_BauLinie") ? ALIGNMENT : LINE;
            default -> chosen == null ? area(feature, type) : chosen;
        };
    }

    /** Those that fit areas of any kind, for whoever brings some. */
    public static List<Look> choices() {
        return List.of(NATURE, WATER, WOOD, GREEN, FIELD, COMMUNITY, SUPPLY, STREET, OTHER);
    }

    private static Look area(Feature feature, String type) {
        if (type.contains("BaugebietsTeilFlaeche") || type.contains("BebauungsFlaeche")) {
            return feature.find("besondereArtDerBaulNutzung")
                    .map(use -> BY_USE.getOrDefault(use.value(), HOUSING))
                    .orElseGet(() -> feature.find("allgArtDerBaulNutzung")
                            .map(use -> switch (use.value()) {
                                case "2000" -> MIXED;
                                case "3000" -> TRADE;
                                case "4000" -> SPECIAL;
                                default -> HOUSING;
                            })
                            .orElse(HOUSING));
        }
        if (type.contains("Gruen") || type.contains("SpielSport")) {
            return GREEN;
        }
        if (type.contains("Wald")) {
            return WOOD;
        }
        if (type.contains("Landwirtschaft")) {
            return FIELD;
        }
        if (type.contains("Gewaesser") || type.contains("Wasser")) {
            return WATER;
        }
        if (type.contains("Strassenverkehr") || type.contains("StrassenVerkehr")) {
            return STREET;
        }
        if (type.contains("Verkehr") || type.contains("Wege")) {
            return PATH;
        }
        if (type.contains("Gemeinbedarf")) {
            return COMMUNITY;
        }
        if (type.contains("VerEntsorgung")) {
            return SUPPLY;
        }
        if (type.contains("Schutz") || type.contains("Naturschutz") || type.contains("Ausgleich")) {
            return NATURE;
        }
        return type.contains("UeberbaubareGrundstuecks") ? LIMIT : OTHER;
    }
}
