package org.allmende.region;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with its own portal and its own staff: the county, a municipality, or another office such as the Jobcenter.
 *
 * @param name as the law has it: {@code Universitätsstadt Marburg}
 * @param shortName as people say it: {@code Wetter (Hessen)}
 * @param ags official key of eight digits, of a county five; empty for an office
 * @param ars regional key of twelve digits; empty where there is none
 * @param county the county a municipality or office belongs to, null for a county and a kreisfreie Stadt
 */
public record Tenant(
        Slug slug,
        Kind kind,
        String name,
        String shortName,
        String ags,
        String ars,
        NumberPrefix numberPrefix,
        Colour colour,
        @Nullable Place place,
        @Nullable Slug county,
        Contact contact,
        LocalDate activeSince,
        @Nullable LocalDate activeUntil) {

    public enum Kind {
        COUNTY,
        MUNICIPALITY,
        OFFICE;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean activeOn(LocalDate day) {
        return !day.isBefore(activeSince) && (activeUntil == null || !day.isAfter(activeUntil));
    }

    public Theme theme() {
        return Theme.of(colour);
    }

    public Crest crest() {
        return new Crest(slug, colour);
    }
}
