package org.allmende.cases;

import java.time.LocalDate;
import java.util.Map;
import org.allmende.cases.bpmn.Engine;
import org.allmende.services.Services;
import org.springframework.stereotype.Component;

/**
 * The places that every service's process has in common, so that one case page serves them all; docs/packages.md tells
 * authors about them.
 */
@Component
class Processes {

    static final String REVIEW = "pruefen";
    static final String QUESTION = "rueckfrage";
    static final String DECISION = "entscheiden";
    static final String NOTICE = "bescheid";
    static final String DISPATCH = "versenden";

    private final Engine engine;
    private final Services services;

    Processes(Engine engine, Services services) {
        this.engine = engine;
        this.services = services;
    }

    /** Starts the case's process if its follow-up has not come to it yet. */
    void ensureStarted(Case it) {
        engine.start(it.id(), it.service(), it.version(), Map.of());
    }

    /** The last day on which the case may be kept, if it is closed on this one. */
    LocalDate deleteAfter(Case it, LocalDate closed) {
        return closed.plus(services.get(it.tenant(), it.service(), it.version()).pack().retention().closed());
    }
}
