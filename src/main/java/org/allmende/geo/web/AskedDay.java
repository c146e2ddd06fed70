package org.allmende.geo.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;

/**
 * The day for which the map is asked.
 *
 * @param other whether it is another day than today
 */
record AskedDay(LocalDate day, boolean other) {

    /** @param typed {@code 2025-03-01}; what is no day means today */
    static AskedDay of(String typed, LocalDate today) {
        try {
            if (typed.matches("\\d{4}-\\d{2}-\\d{2}")) {
                var day = LocalDate.parse(typed);
                return new AskedDay(day, !day.equals(today));
            }
        } catch (DateTimeParseException noDay) {
            // as when nothing was typed
        }
        return new AskedDay(today, false);
    }

    /** What an address needs so that it shows the same day: {@code &am=2025-03-01}. */
    String suffix(String sign) {
        return other ? sign + "am=" + day : "";
    }

    /** The day as the field has it; empty for today. */
    String value() {
        return other ? day.toString() : "";
    }

    /** The sentence that says so; empty for today. */
    String note(Page page) {
        return other ? page.t("geo.day.asked", GermanDates.date(day, page.lang())) : "";
    }
}
