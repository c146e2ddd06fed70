package org.allmende.cases;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.bpmn.Engine;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.Files;
import org.allmende.platform.files.Received;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The citizen's turn: an answer to what the office asked. The clock runs on from there. */
@Component
public class Answering {

    private final Tenancy tenancy;
    private final Cases cases;
    private final Questions questions;
    private final Entries entries;
    private final Attachments attachments;
    private final Files files;
    private final Engine engine;
    private final Regions regions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Answering(
            Tenancy tenancy,
            Cases cases,
            Questions questions,
            Entries entries,
            Attachments attachments,
            Files files,
            Engine engine,
            Regions regions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.questions = questions;
        this.entries = entries;
        this.attachments = attachments;
        this.files = files;
        this.engine = engine;
        this.regions = regions;
        this.events = events;
        this.clock = clock;
    }

    /** Answers the open question; when there is none, for example after a double click, nothing happens. */
    public void answer(String tenant, UUID id, String text, List<Received> received) {
        tenancy.run(tenant, () -> {
            var it = cases.lock(id);
            var open = questions.findOpen(id);
            if (open.isEmpty()) {
                return;
            }
            received.forEach(
                    file -> attachments.addToCase(id, "answer", files.add(file).id()));
            questions.answer(open.get().id(), text, clock.instant());
            entries.add(id, Entry.Kind.ANSWERED, null, "", true, text);
            engine.complete(id, Processes.QUESTION, Map.of());
            cases.change(it.answered(newDue(it)));
            events.publishEvent(new Case.Answered(tenant, id, open.get().id()));
        });
    }

    /** The due date moves by the working days for which the clock rested. */
    private @Nullable LocalDate newDue(Case it) {
        if (it.due() == null || it.restsSince() == null) {
            return it.due();
        }
        var days = WorkingDays.of(regions.current());
        return days.after(it.due(), days.between(GermanDates.dayOf(it.restsSince()), GermanDates.today(clock)));
    }
}
