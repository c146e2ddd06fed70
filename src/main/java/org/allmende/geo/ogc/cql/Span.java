package org.allmende.geo.ogc.cql;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A time with its beginning and its end; for a moment they are the same. A day lasts until the last moment before the next.
 */
record Span(Instant from, Instant to) implements Comparable<Span> {

    private static final Duration DAY = Duration.ofDays(1).minusNanos(1);

    /** {@code 2020-05-04} or {@code 2020-05-04T10:00:00Z} */
    static Optional<Span> parse(String text) {
        try {
            if (text.length() > 10) {
                var moment = OffsetDateTime.parse(text).toInstant();
                return Optional.of(new Span(moment, moment));
            }
            var begin = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            return Optional.of(new Span(begin, begin.plus(DAY)));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    /** {@code ..} is an open end. */
    static Optional<Span> parse(String from, String to) {
        var begin = from.equals("..") ? Optional.of(Instant.MIN) : parse(from).map(Span::from);
        var end = to.equals("..") ? Optional.of(Instant.MAX) : parse(to).map(Span::to);
        return begin.flatMap(one -> end.filter(other -> !other.isBefore(one)).map(other -> new Span(one, other)));
    }

    @Override
    public int compareTo(Span other) {
        int first = from.compareTo(other.from);
        return first != 0 ? first : to.compareTo(other.to);
    }

    /** As Allen (1983) has it; see OGC 21-065r2 §7.8. */
    boolean is(Op relation, Span other) {
        int beginning = from.compareTo(other.from);
        int end = to.compareTo(other.to);
        int toFrom = to.compareTo(other.from);
        int fromTo = from.compareTo(other.to);
        return switch (relation) {
            case T_AFTER -> fromTo > 0;
            case T_BEFORE -> toFrom < 0;
            case T_CONTAINS -> beginning < 0 && end > 0;
            case T_DISJOINT -> fromTo > 0 || toFrom < 0;
            case T_DURING -> beginning > 0 && end < 0;
            case T_EQUALS -> beginning == 0 && end == 0;
            case T_FINISHED_BY -> beginning < 0 && end == 0;
            case T_FINISHES -> beginning > 0 && end == 0;
            case T_INTERSECTS -> fromTo <= 0 && toFrom >= 0;
            case T_MEETS -> toFrom == 0;
            case T_MET_BY -> fromTo == 0;
            case T_OVERLAPPED_BY -> beginning > 0 && fromTo < 0 && end > 0;
            case T_OVERLAPS -> beginning < 0 && toFrom > 0 && end < 0;
            case T_STARTED_BY -> beginning == 0 && end > 0;
            case T_STARTS -> beginning == 0 && end < 0;
            default -> throw new IllegalArgumentException(relation.key());
        };
    }
}
