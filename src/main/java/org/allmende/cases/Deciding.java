package org.allmende.cases;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.bpmn.Engine;
import org.allmende.cases.identity.CaseIdentities;
import org.allmende.platform.login.Staff;
import org.allmende.services.Identification;
import org.allmende.services.Outcome;
import org.allmende.services.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What has to be so before a case is decided, and what follows when it is. A decision that needs four eyes is proposed first
 * and comes about when somebody else confirms it; each can be taken back for a while, and stands when that is over. Works in the running transaction of the case's tenant, with the case locked.
 */
@Component
class Deciding {

    private final Services services;
    private final OpenTasks openTasks;
    private final Processes processes;
    private final Engine engine;
    private final CaseIdentities identities;
    private final CaseClock caseClock;
    private final Hearings hearings;
    private final Proposals proposals;
    private final Entries entries;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Deciding(
            Services services,
            OpenTasks openTasks,
            Processes processes,
            Engine engine,
            CaseIdentities identities,
            CaseClock caseClock,
            Hearings hearings,
            Proposals proposals,
            Entries entries,
            ApplicationEventPublisher events,
            Clock clock) {
        this.services = services;
        this.openTasks = openTasks;
        this.processes = processes;
        this.engine = engine;
        this.identities = identities;
        this.caseClock = caseClock;
        this.hearings = hearings;
        this.proposals = proposals;
        this.entries = entries;
        this.events = events;
        this.clock = clock;
    }

    Optional<Outcome.Decision> find(Case it, String outcome) {
        return services.get(it.tenant(), it.service(), it.version())
                .pack()
                .outcome()
                .findDecision(outcome);
    }

    boolean needsSecondPerson(Case it, String outcome) {
        return find(it, outcome).filter(Outcome.Decision::fourEyes).isPresent();
    }

    /** Whether nobody knows yet for certain who applies, though the service needs it. */
    boolean isIdentityOpen(Case it) {
        return services.get(it.tenant(), it.service(), it.version()).pack().identification() != Identification.NONE
                && identities.find(it.id()).isEmpty();
    }

    /** Decides, or proposes it where four eyes are needed. */
    Case decide(Case it, Staff staff, Proposal wanted, Duration grace) {
        it.require(CaseState.NEW, CaseState.IN_REVIEW, CaseState.ANSWERED);
        check(it, wanted);
        if (wanted.unheard() != null) {
            entries.add(it.id(), Entry.Kind.NOT_HEARD, staff.account(), staff.name(), false, wanted.unheard());
        }
        if (needsSecondPerson(it, wanted.outcome())) {
            proposals.put(it.id(), wanted);
            entries.add(it.id(), Entry.Kind.PROPOSED, staff.account(), staff.name(), false, wanted.reason());
            return it.assignedTo(staff.account()).in(CaseState.CONFIRMATION);
        }
        proposals.put(it.id(), wanted);
        return decided(it.assignedTo(staff.account()), wanted, grace);
    }

    /** The second person agrees. */
    Case confirm(Case it, Staff staff, Duration grace) {
        it.require(CaseState.CONFIRMATION);
        var proposal = proposals.find(it.id()).orElseThrow(() -> new CaseMovedOn(it.state()));
        if (proposal.by().equals(staff.account())) {
            throw new SecondPersonNeeded();
        }
        check(it, proposal);
        entries.add(it.id(), Entry.Kind.CONFIRMED, staff.account(), staff.name(), false, null);
        return decided(it, proposal, grace);
    }

    /** The second person does not agree, or the first one thinks better of it. */
    Case sendBack(Case it, Staff staff, @Nullable String why) {
        it.require(CaseState.CONFIRMATION);
        proposals.remove(it.id());
        entries.add(it.id(), Entry.Kind.SENT_BACK, staff.account(), staff.name(), false, why);
        return it.in(CaseState.IN_REVIEW);
    }

    private void check(Case it, Proposal wanted) {
        processes.ensureStarted(it);
        if (!openTasks.of(it).canDecide()) {
            throw new CaseMovedOn(it.state());
        }
        var decision = find(it, wanted.outcome()).orElseThrow(() -> new CaseMovedOn(it.state()));
        if (decision.grants() && isIdentityOpen(it)) {
            throw new IdentityNotSeen();
        }
        if (!decision.grants() && caseClock.isDeemedGranted(it.id())) {
            throw new DeemedGranted();
        }
        if (decision.hearing() && wanted.unheard() == null && !hearings.isHeard(it.id(), decision.id())) {
            throw new NotHeard();
        }
    }

    /** It is said; until it stands only the office sees it. */
    private Case decided(Case it, Proposal wanted, Duration grace) {
        entries.add(it.id(), Entry.Kind.DECIDED, wanted.by(), wanted.byName(), false, wanted.reason());
        if (grace.isZero()) {
            return stand(it, wanted);
        }
        proposals.setStands(it.id(), clock.instant().plus(grace));
        return it.in(CaseState.GRACE);
    }

    /** A decision that has been said comes about, if its time to be taken back is over; otherwise nothing changes. */
    Case stand(Case it) {
        if (it.state() != CaseState.GRACE
                || proposals
                        .findStands(it.id())
                        .filter(from -> !from.isAfter(clock.instant()))
                        .isEmpty()) {
            return it;
        }
        return stand(it, proposals.find(it.id()).orElseThrow());
    }

    /** The process goes on, the notice follows, no law presses any more. */
    private Case stand(Case it, Proposal wanted) {
        UUID id = it.id();
        proposals.remove(id);
        if (openTasks.of(it).canAsk()) {
            engine.complete(id, Processes.REVIEW, Map.of("complete", true));
        }
        engine.complete(id, Processes.DECISION, Map.of("decision", wanted.outcome()));
        entries.reveal(id, Entry.Kind.DECIDED);
        events.publishEvent(new Case.Decided(it.tenant(), id));
        caseClock.decided(id);
        return it.decided(wanted.outcome(), wanted.feeCents(), clock.instant()).due(caseClock.count(id));
    }
}
