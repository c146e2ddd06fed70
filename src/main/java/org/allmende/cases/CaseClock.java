package org.allmende.cases;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.deadlines.CaseDeadline;
import org.allmende.cases.deadlines.Deadlines;
import org.allmende.cases.deadlines.Hold;
import org.allmende.cases.deadlines.Reasons;
import org.allmende.cases.deadlines.Rule;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.Ids;
import org.allmende.platform.time.Term;
import org.allmende.platform.time.WorkingDays;
import org.allmende.region.Regions;
import org.allmende.services.Deadline.WhileMissing;
import org.allmende.services.ServicePackage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The clocks of a case: what its service and the law set, when they stand still, and what is due next. Works in the running
 * transaction of the case's tenant, with the case locked.
 */
@Component
public class CaseClock {

    private final Deadlines deadlines;
    private final Reasons reasons;
    private final Regions regions;
    private final Clock clock;

    CaseClock(Deadlines deadlines, Reasons reasons, Regions regions, Clock clock) {
        this.deadlines = deadlines;
        this.reasons = reasons;
        this.regions = regions;
        this.clock = clock;
    }

    /** What is due first, and why; both null for nothing. */
    public record Due(@Nullable LocalDate day, @Nullable String reason) {}

    /** The clocks of a new case of this service, which {@link #start} sets going. */
    List<CaseDeadline> plan(UUID caseId, ServicePackage pack, LocalDate received) {
        return plan(caseId, pack, received, received);
    }

    /**
     * The same where the law counts from another day.
     *
     * @param arrived when the office got it, from which its own aim is counted
     * @param received the day of the application by law
     */
    List<CaseDeadline> plan(UUID caseId, ServicePackage pack, LocalDate arrived, LocalDate received) {
        var planned = new ArrayList<CaseDeadline>();
        var target = new Rule("", new Term(pack.target(), Term.Unit.WORKING_DAYS), WhileMissing.RESTS);
        planned.add(planned(caseId, CaseDeadline.Kind.TARGET, target, null, arrived));
        pack.deadlines().stream()
                .filter(one -> one.holdsOn(received))
                .forEach(one -> planned.add(planned(
                        caseId,
                        CaseDeadline.Kind.DECISION,
                        new Rule(one.law(), Term.of(one.within()), one.missing()),
                        one.fiction().orElse(null),
                        received)));
        return planned;
    }

    private CaseDeadline planned(
            UUID caseId, CaseDeadline.Kind kind, Rule rule, @Nullable String fiction, LocalDate received) {
        var blank = new CaseDeadline(Ids.next(), caseId, kind, rule, fiction, received, null, null, null);
        return blank.counted(List.of(), received, days());
    }

    void start(List<CaseDeadline> planned) {
        planned.forEach(deadlines::add);
    }

    /** What is due first among these. */
    Due next(List<CaseDeadline> running, List<Hold> holds) {
        return running.stream()
                .filter(one -> one.due() != null)
                .filter(one -> isTheOffices(one))
                .min((one, other) -> Objects.requireNonNull(one.due()).compareTo(Objects.requireNonNull(other.due())))
                .map(one -> new Due(one.due(), reasons.clause(one, one.course(holds, today(), days()), "de")))
                .orElse(new Due(null, null));
    }

    /** Others' days are the office's concern when they are over, and a resubmission when it has come. */
    private boolean isTheOffices(CaseDeadline one) {
        return switch (one.kind()) {
            case ANSWER -> one.isOver(today());
            case RESUBMISSION -> one.isOver(today().plusDays(1));
            default -> true;
        };
    }

    /** Counts all clocks of the case anew and gives what is due first. */
    Due count(UUID caseId) {
        return next(deadlines.count(caseId, today(), days()), deadlines.listHolds(caseId));
    }

    /**
     * The case waits for the citizen until this day, or the next working day (§ 31 (3) VwVfG), which is given back.
     *
     * @param kind what it waits for
     */
    LocalDate await(UUID caseId, Hold.Kind kind, LocalDate day) {
        var until = days().orNext(day);
        deadlines.add(
                new CaseDeadline(Ids.next(), caseId, CaseDeadline.Kind.ANSWER, null, null, today(), until, null, null));
        deadlines.hold(caseId, kind, today(), "");
        return until;
    }

    /** The case rests; on this day the office looks at it again. */
    void suspend(UUID caseId, String reason, LocalDate again) {
        deadlines.add(new CaseDeadline(
                Ids.next(), caseId, CaseDeadline.Kind.RESUBMISSION, null, null, today(), again, null, null));
        deadlines.hold(caseId, Hold.Kind.SUSPENSION, today(), reason);
    }

    /** The case goes on. */
    void goOn(UUID caseId) {
        deadlines.meet(caseId, List.of(CaseDeadline.Kind.ANSWER, CaseDeadline.Kind.RESUBMISSION), clock.instant());
        deadlines.goOn(caseId, today());
    }

    /** What the case waited for is taken back on the day it was asked for, or the next: its clocks never stood still. */
    void neverWaited(UUID caseId) {
        deadlines.forgetHold(caseId);
    }

    /** The office has decided: no law presses any more. */
    void decided(UUID caseId) {
        deadlines.meet(
                caseId,
                List.of(CaseDeadline.Kind.DECISION, CaseDeadline.Kind.ANSWER, CaseDeadline.Kind.CERTIFICATE),
                clock.instant());
    }

    /** Nothing is left to do. */
    void closed(UUID caseId) {
        deadlines.meet(caseId, List.of(CaseDeadline.Kind.values()), clock.instant());
    }

    /** It counts as granted; the office has to confirm that in writing, which is due at once. */
    void deemGranted(CaseDeadline passed) {
        deadlines.meet(
                passed.caseId(),
                List.of(CaseDeadline.Kind.DECISION, CaseDeadline.Kind.ANSWER, CaseDeadline.Kind.RESUBMISSION),
                clock.instant());
        deadlines.goOn(passed.caseId(), today());
        deadlines.add(new CaseDeadline(
                Ids.next(),
                passed.caseId(),
                CaseDeadline.Kind.CERTIFICATE,
                null,
                passed.fiction(),
                today(),
                today(),
                null,
                null));
    }

    /** The period after which it counts as granted, if it still runs and has not been prolonged (§ 42a (2) sentence 3 VwVfG). */
    public Optional<CaseDeadline> findProlongable(UUID caseId) {
        return deadlines.list(caseId).stream()
                .filter(one -> one.kind() == CaseDeadline.Kind.DECISION && one.fiction() != null && one.met() == null)
                .filter(one -> one.rule() != null && one.rule().more() == null)
                .filter(one -> one.due() != null && !one.isOver(today()))
                .findFirst();
    }

    /** Prolongs it, and says until when it runs and why. */
    String prolong(CaseDeadline one, Term more, String lang) {
        deadlines.prolong(one, more);
        deadlines.count(one.caseId(), today(), days());
        return deadlines.list(one.caseId()).stream()
                .filter(now -> now.id().equals(one.id()))
                .map(now -> sentence(now, lang))
                .findFirst()
                .orElseThrow();
    }

    /** Whether its period has passed and what was applied for counts as granted. */
    public boolean isDeemedGranted(UUID caseId) {
        return deadlines.list(caseId).stream().anyMatch(one -> one.kind() == CaseDeadline.Kind.CERTIFICATE);
    }

    /** All clocks of a case in words, those that matter no longer left out. */
    public List<String> sentences(UUID caseId, String lang) {
        var holds = deadlines.listHolds(caseId);
        return deadlines.list(caseId).stream()
                .filter(one -> one.met() == null)
                .map(one -> reasons.sentence(one, one.course(holds, today(), days()), lang))
                .toList();
    }

    /** A clock of a case in words. */
    String sentence(CaseDeadline one, String lang) {
        return reasons.sentence(one, one.course(deadlines.listHolds(one.caseId()), today(), days()), lang);
    }

    private LocalDate today() {
        return GermanDates.today(clock);
    }

    private WorkingDays days() {
        return regions.current().workingDays();
    }
}
