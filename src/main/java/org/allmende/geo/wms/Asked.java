package org.allmende.geo.wms;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.allmende.geo.ogc.BadQuery;
import org.allmende.geo.ogc.ItemQuery;

/**
 * The parameters of a request, whose names may be written in any case (OGC 06-042 §6.8.1). Unknown ones are ignored, as the standard
 * has it: clients send their own.
 */
public final class Asked {

    /** Days for which a map can be asked. */
    public static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    public static final LocalDate LATEST = LocalDate.of(2100, 12, 31);

    private final Map<String, String> values = new HashMap<>();

    /** @param parameters as they came; the first of several with a name counts */
    public Asked(Map<String, String[]> parameters) {
        parameters.forEach((name, all) -> values.putIfAbsent(name.toUpperCase(Locale.ROOT), all[0]));
    }

    /** Empty when it is not there. */
    public String find(String name) {
        return values.getOrDefault(name, "").strip();
    }

    public String get(String name) {
        var value = find(name);
        if (value.isEmpty()) {
            throw new Refusal("MissingParameterValue", "%s is missing.".formatted(name));
        }
        return value;
    }

    public int number(String name, int least, int most) {
        var text = get(name);
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw new Refusal("InvalidParameterValue", "%s is a whole number from %d to %d.".formatted(name, least, most));
    }

    /** The day of TIME (§C.2); empty for the one that holds when nobody asks for another. */
    public Optional<LocalDate> day() {
        var text = find("TIME");
        if (text.isEmpty() || text.equalsIgnoreCase("current")) {
            return Optional.empty();
        }
        try {
            var day = ItemQuery.day(text);
            if (!day.isBefore(EARLIEST) && !day.isAfter(LATEST)) {
                return Optional.of(day);
            }
        } catch (BadQuery noDay) {
            // said below
        }
        throw new Refusal("InvalidDimensionValue", "TIME is one day from %s to %s.".formatted(EARLIEST, LATEST));
    }

    /** Everything below 1.3.0 is answered as 1.1.1, everything else as 1.3.0 (§6.2.4). */
    public Version version() {
        var asked = find("VERSION").isEmpty() ? find("WMTVER") : find("VERSION");
        return asked.matches("[01](\\.[0-2](\\..*)?)?") ? Version.V111 : Version.V130;
    }

    /** The two versions that clients speak; they differ in the order of coordinates and in some names. */
    public enum Version {
        V111("1.1.1", "SRS", "X", "Y", "application/vnd.ogc.se_xml"),
        V130("1.3.0", "CRS", "I", "J", "text/xml");

        private final String number;
        private final String crs;
        private final String column;
        private final String row;
        private final String exceptions;

        Version(String number, String crs, String column, String row, String exceptions) {
            this.number = number;
            this.crs = crs;
            this.column = column;
            this.row = row;
            this.exceptions = exceptions;
        }

        public String number() {
            return number;
        }

        /** The parameter that names the coordinate system. */
        public String crs() {
            return crs;
        }

        /** The parameter that names a pixel's column. */
        public String column() {
            return column;
        }

        public String row() {
            return row;
        }

        /** Media type of a refusal. */
        public String exceptions() {
            return exceptions;
        }
    }
}
