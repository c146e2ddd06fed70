package org.allmende.platform.operations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest acts, or those before one of them.
 *
 * @param next the address of the older ones; null when there are none
 */
public record AuditPage(
        List<Act> acts, @Nullable Check check, @Nullable String next, boolean newest) {

    /**
     * One entry of the log.
     *
     * @param about what the subject's id stands for, empty if nobody knows any more
     */
    public record Act(
            long seq,
            String when,
            String who,
            String what,
            String subject,
            String about,
            String details,
            String hash) {}

    /** What a verification of the chain found. */
    public record Check(boolean intact, String title, String text) {}
}
