package org.allmende.cases;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.bpmn.Engine;
import org.allmende.cases.identity.CaseIdentities;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Forbidden;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.services.Identification;
import org.allmende.services.Services;
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
    private final Services services;
    private final CaseIdentities identities;
    private final Regions regions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CaseWork(
            Tenancy tenancy,
            Cases cases,
            Entries entries,
            Questions questions,
            Engine engine,
            Processes processes,
            OpenTasks openTasks,
            Services services,
            CaseIdentities identities,
            Regions regions,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.entries = entries;
        this.questions = questions;
        this.engine = engine;
        this.processes = processes;
        this.openTasks = openTasks;
        this.services = services;
        this.identities = identities;
        this.regions = regions;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Takes the case; {@link CaseTaken} if somebody else has it. */
    public void claim(Staff staff, UUID id) {
        act(staff, id, "case.claimed", Map.of(), it -> {
            if (it.assignee() != null && !it.isAssignedTo(staff.account())) {
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

    /** Writes something down that only the office sees. */
    public void note(Staff staff, UUID id, String text) {
        act(staff, id, "case.noted", Map.of(), it -> {
            note(id, Entry.Kind.NOTE, staff, false, text);
            return it;
        });
    }

    /** Asks the citizen; the clock rests until the answer. */
    public void ask(Staff staff, UUID id, String text, LocalDate due) {
        act(staff, id, "case.asked", Map.of("due", due.toString()), it -> {
            it.require(CaseState.NEW, CaseState.IN_REVIEW, CaseState.ANSWERED);
            processes.ensureStarted(it);
            requireNow(it, openTasks.of(it).canAsk());
            engine.complete(id, Processes.REVIEW, Map.of("complete", false));
            var question = questions.add(id, text, due, clock.instant(), staff.name());
            note(id, Entry.Kind.ASKED, staff, true, text);
            events.publishEvent(new Case.Asked(it.tenant(), id, question));
            return it.assignedTo(staff.account()).asked(clock.instant());
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
        return services.get(it.tenant(), it.service(), it.version()).pack().identification() != Identification.NONE
                && identities.find(it.id()).isEmpty();
    }

    /**
     * Decides; the notice is made and delivered right after. {@link NoBankAccount} if it could not say where to pay,
     * {@link IdentityNotSeen} if it would grant something to somebody whom nobody has identified.
     */
    public void decide(Staff staff, UUID id, String outcome, int feeCents, @Nullable String reason) {
        if (feeCents > 0 && regions.current().findBankAccount(staff.tenant()).isEmpty()) {
            throw new NoBankAccount();
        }
        act(staff, id, "case.decided", Map.of("outcome", outcome), it -> {
            it.require(CaseState.NEW, CaseState.IN_REVIEW, CaseState.ANSWERED);
            processes.ensureStarted(it);
            var standing = openTasks.of(it);
            requireNow(it, standing.canDecide());
            if (grants(it, outcome) && isIdentityOpen(it)) {
                throw new IdentityNotSeen();
            }
            if (standing.canAsk()) {
                engine.complete(id, Processes.REVIEW, Map.of("complete", true));
            }
            engine.complete(id, Processes.DECISION, Map.of("decision", outcome));
            note(id, Entry.Kind.DECIDED, staff, true, reason);
            events.publishEvent(new Case.Decided(it.tenant(), id));
            return it.assignedTo(staff.account()).decided(outcome, feeCents, clock.instant());
        });
    }

    /** The certificate is in the post: nothing is left to do. */
    public void send(Staff staff, UUID id) {
        act(staff, id, "case.sent", Map.of(), it -> {
            it.require(CaseState.NOTICE_READY);
            engine.complete(id, Processes.DISPATCH, Map.of());
            note(id, Entry.Kind.SENT, staff, true, null);
            events.publishEvent(new Case.Closed(it.tenant(), id));
            return it.closed(clock.instant(), processes.deleteAfter(it, today()));
        });
    }

    private boolean grants(Case it, String outcome) {
        return services.get(it.tenant(), it.service(), it.version())
                .pack()
                .outcome()
                .findDecision(outcome)
                .filter(decision -> decision.grants())
                .isPresent();
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
        entries.add(id, kind, staff.account(), staff.name(), visible, text);
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
            cases.change(act.change(it));
            audit.record(action, id, details);
        });
    }
}
