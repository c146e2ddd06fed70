package org.allmende.cases;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.bpmn.Engine;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.Files;
import org.allmende.platform.files.Received;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The citizen's turn: an answer to what the office asked, or a statement to what it means to do. The clock runs on from there. */
@Component
public class Answering {

    private final Tenancy tenancy;
    private final Cases cases;
    private final Questions questions;
    private final Hearings hearings;
    private final Entries entries;
    private final Attachments attachments;
    private final Files files;
    private final Engine engine;
    private final CaseClock caseClock;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Answering(
            Tenancy tenancy,
            Cases cases,
            Questions questions,
            Hearings hearings,
            Entries entries,
            Attachments attachments,
            Files files,
            Engine engine,
            CaseClock caseClock,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.questions = questions;
        this.hearings = hearings;
        this.entries = entries;
        this.attachments = attachments;
        this.files = files;
        this.engine = engine;
        this.caseClock = caseClock;
        this.events = events;
        this.clock = clock;
    }

    /** Answers the open question or hearing; when there is none, for example after a double click, nothing happens. */
    public void answer(String tenant, UUID id, String text, List<Received> received) {
        tenancy.run(tenant, () -> {
            var it = cases.lock(id);
            var open = questions.findOpen(id);
            var hearing = hearings.findOpen(id);
            if (open.isEmpty() && hearing.isEmpty()) {
                return;
            }
            received.forEach(
                    file -> attachments.addToCase(id, "answer", files.add(file).id()));
            if (hearing.isPresent()) {
                hearings.state(hearing.get().id(), text, clock.instant());
                entries.add(id, Entry.Kind.STATED, null, "", true, text);
            } else {
                questions.answer(open.orElseThrow().id(), text, clock.instant());
                entries.add(id, Entry.Kind.ANSWERED, null, "", true, text);
                engine.complete(id, Processes.QUESTION, Map.of());
            }
            caseClock.goOn(id);
            cases.change(it.answered().due(caseClock.count(id)));
            open.ifPresent(question -> events.publishEvent(new Case.Answered(tenant, id, question.id())));
        });
    }
}
