package org.allmende.sensing.sta;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.allmende.sensing.Micros;
import org.jspecify.annotations.Nullable;

/**
 * An expression in SQL that knows what it gives, and how to become something else where that makes sense.
 *
 * @param other the end of an interval; what a result is if it is no number
 * @param literal as it was written, if it is a constant
 */
record Value(
        Kind kind,
        Piece sql,
        @Nullable Piece other,
        @Nullable String literal) {

    static Value of(Kind kind, Piece sql) {
        return new Value(kind, sql, null, null);
    }

    static Value of(Kind kind, String template, Object... parts) {
        return of(kind, Piece.of(template, parts));
    }

    static Value literal(Expr.Literal it) {
        var text = it.text();
        var piece = switch (it.kind()) {
            case NUMBER -> Piece.of("{?}::float8", Double.valueOf(text));
            case BOOL -> Piece.of("{?}::boolean", Boolean.valueOf(text));
            case TIME -> moment(text);
            case INTERVAL -> moment(text.substring(0, text.indexOf('/')));
            case DURATION -> Piece.of("{?}::interval", text);
            case NULL -> Piece.of("null");
            default -> Piece.of("{?}::text", text);
        };
        var end = it.kind() == Kind.INTERVAL ? moment(text.substring(text.indexOf('/') + 1)) : null;
        return new Value(it.kind(), piece, end, text);
    }

    private static Piece moment(String text) {
        return Piece.of(
                "{?}::timestamptz",
                Times.parse(text)
                        .map(it -> it.atOffset(ZoneOffset.UTC))
                        .orElseThrow(() -> Refusal.bad("%s is no moment such as 2026-11-22T10:00:00Z.", text)));
    }

    private Optional<Double> parsed() {
        try {
            return literal == null ? Optional.empty() : Optional.of(Double.valueOf(literal));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    Piece number() {
        return switch (kind) {
            case NUMBER, RESULT, ID -> sql;
            case JSON -> Piece.of("(case when jsonb_typeof({?}) = 'number' then ({?} #>> '{}')::float8 end)", sql, sql);
            case TEXT ->
                Piece.of(
                        "{?}::float8", parsed().orElseThrow(() -> Refusal.bad("A number is needed here, not a text.")));
            default -> throw Refusal.bad("A number is needed here.");
        };
    }

    Piece text() {
        return switch (kind) {
            case TEXT -> sql;
            case JSON, GEOMETRY -> Piece.of("({?} #>> '{}')", sql);
            case RESULT -> Piece.of("coalesce({?} #>> '{}', {?}::text)", ended(), sql);
            case NUMBER, ID -> Piece.of("({?})::text", sql);
            default -> throw Refusal.bad("A text is needed here.");
        };
    }

    Piece bool() {
        return switch (kind) {
            case BOOL -> sql;
            case JSON -> Piece.of("({?} = 'true'::jsonb)", sql);
            case RESULT -> Piece.of("({?} = 'true'::jsonb)", ended());
            default -> throw Refusal.bad("Something that is true or false is needed here.");
        };
    }

    Piece time() {
        return switch (kind) {
            case TIME, INTERVAL -> sql;
            case TEXT -> literal == null ? notATime() : moment(literal);
            default -> notATime();
        };
    }

    private static Piece notATime() {
        throw Refusal.bad("A moment is needed here.");
    }

    /** The second piece. */
    Piece ended() {
        return other == null ? sql : other;
    }

    /** Moments in the many ways in which they are written. */
    static final class Times {

        private Times() {}

        static Optional<java.time.Instant> parse(String text) {
            try {
                var plain = text.strip().replace(',', '.').replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2");
                var moment = OffsetDateTime.parse(plain).toInstant();
                return Optional.of(Micros.toInstant(Micros.of(moment)));
            } catch (DateTimeParseException | ArithmeticException noMoment) {
                return Optional.empty();
            }
        }
    }
}
