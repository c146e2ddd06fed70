package org.allmende.region;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A name out of the official register, {@code Marburg, Universitätsstadt}, as the law writes it ({@code Universitätsstadt
 * Marburg}) and as people say it ({@code Marburg}).
 *
 * @param official with the designation in front
 * @param common without it, with the bracket that tells it from others
 */
public record OfficialName(String official, String common) {

    /** A designation that stands in front of a name; slogans such as "Tor zur Eifel" do not. */
    private static final Pattern DESIGNATION =
            Pattern.compile("(?:[\\p{L}-]+ und +)?[\\p{L}-]*(?:[Ss]tadt|[Gg]emeinde|[Ff]lecken|[Kk]irchspiel)");

    private static final Pattern ALREADY_NAMED = Pattern.compile("(?iu).*(kreis|region|verband).*");

    /** @param code Textkennzeichen of the register (GV-ISys) */
    public static OfficialName ofMunicipality(String name, int code) {
        var parts = name.split(",", -1);
        var common = tidy(parts[0]);
        var designation = Arrays.stream(parts)
                .skip(1)
                .map(OfficialName::tidy)
                .map(OfficialName::unabridged)
                .filter(part ->
                        DESIGNATION.matcher(part).matches() || part.equals("Markt") || part.equals("Große Kreisstadt"))
                .findFirst()
                .orElse(kind(code));
        return new OfficialName(designation + " " + common, common);
    }

    /** @param code Textkennzeichen of the register: 43 Kreis, 44 Landkreis */
    public static OfficialName ofCounty(String name, int code) {
        var common = tidy(name);
        if (ALREADY_NAMED.matcher(common).matches()) {
            return new OfficialName(common, common);
        }
        return new OfficialName((code == 43 ? "Kreis " : "Landkreis ") + common, common);
    }

    private static String unabridged(String designation) {
        return switch (designation) {
            case "St" -> "Stadt";
            case "M" -> "Markt";
            case "GKSt" -> "Große Kreisstadt";
            default -> designation;
        };
    }

    private static String kind(int code) {
        return switch (code) {
            case 41, 42, 61, 62, 63 -> "Stadt";
            case 60 -> "Markt";
            case 65 -> "Gemeindefreier Bezirk";
            case 66 -> "Gemeindefreies Gebiet";
            case 67 -> "Große Kreisstadt";
            default -> "Gemeinde";
        };
    }

    private static String tidy(String text) {
        return text.strip().replaceAll("\\s+", " ").replace("/ ", "/");
    }
}
