package org.allmende.cases.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case on a clerk's desk.
 *
 * @param acts clocks, and what can be done beside the process
 * @param steps what else can be done
 * @param process the process with the case's place; null until it has started
 * @param tasks what is to be ticked off before somebody can decide
 * @param identity how the applicant has proved who they are, empty when they have not
 * @param identityOpen whether they still have to
 * @param canAsk whether the process allows to ask now
 * @param canDecide whether the process allows to decide now
 * @param notification when the notice counts as notified, empty as long as there is none
 * @param letter whether a decision is told in a letter
 * @param error what was wrong with the last act, null for nothing
 * @param undo the path that takes the last act back, null when there is no way back
 * @param asOf when it was made, in epoch milliseconds
 */
public record CasePage(
        String id,
        String number,
        String title,
        String state,
        String stateKind,
        String stateIcon,
        String received,
        String applicant,
        String assignee,
        boolean mine,
        boolean free,
        String due,
        String dueKind,
        String dueNote,
        CaseActs acts,
        CaseSteps steps,
        @Nullable ProcessPlace process,
        List<Section> sections,
        List<Upload> uploads,
        List<Moment> moments,
        Map<String, String> decisions,
        boolean letter,
        List<Sum> fee,
        String total,
        FeeCard feeCard,
        Keeping keeping,
        List<Colleague> colleagues,
        List<Document> documents,
        String notification,
        List<Taken> taken,
        List<Task> tasks,
        String identity,
        boolean identityOpen,
        boolean canAsk,
        boolean canDecide,
        boolean canSend,
        String questionDue,
        String typedText,
        String typedReason,
        String typedOutcome,
        @Nullable String error,
        @Nullable String done,
        @Nullable String undo,
        List<Block> blocks,
        long asOf) {

    /** @param id of the task in the process */
    public record Task(String id, String name) {}

    public record Section(String title, List<CheckPage.Line> lines) {}

    public record Upload(
            String name,
            String note,
            String state,
            String kind,
            @Nullable String href) {}

    /**
     * An entry of the history; kind is int, cit, msg or sys.
     *
     * @param undo the path that takes it back, null when there is none
     * @param stays why it can no longer be taken back, empty when that is no question
     */
    public record Moment(
            String kind,
            String icon,
            String initials,
            String who,
            String what,
            String when,
            String text,
            @Nullable String undo,
            String stays) {}

    public record Sum(String label, String amount) {}

    /** A text block as it reads in this case. */
    public record Block(String id, String name, String text) {}

    /**
     * @param changed what a clerk has set otherwise, empty for nothing
     * @param changeable whether the fee can still be set
     * @param typed the amount as it is typed
     * @param state what of it is paid, empty before the decision
     */
    public record FeeCard(String changed, boolean changeable, String typed, String state) {}

    /**
     * How long the case is kept.
     *
     * @param held who holds it back and why, empty for nobody
     * @param lead whether the visitor may do that
     */
    public record Keeping(String period, String held, boolean lead, boolean closed) {}

    public record Colleague(String account, String name, String initials, boolean assigned) {}

    public record Document(String title, String href) {}

    /** The office's own software has taken the case over; reference is its number for it, in words. */
    public record Taken(String what, String reference) {}
}
