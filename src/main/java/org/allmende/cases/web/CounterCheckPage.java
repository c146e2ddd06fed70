package org.allmende.cases.web;

import org.allmende.cases.Counter;
import org.jspecify.annotations.Nullable;

/**
 * Everything at a glance before a clerk sends it for somebody at the counter.
 *
 * @param shown hash of the answers that the page shows
 * @param identity whether the identity card must be seen
 * @param agreement how the applicant agrees, null as long as nobody has said
 * @param error what is missing, null for nothing
 */
public record CounterCheckPage(
        CheckPage check,
        String shown,
        boolean identity,
        boolean seen,
        Counter.@Nullable Agreement agreement,
        @Nullable String error) {}
