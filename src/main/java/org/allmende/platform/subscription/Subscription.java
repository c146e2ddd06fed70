package org.allmende.platform.subscription;

import java.time.Instant;
import java.util.UUID;

/**
 * That somebody wants e-mails. Who it is stays locked.
 *
 * @param lang in which they read
 * @param since when it was asked for; once confirmed, when that was
 * @param expires when it is deleted unless it is confirmed; once confirmed, when it ends
 */
public record Subscription(UUID id, Wanted wanted, String lang, State state, Instant since, Instant expires) {

    /** Whether whoever reads the address has confirmed it (double opt-in). */
    public enum State {
        PENDING,
        ACTIVE
    }
}
