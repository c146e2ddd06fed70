package org.allmende.geo;

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
    PATH("#f7e7a6", "#7d6400"),
    GREEN("#a9cf8e", "#3f6b21"),
    WOOD("#6fae6b", "#25592a"),
    FIELD("#e3dc96", "#6b651b"),
    WATER("#9cc9e8", "#1d5a86"),
    NATURE("#bfe0b4", "#1f6b2d"),
    SUPPLY("#f1e27a", "#6b6000"),
    OTHER("#dcdcdc", "#55555c"),
    LINE("none", "#1b4f8f"),
    POINT("#3f8f3a", "#1f5b1c"),
    OUTLINE("none", "#111111"),
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

    private final String fill;
    private final String stroke;

    Look(String fill, String stroke) {
        this.fill = fill;
        this.stroke = stroke;
    }

    /** {@code #rrggbb}, or {@code none} */
    public String fill() {
        return fill;
    }

    public String stroke() {
        return stroke;
    }

    /** The higher is drawn over the lower. */
    @SuppressWarnings("EnumOrdinal")
    public int rank() {
        return ordinal();
    }

    public static Look of(Feature feature) {
        var type = feature.type();
        if (type.matches("[A-Z]{2}_(Plan|Bereich)")) {
            return OUTLINE;
        }
        return switch (feature.geometry().getDimension()) {
            case 0 -> POINT;
            case 1 -> LINE;
            default -> area(feature, type);
        };
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
        return type.contains("UeberbaubareGrundstuecks") ? LINE : OTHER;
    }
}
