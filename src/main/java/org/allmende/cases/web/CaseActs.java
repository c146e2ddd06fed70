package org.allmende.cases.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of a case, and what a clerk can do beside its process.
 *
 * @param clocks each deadline in a sentence
 * @param deemed since when it counts as granted, empty for not
 * @param canGoOn whether the case waits for an answer that the office can do without
 * @param hearable the decisions before which the citizen can be heard now, by id
 * @param hearingDue the last day for a statement, as the form proposes it
 * @param canSuspend whether the case can be laid to rest now, {@code canResume} whether it rests so
 * @param prolongations by how much the period can be prolonged after which it counts as granted; empty where none can
 * @param unheard whether some decision needs a hearing that has not been
 * @param proposal the decision that waits for a second person
 * @param grace the decision that can still be taken back, null for none
 * @param link the case that belongs to this one, null for none
 * @param whereabouts where it came from, and where it has gone
 */
public record CaseActs(
        List<String> clocks,
        String deemed,
        boolean canGoOn,
        Map<String, String> hearable,
        String hearingDue,
        boolean canSuspend,
        boolean canResume,
        Map<String, String> prolongations,
        boolean unheard,
        @Nullable Proposed proposal,
        @Nullable Grace grace,
        @Nullable Link link,
        List<String> whereabouts) {

    /** @param path takes it back; null if it is for others to do so */
    public record Grace(
            String outcome, String until, @Nullable String path) {}

    /** The case that this one objects to, or the objection against it. */
    public record Link(String text, String href, String number, String note) {}

    /** @param own whether whoever looks at it has proposed it, and so cannot confirm it */
    public record Proposed(String outcome, String id, String reason, String by, boolean own) {}
}
