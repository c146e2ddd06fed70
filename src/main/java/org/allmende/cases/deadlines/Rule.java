package org.allmende.cases.deadlines;

import org.allmende.platform.time.Term;
import org.allmende.services.Deadline.WhileMissing;
import org.jspecify.annotations.Nullable;

/**
 * What makes a deadline.
 *
 * @param law the provision, § 75 VwGO; empty for what the office sets itself
 * @param missing what the clock does while the citizen has to bring something
 * @param more by how much the office has prolonged it, null for not
 */
public record Rule(
        String law,
        Term term,
        WhileMissing missing,
        @Nullable Term more) {

    public Rule(String law, Term term, WhileMissing missing) {
        this(law, term, missing, null);
    }
}
