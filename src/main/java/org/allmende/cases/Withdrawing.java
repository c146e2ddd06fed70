package org.allmende.cases;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.bpmn.Engine;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.time.GermanDates;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** A citizen takes back an application that is not decided yet: the proceeding ends without a decision. */
@Component
public class Withdrawing {

    private final Tenancy tenancy;
    private final Cases cases;
    private final Questions questions;
    private final Hearings hearings;
    private final Proposals proposals;
    private final Entries entries;
    private final CaseClock caseClock;
    private final Processes processes;
    private final Engine engine;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Withdrawing(
            Tenancy tenancy,
            Cases cases,
            Questions questions,
            Hearings hearings,
            Proposals proposals,
            Entries entries,
            CaseClock caseClock,
            Processes processes,
            Engine engine,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.questions = questions;
        this.hearings = hearings;
        this.proposals = proposals;
        this.entries = entries;
        this.caseClock = caseClock;
        this.processes = processes;
        this.engine = engine;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Whether it is not too late. */
    public static boolean isPossible(Case it) {
        return it.decided() == null && it.closed() == null;
    }

    /** Ends the proceeding; when it is decided or over, for example after a double click, nothing happens. */
    public void withdraw(String tenant, UUID id) {
        tenancy.run(tenant, () -> {
            var it = cases.lock(id);
            if (!isPossible(it)) {
                return;
            }
            processes.ensureStarted(it);
            engine.end(id);
            questions.close(id, clock.instant());
            hearings.close(id, clock.instant());
            proposals.remove(id);
            caseClock.goOn(id);
            caseClock.closed(id);
            entries.add(id, Entry.Kind.WITHDRAWN, null, "", true, null);
            audit.record("case.withdrawn", id, Map.of());
            events.publishEvent(new Case.Closed(it.tenant(), id));
            cases.change(it.closed(clock.instant(), processes.deleteAfter(it, GermanDates.today(clock))));
        });
    }
}
