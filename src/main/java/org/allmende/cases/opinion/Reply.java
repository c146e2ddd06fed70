package org.allmende.cases.opinion;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What those who were asked say.
 *
 * @param text may be empty where there are no objections
 * @param files in the tenant of the case
 */
public record Reply(Verdict verdict, String text, List<UUID> files, String by, Instant at) {

    /** What it comes to. */
    public enum Verdict {
        NO_OBJECTIONS,
        STATEMENT
    }
}
