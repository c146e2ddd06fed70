package org.allmende.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice beside the one that ends a case. It is proposed where four eyes are needed, said, and issued when it can no longer be
 * taken back.
 *
 * @param number among those of its kind in the case, from 1; new notices count with the one that ended the case, from 2
 * @param confirmedBy the second person, where four eyes were needed
 * @param stands from when on it can no longer be taken back, null while it waits for a second person
 * @param issued when it was made, null before
 */
public record FurtherNotice<C extends FurtherNotice.Content>(
        UUID id,
        UUID caseId,
        int number,
        C content,
        String reason,
        UUID by,
        String byName,
        Instant at,
        @Nullable String confirmedBy,
        @Nullable Instant stands,
        @Nullable Instant issued) {

    /** What it says, by kind. */
    public sealed interface Content permits PartialNotice, NewNotice, NoticeCorrection {}

    public enum Kind {
        PARTIAL(PartialNotice.class),
        ANEW(NewNotice.class),
        CORRECTION(NoticeCorrection.class);

        private final Class<? extends Content> type;

        Kind(Class<? extends Content> type) {
            this.type = type;
        }

        Class<? extends Content> type() {
            return type;
        }

        static Kind of(Class<? extends Content> type) {
            for (var kind : values()) {
                if (kind.type == type) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(type.getName());
        }
    }

    public boolean isIssued() {
        return issued != null;
    }

    /** Whether it waits for a second person. */
    public boolean isProposed() {
        return stands == null;
    }
}
