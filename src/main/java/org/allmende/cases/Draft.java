package org.allmende.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.allmende.services.form.Answers;
import org.jspecify.annotations.Nullable;

/**
 * An application that is being written, kept at each step. It belongs to the portal where it was begun.
 *
 * @param answers what has been accepted so far, as JSON
 * @param unfinished what was typed and is not accepted yet, as {@link Unfinished} writes it
 * @param moves how it came under newer versions of its form, in order
 * @param aside what these no longer ask
 * @param taken which of the answers come from an earlier application
 * @param sentTo the tenant that has it now, once sent; {@code sentAs} is its number there
 */
public record Draft(
        String tenant,
        UUID id,
        String service,
        String version,
        String lang,
        String answers,
        String unfinished,
        List<Move> moves,
        List<Aside> aside,
        @Nullable Taken taken,
        Instant created,
        Instant changed,
        LocalDate expires,
        @Nullable String sentTo,
        @Nullable String sentAs) {

    public boolean isSent() {
        return sentAs != null;
    }

    /** Whether its author has read about all changes of the form. */
    public boolean isToldOfMoves() {
        return moves.stream().allMatch(Move::isTold);
    }

    Draft with(Answers kept, @Nullable Taken source) {
        return new Draft(
                tenant,
                id,
                service,
                version,
                lang,
                kept.json(),
                unfinished,
                moves,
                aside,
                source,
                created,
                changed,
                expires,
                sentTo,
                sentAs);
    }

    Draft moved(String to, Answers kept, Unfinished typed, List<Move> moves, List<Aside> aside) {
        return new Draft(
                tenant,
                id,
                service,
                to,
                lang,
                kept.json(),
                typed.json(),
                moves,
                aside,
                taken,
                created,
                changed,
                expires,
                sentTo,
                sentAs);
    }

    Draft with(List<Move> moves, List<Aside> aside) {
        return new Draft(
                tenant,
                id,
                service,
                version,
                lang,
                answers,
                unfinished,
                moves,
                aside,
                taken,
                created,
                changed,
                expires,
                sentTo,
                sentAs);
    }
}
