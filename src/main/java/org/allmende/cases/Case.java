package org.allmende.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Vorgang: an application in the office that is responsible for it. It belongs to that office's tenant, whichever
 * portal it came through.
 *
 * @param title what it is about, in the language of the office
 * @param applicant the applicant's name, as the work list shows it
 * @param answers what was sent, as canonical JSON; {@code answersHash} is its SHA-256
 * @param due the last day for the office, with the reason it is due then; moved while {@code restsSince} is set
 * @param outcome the decision's id in the package, once decided
 * @param deleteAfter the last day it is kept, once closed
 */
public record Case(
        String tenant,
        UUID id,
        CaseNumber number,
        UUID draft,
        String office,
        String service,
        String version,
        String portal,
        String lang,
        String title,
        String applicant,
        @Nullable String email,
        String answers,
        String answersHash,
        CaseState state,
        Instant submitted,
        @Nullable LocalDate due,
        @Nullable String dueReason,
        @Nullable Instant restsSince,
        @Nullable UUID assignee,
        @Nullable String outcome,
        @Nullable Instant decided,
        @Nullable Instant closed,
        @Nullable Integer feeCents,
        @Nullable LocalDate deleteAfter) {

    public boolean isAssignedTo(UUID account) {
        return account.equals(assignee);
    }

    public boolean isOverdueOn(LocalDate day) {
        return closed == null && restsSince == null && due != null && due.isBefore(day);
    }

    /** Fails unless the case is in one of these states. */
    void require(CaseState... states) {
        if (!List.of(states).contains(state)) {
            throw new CaseMovedOn(state);
        }
    }

    Case assignedTo(@Nullable UUID account) {
        var next = account != null && state == CaseState.NEW ? CaseState.IN_REVIEW : state;
        return with(next, dueNow(), restsSince, account, outcome, decided, closed, feeCents, deleteAfter);
    }

    /** As it begins in an office of another tenant: with the same answers, and nothing done about it yet. */
    Case movedTo(Transfer.Target to, Transfer.Handed as, Instant now) {
        return new Case(
                to.tenant(),
                as.caseId(),
                as.number(),
                as.caseId(),
                to.office(),
                service,
                version,
                to.tenant(),
                lang,
                title,
                applicant,
                email,
                answers,
                answersHash,
                CaseState.NEW,
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                feeCents,
                null);
    }

    /** The same with what is due next now. */
    Case due(CaseClock.Due next) {
        return with(state, next, restsSince, assignee, outcome, decided, closed, feeCents, deleteAfter);
    }

    /** As it was before an act that is undone. */
    Case putBack(CaseState before, @Nullable UUID account, @Nullable Instant rested) {
        return with(before, dueNow(), rested, account, outcome, decided, closed, feeCents, deleteAfter);
    }

    Case asked(Instant now) {
        return with(CaseState.QUESTION_OPEN, dueNow(), now, assignee, outcome, decided, closed, feeCents, deleteAfter);
    }

    /** The citizen is heard before a decision. */
    Case heard(Instant now) {
        return with(CaseState.HEARING, dueNow(), now, assignee, outcome, decided, closed, feeCents, deleteAfter);
    }

    /** It rests. */
    Case suspended(Instant now) {
        return with(CaseState.SUSPENDED, dueNow(), now, assignee, outcome, decided, closed, feeCents, deleteAfter);
    }

    /** It goes on after a rest. */
    Case resumed() {
        return with(CaseState.IN_REVIEW, dueNow(), null, assignee, outcome, decided, closed, feeCents, deleteAfter);
    }

    Case in(CaseState next) {
        return with(next, dueNow(), restsSince, assignee, outcome, decided, closed, feeCents, deleteAfter);
    }

    Case answered() {
        return with(CaseState.ANSWERED, dueNow(), null, assignee, outcome, decided, closed, feeCents, deleteAfter);
    }

    /** A day has passed for which the case waited; the office has to see to it. */
    Case unanswered() {
        return with(state, dueNow(), null, assignee, outcome, decided, closed, feeCents, deleteAfter);
    }

    Case decided(String how, int fee, Instant now) {
        return with(CaseState.DECIDED, dueNow(), null, assignee, how, now, closed, fee, deleteAfter);
    }

    Case noticeReady() {
        return with(
                CaseState.NOTICE_READY,
                dueNow(),
                restsSince,
                assignee,
                outcome,
                decided,
                closed,
                feeCents,
                deleteAfter);
    }

    /** An objection has succeeded: what was decided is replaced, and how far the case is stays. */
    Case decidedAnew(String how, int fee) {
        return with(state, dueNow(), restsSince, assignee, how, decided, closed, fee, deleteAfter);
    }

    Case closed(Instant now, LocalDate keptUntil) {
        return with(CaseState.DONE, dueNow(), null, assignee, outcome, decided, now, feeCents, keptUntil);
    }

    /** The same, kept for longer. */
    Case keptUntil(LocalDate day) {
        return with(state, dueNow(), restsSince, assignee, outcome, decided, closed, feeCents, day);
    }

    private CaseClock.Due dueNow() {
        return new CaseClock.Due(due, dueReason);
    }

    private Case with(
            CaseState state,
            CaseClock.Due due,
            @Nullable Instant restsSince,
            @Nullable UUID assignee,
            @Nullable String outcome,
            @Nullable Instant decided,
            @Nullable Instant closed,
            @Nullable Integer feeCents,
            @Nullable LocalDate deleteAfter) {
        return new Case(
                tenant,
                id,
                number,
                draft,
                office,
                service,
                version,
                portal,
                lang,
                title,
                applicant,
                email,
                answers,
                answersHash,
                state,
                submitted,
                due.day(),
                due.reason(),
                restsSince,
                assignee,
                outcome,
                decided,
                closed,
                feeCents,
                deleteAfter);
    }

    /** An application has reached its office. Carries ids only. */
    public record Submitted(String tenant, UUID id) {}

    /** The citizen has answered a question. */
    public record Answered(String tenant, UUID id, UUID question) {}

    /** The office has asked the citizen. */
    public record Asked(String tenant, UUID id, UUID question) {}

    /** The citizen is to be heard; the letter is to be made. */
    public record Heard(String tenant, UUID id, UUID hearing) {}

    /** The office has decided; the notice, if there is one, is to be made. */
    public record Decided(String tenant, UUID id) {}

    /** A notice beside the one that ends the case is out; its letter is to be made. */
    public record FurtherIssued(String tenant, UUID id, UUID notice) {}

    /** The notice about a part is there. */
    public record PartReady(String tenant, UUID id, int partial) {}

    /** The new notice is there and takes the place of the one before. */
    public record NoticeReplaced(String tenant, UUID id, int notice) {}

    /** What came of it is there for the citizen: the notice, or the word that it is done. */
    public record NoticeReady(String tenant, UUID id) {}

    /** Nothing is left to do. */
    public record Closed(String tenant, UUID id) {}

    /** Its time is over: whoever keeps something of it elsewhere deletes that in the same transaction. */
    public record Deleting(String tenant, UUID id) {}
}
