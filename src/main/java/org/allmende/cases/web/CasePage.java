package org.allmende.cases.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case on a clerk's desk.
 *
 * @param process the process with the case's place; null until it has started
 * @param tasks what is to be ticked off before somebody can decide
 * @param identity how the applicant has proved who they are, empty when they have not
 * @param identityOpen whether they still have to
 * @param canAsk whether the process allows to ask now
 * @param canDecide whether the process allows to decide now
 * @param letter whether a decision is told in a letter
 * @param error what was wrong with the last act, null for nothing
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
        @Nullable ProcessPlace process,
        List<Section> sections,
        List<Upload> uploads,
        List<Moment> moments,
        Map<String, String> decisions,
        boolean letter,
        List<Sum> fee,
        String total,
        String retention,
        List<Colleague> colleagues,
        List<Document> documents,
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
        @Nullable String error,
        @Nullable String done) {

    /** @param id of the task in the process */
    public record Task(String id, String name) {}

    public record Section(String title, List<CheckPage.Line> lines) {}

    public record Upload(
            String name,
            String note,
            String state,
            String kind,
            @Nullable String href) {}

    /** An entry of the history; kind is int, cit, msg or sys. */
    public record Moment(
            String kind, String icon, String initials, String who, String what, String when, String text) {}

    public record Sum(String label, String amount) {}

    public record Colleague(String account, String name, String initials, boolean assigned) {}

    public record Document(String title, String href) {}

    /** The office's own software has taken the case over; reference is its number for it, in words. */
    public record Taken(String what, String reference) {}
}
