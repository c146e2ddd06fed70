package org.allmende.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision that waits: for a second person, or until it can no longer be taken back.
 *
 * @param reason what the notice says
 * @param unheard why nobody was heard before, null when it is not needed or has been done
 * @param by who proposed it, and cannot confirm it
 */
public record Proposal(
        String outcome,
        int feeCents,
        @Nullable String reason,
        @Nullable String unheard,
        UUID by,
        String byName,
        Instant at) {}
