package org.allmende.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.bpmn.Engine;
import org.allmende.cases.deadlines.Hold;
import org.allmende.cases.identity.CaseIdentities;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Forbidden;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What a clerk does with a case. Each act is one transaction: the case, its place in the process, its history and the
 * audit log change together, or not at all.
 */
@Component
public class CaseWork {

    private final Tenancy tenancy;
    private final Cases cases;
    private final Entries entries;
    private final Questions questions;
    private final Engine engine;
    private final Processes processes;
    private final OpenTasks openTasks;
    private final CaseClock caseClock;
    private final Deciding deciding;
    private final Hearings hearings;
    private final CaseIdentities identities;
    private final Regions regions;
    private final Undo undo;
    private final Deputies deputies;
    private final MentionMail mentions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Duration grace;
    private final Clock clock;

    CaseWork(
            Tenancy tenancy,
            Cases cases,
            Entries entries,
            Questions questions,
            Engine engine,
            Processes processes,
            OpenTasks openTasks,
            CaseClock caseClock,
            Deciding deciding,
            Hearings hearings,
            CaseIdentities identities,
            Regions regions,
            Undo undo,
            Deputies deputies,
            MentionMail mentions,
            Audit audit,
            ApplicationEventPublisher events,
            Configuration configuration,
            Clock clock) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.entries = entries;
        this.questions = questions;
        this.engine = engine;
        this.processes = processes;
        this.openTasks = openTasks;
        this.caseClock = caseClock;
        this.deciding = deciding;
        this.hearings = hearings;
        this.identities = identities;
        this.regions = regions;
        this.undo = undo;
        this.deputies = deputies;
        this.mentions = mentions;
        this.audit = audit;
        this.events = events;
        this.grace = configuration.decision().grace();
        this.clock = clock;
    }

    /** Takes the case; {@link CaseTaken} if somebody else has it who is not away. */
    public void claim(Staff staff, UUID id) {
        act(staff, id, "case.claimed", Map.of(), it -> {
            boolean others = it.assignee() != null && !it.isAssignedTo(staff.account());
            if (others && deputies.findAbsent(staff, it).isEmpty()) {
                throw new CaseTaken();
            }
            note(id, Entry.Kind.CLAIMED, staff, false, null);
            return it.assignedTo(staff.account());
        });
    }

    /** Gives the case back to the list. */
    public void release(Staff staff, UUID id) {
        act(staff, id, "case.released", Map.of(), it -> {
            note(id, Entry.Kind.RELEASED, staff, false, null);
            return it.assignedTo(null);
        });
    }

    /** Gives the case to a colleague of the office. */
    public void assign(Staff staff, UUID id, UUID colleague, String colleagueName) {
        act(staff, id, "case.assigned", Map.of("to", colleague.toString()), it -> {
            note(id, Entry.Kind.ASSIGNED, staff, false, colleagueName);
            return it.assignedTo(colleague);
        });
    }

    /** Writes something down that only the office sees; colleagues whom it names hear of it. */
    public void note(Staff staff, UUID id, String text) {
        act(staff, id, "case.noted", Map.of(), it -> {
            note(id, Entry.Kind.NOTE, staff, false, text);
            mentions.tell(staff, it, text);
            return it;
        });
    }

    /** Asks the citizen; the office's own clock rests until the answer. */
    public void ask(Staff staff, UUID id, String text, LocalDate due) {
        ask(staff, id, text, List.of(), due);
    }

    /**
     * Asks the citizen.
     *
     * @param papers what is missing to make the application complete: a period by law that wants it complete begins anew when
     *     they are there
     * @param due the last day for the answer; on a weekend or holiday, the next working day
     */
    public void ask(Staff staff, UUID id, String text, List<String> papers, LocalDate due) {
        act(staff, id, "case.asked", Map.of("due", due.toString()), it -> {
            it.require(CaseState.NEW, CaseState.IN_REVIEW, CaseState.ANSWERED);
            processes.ensureStarted(it);
            requireNow(it, openTasks.of(it).canAsk());
            engine.complete(id, Processes.REVIEW, Map.of("complete", false));
            var until = caseClock.await(id, papers.isEmpty() ? Hold.Kind.QUESTION : Hold.Kind.PAPERS, due);
            var question = questions.add(id, text, papers, until, clock.instant(), staff.name());
            note(id, Entry.Kind.ASKED, staff, true, withPapers(text, papers));
            events.publishEvent(new Case.Asked(it.tenant(), id, question));
            return it.assignedTo(staff.account()).asked(clock.instant()).due(caseClock.count(id));
        });
    }

    private static String withPapers(String text, List<String> papers) {
        return papers.isEmpty() ? text : text + "\n\n– " + String.join("\n– ", papers);
    }

    /** Goes on without the citizen's answer; {@link HearingRuns} while they may still say something to a hearing. */
    public void goOn(Staff staff, UUID id) {
        act(staff, id, "case.went-on", Map.of(), it -> {
            it.require(CaseState.QUESTION_OPEN, CaseState.HEARING);
            if (it.state() == CaseState.HEARING) {
                // whoever is heard has the time that they were given
                hearings.findOpen(id)
                        .filter(one -> !one.due().isBefore(today()))
                        .ifPresent(one -> {
                            throw new HearingRuns();
                        });
                hearings.close(id, clock.instant());
            } else {
                questions.close(id, clock.instant());
                engine.complete(id, Processes.QUESTION, Map.of());
            }
            note(id, Entry.Kind.WENT_ON, staff, true, null);
            caseClock.goOn(id);
            return it.answered().due(caseClock.count(id));
        });
    }

    /** Ticks off what was done outside of this house, or the review that such tasks follow. */
    public void tickOff(Staff staff, UUID id, String task) {
        act(staff, id, "case.ticked-off", Map.of("task", task), it -> {
            it.require(CaseState.NEW, CaseState.IN_REVIEW, CaseState.ANSWERED);
            processes.ensureStarted(it);
            var node = openTasks.find(it, task).orElseThrow(() -> new CaseMovedOn(it.state()));
            if (node.lead() && !staff.isOneOf(Role.LEAD)) {
                throw new Forbidden();
            }
            engine.complete(id, task, task.equals(Processes.REVIEW) ? Map.of("complete", true) : Map.of());
            note(id, Entry.Kind.TICKED_OFF, staff, false, node.name());
            return it.assignedTo(staff.account());
        });
    }

    /** Notes that the applicant has shown their identity card. */
    public void seeIdentity(Staff staff, UUID id) {
        act(staff, id, "case.identity-seen", Map.of(), it -> {
            it.require(CaseState.NEW, CaseState.IN_REVIEW, CaseState.ANSWERED);
            identities.addSeen(id, staff.name());
            note(id, Entry.Kind.IDENTITY_SEEN, staff, false, null);
            return it;
        });
    }

    /** Whether nobody knows yet for certain who applies, though the service needs it. */
    public boolean isIdentityOpen(Case it) {
        return deciding.isIdentityOpen(it);
    }

    /** As {@link #decide(Staff, UUID, String, int, String, String)}, where nobody has to be heard before or has been. */
    public void decide(Staff staff, UUID id, String outcome, int feeCents, @Nullable String reason) {
        decide(staff, id, outcome, feeCents, reason, null);
    }

    /**
     * Decides. For the configured time that can be taken back, then the notice is made and delivered. A decision that needs four
     * eyes waits for somebody else's.
     * {@link NoBankAccount} if it could not say where to pay, {@link IdentityNotSeen} if it would grant something to somebody whom
     * nobody has identified, {@link NotHeard} and {@link DeemedGranted} if it may not be refused, or not yet.
     *
     * @param unheard why the citizen is not heard before (§ 28 (2) VwVfG)
     */
    public void decide(
            Staff staff, UUID id, String outcome, int feeCents, @Nullable String reason, @Nullable String unheard) {
        decide(staff, id, outcome, feeCents, reason, unheard, grace);
    }

    /**
     * As {@link #decide(Staff, UUID, String, int, String, String)}.
     *
     * @param back for how long it can be taken back
     */
    public void decide(
            Staff staff,
            UUID id,
            String outcome,
            int feeCents,
            @Nullable String reason,
            @Nullable String unheard,
            Duration back) {
        if (feeCents > 0 && regions.current().findBankAccount(staff.tenant()).isEmpty()) {
            throw new NoBankAccount();
        }
        boolean second = tenancy.as(
                staff.tenant(),
                () -> cases.find(id)
                        .filter(it -> deciding.needsSecondPerson(it, outcome))
                        .isPresent());
        var wanted = new Proposal(outcome, feeCents, reason, unheard, staff.account(), staff.name(), clock.instant());
        act(
                staff,
                id,
                second ? "case.proposed" : "case.decided",
                Map.of("outcome", outcome),
                it -> deciding.decide(it, staff, wanted, back));
    }

    /** Confirms a proposed decision as the second person; {@link SecondPersonNeeded} for whoever proposed it. */
    public void confirm(Staff staff, UUID id) {
        confirm(staff, id, grace);
    }

    void confirm(Staff staff, UUID id, Duration back) {
        act(staff, id, "case.confirmed", Map.of(), it -> deciding.confirm(it, staff, back));
    }

    /** Does not confirm a proposed decision: the case goes back. */
    public void sendBack(Staff staff, UUID id, @Nullable String why) {
        act(staff, id, "case.sent-back", Map.of(), it -> deciding.sendBack(it, staff, why));
    }

    /**
     * Hears the citizen before a decision to their disadvantage (§ 28 (1) VwVfG): they get a letter and can say something to it.
     * This is no step of the process but an act beside it, since the law wants it whatever the process is.
     */
    public void hear(Staff staff, UUID id, String outcome, String grounds, LocalDate due) {
        act(staff, id, "case.heard", Map.of("outcome", outcome, "due", due.toString()), it -> {
            it.require(CaseState.NEW, CaseState.IN_REVIEW, CaseState.ANSWERED);
            requireNow(
                    it,
                    deciding.find(it, outcome)
                            .filter(decision ->
                                    !decision.grants() && !decision.notice().isEmpty())
                            .isPresent());
            var until = caseClock.await(id, Hold.Kind.QUESTION, due);
            var hearing = hearings.add(id, outcome, grounds, until, clock.instant(), staff.name());
            note(id, Entry.Kind.HEARD, staff, true, grounds);
            events.publishEvent(new Case.Heard(it.tenant(), id, hearing));
            return it.assignedTo(staff.account()).heard(clock.instant()).due(caseClock.count(id));
        });
    }

    /**
     * Lets the case rest, since both want it or something else has to be decided first.
     *
     * @param again the day on which the office looks at it again
     */
    public void suspend(Staff staff, UUID id, String reason, LocalDate again) {
        act(staff, id, "case.suspended", Map.of("again", again.toString()), it -> {
            it.require(CaseState.NEW, CaseState.IN_REVIEW, CaseState.ANSWERED);
            caseClock.suspend(id, reason, again);
            note(id, Entry.Kind.SUSPENDED, staff, true, reason);
            return it.assignedTo(staff.account()).suspended(clock.instant()).due(caseClock.count(id));
        });
    }

    /** Goes on with a case that rested. */
    public void resume(Staff staff, UUID id) {
        act(staff, id, "case.resumed", Map.of(), it -> {
            it.require(CaseState.SUSPENDED);
            caseClock.goOn(id);
            note(id, Entry.Kind.RESUMED, staff, true, null);
            return it.resumed().due(caseClock.count(id));
        });
    }

    /** The certificate is in the post: nothing is left to do. */
    public void send(Staff staff, UUID id) {
        act(staff, id, "case.sent", Map.of(), it -> {
            it.require(CaseState.NOTICE_READY);
            engine.complete(id, Processes.DISPATCH, Map.of());
            note(id, Entry.Kind.SENT, staff, true, null);
            events.publishEvent(new Case.Closed(it.tenant(), id));
            caseClock.closed(id);
            return it.closed(clock.instant(), processes.deleteAfter(it, today()));
        });
    }

    private static void requireNow(Case it, boolean possible) {
        if (!possible) {
            throw new CaseMovedOn(it.state());
        }
    }

    private LocalDate today() {
        return GermanDates.today(clock);
    }

    private void note(UUID id, Entry.Kind kind, Staff staff, boolean visible, @Nullable String text) {
        var signature = deputies.signature(staff, cases.find(id).orElseThrow(CaseNotFound::new));
        entries.add(id, kind, staff.account(), signature, visible, text);
    }

    private interface Act {
        Case change(Case it);
    }

    private void act(Staff staff, UUID id, String action, Map<String, String> details, Act act) {
        tenancy.run(staff.tenant(), () -> {
            var it = cases.lock(id);
            if (!staff.worksIn(it.office()) || !staff.isOneOf(Role.CLERK, Role.LEAD)) {
                throw new Forbidden();
            }
            var tray = undo.tray(id);
            var absent = deputies.findAbsent(staff, it);
            var changed = act.change(it);
            // whoever stands in works on the other's case, and takes it over only by saying so
            boolean stays = changed.isAssignedTo(staff.account()) && !action.equals("case.claimed");
            cases.change(absent.filter(who -> stays).map(changed::assignedTo).orElse(changed));
            undo.remember(staff, action, it, tray);
            var told = new HashMap<>(details);
            absent.ifPresent(who -> told.put("for", who.toString()));
            audit.record(action, id, told);
        });
    }
}
