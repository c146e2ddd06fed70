package org.allmende.cases;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.bpmn.Engine;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.time.GermanDates;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * What follows when something has happened to a case: its process starts, its notice is made, the citizen hears of it.
 * Each listener is delivered at least once and does its work once.
 */
@Component
class AfterCommit {

    private final Tenancy tenancy;
    private final Cases cases;
    private final Entries entries;
    private final FollowUpsDone done;
    private final Processes processes;
    private final Engine engine;
    private final Notices notices;
    private final Objections objections;
    private final Hearings hearings;
    private final CaseClock caseClock;
    private final CitizenMail mail;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AfterCommit(
            Tenancy tenancy,
            Cases cases,
            Entries entries,
            FollowUpsDone done,
            Processes processes,
            Engine engine,
            Notices notices,
            Objections objections,
            Hearings hearings,
            CaseClock caseClock,
            CitizenMail mail,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.entries = entries;
        this.done = done;
        this.processes = processes;
        this.engine = engine;
        this.notices = notices;
        this.objections = objections;
        this.hearings = hearings;
        this.caseClock = caseClock;
        this.mail = mail;
        this.events = events;
        this.clock = clock;
    }

    /** Whoever works on the case at once starts it too: one after the other, since the engine refuses the second. */
    @ApplicationModuleListener(id = "cases.start-process")
    void startProcess(Case.Submitted event) {
        tenancy.run(
                event.tenant(),
                () -> cases.find(event.id())
                        .map(found -> cases.lock(found.id()))
                        .ifPresent(it -> {
                            if (done.isFirst(it.id(), "process", "")) {
                                processes.ensureStarted(it);
                            }
                        }));
    }

    @ApplicationModuleListener(id = "cases.mail-receipt")
    void mailReceipt(Case.Submitted event) {
        once(event.tenant(), event.id(), "mail-receipt", "", mail::received);
    }

    @ApplicationModuleListener(id = "cases.mail-question")
    void mailQuestion(Case.Asked event) {
        once(event.tenant(), event.id(), "mail-question", event.question().toString(), mail::asked);
    }

    /** Makes and seals the letter by which the citizen is heard, and tells them. */
    @ApplicationModuleListener(id = "cases.make-hearing")
    void makeHearing(Case.Heard event) {
        once(event.tenant(), event.id(), "hearing", event.hearing().toString(), it -> {
            var all = hearings.list(it.id());
            for (int number = 1; number <= all.size(); number++) {
                if (all.get(number - 1).id().equals(event.hearing())) {
                    notices.makeHearing(it, all.get(number - 1), number);
                }
            }
            mail.heard(it);
        });
    }

    /** Makes and seals the notice, and leads the case to where it can be sent; where none is written, the case ends here. */
    @ApplicationModuleListener(id = "cases.make-notice")
    void makeNotice(Case.Decided event) {
        tenancy.run(event.tenant(), () -> {
            var it = cases.lock(event.id());
            if (it.state() != CaseState.DECIDED || !done.isFirst(it.id(), "notice", "")) {
                return;
            }
            if (processes.writesNotice(it)) {
                notices.make(it);
                engine.complete(it.id(), Processes.NOTICE, Map.of());
                entries.add(it.id(), Entry.Kind.NOTICE_READY, null, "", true, null);
            } else {
                entries.add(it.id(), Entry.Kind.CLOSED, null, "", true, null);
            }
            var today = GermanDates.today(clock);
            var closed = !engine.isRunning(it.id());
            if (closed) {
                caseClock.closed(it.id());
            }
            cases.change(closed ? it.closed(clock.instant(), processes.deleteAfter(it, today)) : it.noticeReady());
            events.publishEvent(new Case.NoticeReady(it.tenant(), it.id()));
            if (closed) {
                events.publishEvent(new Case.Closed(it.tenant(), it.id()));
            }
        });
    }

    /** The case that was objected to hears what came of it. */
    @ApplicationModuleListener(id = "cases.note-objection")
    void noteObjection(Case.Decided event) {
        once(
                event.tenant(),
                event.id(),
                "note-objection",
                "",
                it -> objections
                        .find(it.id())
                        .ifPresent(objection -> entries.add(
                                objection.against(),
                                Entry.Kind.OBJECTION_DECIDED,
                                null,
                                "",
                                true,
                                processes.heading(it))));
    }

    @ApplicationModuleListener(id = "cases.mail-notice")
    void mailNotice(Case.NoticeReady event) {
        once(event.tenant(), event.id(), "mail-notice", "", it -> {
            if (processes.writesNotice(it)) {
                mail.noticeReady(it);
            } else {
                mail.done(it);
            }
        });
    }

    private interface Work {
        void on(Case it);
    }

    private void once(String tenant, UUID id, String kind, String cause, Work work) {
        tenancy.run(
                tenant,
                () -> cases.find(id).ifPresent(it -> {
                    if (done.isFirst(id, kind, cause)) {
                        work.on(it);
                    }
                }));
    }
}
