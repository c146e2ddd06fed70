package org.allmende.sensing.connectors;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Optional;

/** Moments as others write them. */
final class Times {

    private static final DateTimeFormatter GERMAN = german("uuuu");
    private static final DateTimeFormatter GERMAN_SHORT = german("uu");
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd")
            .appendLiteral('T')
            .appendPattern("H:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .toFormatter(java.util.Locale.ROOT);
    private static final List<DateTimeFormatter> LOCAL = List.of(ISO, GERMAN, GERMAN_SHORT);

    /** Later seconds since 1970 are milliseconds. */
    private static final long LARGEST_SECOND = 100_000_000_000L;

    private Times() {}

    private static DateTimeFormatter german(String year) {
        return DateTimeFormatter.ofPattern("d.M." + year + "'T'H:mm[:ss]", java.util.Locale.ROOT);
    }

    /**
     * ISO 8601, German ({@code 30.10.2023 11:40}, a date alone is its beginning) or seconds or milliseconds since 1970; what has
     * no offset is a time of the zone.
     */
    static Optional<Instant> read(String text, ZoneId zone) {
        var plain = text.strip();
        if (plain.length() > 40) {
            return Optional.empty();
        }
        try {
            if (plain.matches("\\d{9,13}")) {
                long number = Long.parseLong(plain);
                return Optional.of(
                        number > LARGEST_SECOND ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number));
            }
            var one = plain.replaceFirst("(?<=\\d)[ T,]+(?=\\d)", "T").replaceFirst(" Uhr$", "");
            if (one.matches(".*T.*(Z|[+-]\\d\\d(:?\\d\\d)?)")) {
                return Optional.of(OffsetDateTime.parse(one.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2")
                                .replaceFirst("([+-]\\d\\d)$", "$1:00"))
                        .toInstant());
            }
            return local(one.contains("T") ? one : one + "T0:00", zone);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> local(String text, ZoneId zone) {
        return LOCAL.stream()
                .flatMap(format -> local(text, format).stream())
                .findFirst()
                .map(it -> it.atZone(zone).toInstant());
    }

    private static Optional<LocalDateTime> local(String text, DateTimeFormatter format) {
        try {
            return Optional.of(LocalDateTime.parse(text, format));
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }
}
