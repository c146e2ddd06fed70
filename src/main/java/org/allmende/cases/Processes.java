package org.allmende.cases;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.allmende.cases.bpmn.Engine;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.Service;
import org.allmende.services.ServicePackage;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The places that every service's process has in common, so that one case page serves them all; docs/packages.md tells
 * authors about them.
 */
@Component
public class Processes {

    /** More tasks than any process has before its decision. */
    private static final int MOST_STEPS = 200;

    static final String REVIEW = "pruefen";
    static final String QUESTION = "rueckfrage";
    static final String DECISION = "entscheiden";
    static final String NOTICE = "bescheid";
    static final String DISPATCH = "versenden";

    private final Engine engine;
    private final Services services;
    private final Set<String> deployed = ConcurrentHashMap.newKeySet();

    Processes(Engine engine, Services services) {
        this.engine = engine;
        this.services = services;
    }

    /** Makes the processes of new packages known to the engine; the first time right after the first page. */
    @Scheduled(initialDelay = 1_000, fixedDelay = 5_000)
    public void deployNew() {
        for (var pack : services.listPackages()) {
            if (!deployed.contains(pack.digest())) {
                deploy(pack);
                deployed.add(pack.digest());
            }
        }
    }

    private void deploy(ServicePackage pack) {
        engine.deploy(pack.name(), pack.version().toString(), pack.process().xml());
    }

    /** Starts the case's process if its follow-up has not come to it yet. */
    void ensureStarted(Case it) {
        var service = services.get(it.tenant(), it.service(), it.version());
        var pack = service.pack();
        if (!deployed.contains(pack.digest())) {
            // the server has just started, and there are many packages before this one
            deploy(pack);
        }
        engine.start(it.id(), it.service(), it.version(), ways(service, it));
    }

    /** Leads the case on along another version of its process, from the place where it is. */
    void move(Case it, String version) {
        var service = services.get(it.tenant(), it.service(), version);
        deploy(service.pack());
        engine.move(it.id(), it.service(), version, ways(service, it));
    }

    /** Which ways that depend on answers are open to the case. */
    static Map<String, Object> ways(Service service, Case it) {
        return service.pack()
                .process()
                .ways(() -> service.run(Answers.parse(it.answers()), GermanDates.dayOf(it.submitted()))
                        .scope());
    }

    /** Leads a case past everything that would come before its decision. */
    void leadToDecision(Case it) {
        ensureStarted(it);
        for (int step = 0; step < MOST_STEPS; step++) {
            var waiting = engine.position(it.id()).current();
            if (waiting.contains(DECISION) || waiting.isEmpty()) {
                return;
            }
            var task = waiting.iterator().next();
            engine.complete(it.id(), task, task.equals(REVIEW) ? Map.of("complete", true) : Map.of());
        }
    }

    /** Whether the decision is told in a letter; otherwise the office only says that it is done. */
    public boolean writesNotice(Case it) {
        return services.get(it.tenant(), it.service(), it.version())
                .pack()
                .findNotice(String.valueOf(it.outcome()))
                .isPresent();
    }

    /** What the letter is that tells the decision: "Abhilfebescheid". */
    String heading(Case it) {
        return services.get(it.tenant(), it.service(), it.version())
                .pack()
                .outcome()
                .findDecision(String.valueOf(it.outcome()))
                .orElseThrow()
                .heading();
    }

    /** The last day on which the case may be kept, if it is closed on this one. */
    LocalDate deleteAfter(Case it, LocalDate closed) {
        return closed.plus(services.get(it.tenant(), it.service(), it.version())
                .pack()
                .retention()
                .closed());
    }
}
