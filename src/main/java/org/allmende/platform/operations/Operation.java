package org.allmende.platform.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.allmende.platform.time.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Something that the server did for itself, and how it went.
 *
 * @param failure what went wrong, in a sentence for the operator; null when nothing did
 * @param subject the file or the tenants it was done to
 */
public record Operation(
        UUID id,
        Kind kind,
        Instant began,
        Duration took,
        @Nullable String failure,
        String subject,
        long rows,
        long documents,
        long bytes) {

    /** What was done. */
    public enum Kind {
        BACKUP,
        /** A backup was restored on trial, every row and document compared. */
        REHEARSAL,
        RESTORE,
        /** The chains of all audit logs were read from end to end. */
        AUDIT
    }

    static Operation done(
            Kind kind, Instant began, Instant ended, String subject, long rows, long documents, long bytes) {
        return new Operation(
                Ids.next(), kind, began, Duration.between(began, ended), null, subject, rows, documents, bytes);
    }

    static Operation failed(Kind kind, Instant began, Instant ended, String subject, String failure) {
        return new Operation(Ids.next(), kind, began, Duration.between(began, ended), failure, subject, 0, 0, 0);
    }

    public boolean succeeded() {
        return failure == null;
    }
}
