package org.allmende.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.allmende.cases.AccessCode;
import org.allmende.cases.Answering;
import org.allmende.cases.Attachments;
import org.allmende.cases.Case;
import org.allmende.cases.CaseWork;
import org.allmende.cases.Cases;
import org.allmende.cases.Draft;
import org.allmende.cases.Drafts;
import org.allmende.cases.Entries;
import org.allmende.cases.Entry;
import org.allmende.cases.Sending;
import org.allmende.cases.Unfinished;
import org.allmende.platform.audit.Actor;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.Files;
import org.allmende.platform.files.Received;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.FileRef;
import org.allmende.services.form.Value;
import org.springframework.stereotype.Component;

/**
 * Lets a story happen: draft, sending and each act through the class that does it for real people, each at its moment.
 *
 * <p>Each step is one transaction and leaves a trace, so a story that was broken off is taken up where it stood, and one
 * that was told is not told again.
 */
@OnlyInDemo
@Component
class StoryTeller {

    /** What an act leaves in the history of its case. */
    private static final Set<Entry.Kind> TRACES = EnumSet.of(
            Entry.Kind.CLAIMED,
            Entry.Kind.NOTE,
            Entry.Kind.ASKED,
            Entry.Kind.ANSWERED,
            Entry.Kind.DECIDED,
            Entry.Kind.SENT);

    private final Tenancy tenancy;
    private final Services services;
    private final Drafts drafts;
    private final Attachments attachments;
    private final Files files;
    private final Sending sending;
    private final Cases cases;
    private final Entries entries;
    private final CaseWork work;
    private final Answering answering;
    private final DemoAccounts accounts;
    private final long fileLimit;
    private final Map<String, Staff> staff = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> beingTold = new ConcurrentHashMap<>();

    StoryTeller(
            Tenancy tenancy,
            Services services,
            Drafts drafts,
            Attachments attachments,
            Files files,
            Sending sending,
            Cases cases,
            Entries entries,
            CaseWork work,
            Answering answering,
            DemoAccounts accounts,
            Configuration configuration) {
        this.tenancy = tenancy;
        this.services = services;
        this.drafts = drafts;
        this.attachments = attachments;
        this.files = files;
        this.sending = sending;
        this.cases = cases;
        this.entries = entries;
        this.work = work;
        this.answering = answering;
        this.accounts = accounts;
        this.fileLimit = configuration.files().limit();
    }

    /** The case of a story as it stands now, if it has been told at least up to there; its draft may be deleted by now. */
    Optional<Case> find(Story story) {
        return tenancy.as(story.tenant(), () -> cases.find(story.code()));
    }

    /** How many of its steps have happened: the sending and each act. */
    int happened(Story story) {
        return find(story)
                .map(it -> 1
                        + (int) tenancy.as(it.tenant(), () -> entries.list(it.id())).stream()
                                .filter(entry -> TRACES.contains(entry.kind()))
                                .count())
                .orElse(0);
    }

    /** Lets the step of this number happen, if it has not yet and those before it have. */
    void tell(Story story, int step) {
        var lock = beingTold.computeIfAbsent(story.key(), key -> new ReentrantLock());
        lock.lock();
        try {
            if (happened(story) != step) {
                return;
            }
            if (step == 0) {
                DemoClock.at(story.sent(), () -> send(story));
            } else {
                var it = find(story).orElseThrow();
                var act = story.acts().get(step - 1);
                DemoClock.at(act.at(), () -> act(it, act));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Tells all that has not happened yet; gives the case as it stands afterwards. */
    Case tell(Story story) {
        for (int step = happened(story); step < story.steps(); step++) {
            tell(story, step);
        }
        return find(story).orElseThrow();
    }

    private Optional<Draft> findDraft(String portal, AccessCode code) {
        return tenancy.as(portal, () -> drafts.find(code));
    }

    private void send(Story story) {
        var draft = findDraft(story.portal(), story.code()).orElseGet(() -> write(story));
        if (sending.send(story.portal(), draft.id(), story.code()).isEmpty()) {
            throw new IllegalStateException("The application of %s is not complete.".formatted(story));
        }
    }

    /** The draft with all its answers and files, in one transaction. */
    private Draft write(Story story) {
        var service = services.find(story.portal(), Application.SERVICE).orElseThrow();
        var version = service.pack().version().toString();
        var received = new LinkedHashMap<String, List<Received>>();
        for (var enclosure : story.enclosures()) {
            received.computeIfAbsent(enclosure.question(), question -> new ArrayList<>())
                    .add(receive(story.portal(), enclosure));
        }
        var answers = new LinkedHashMap<>(story.answers());
        received.forEach((question, all) -> answers.put(
                question, new Value.Files(all.stream().map(StoryTeller::ref).toList())));
        return tenancy.as(story.portal(), () -> {
            var draft = DemoClock.get(
                    story.begun(), () -> drafts.begin(Application.SERVICE, version, story.lang(), story.code()));
            received.forEach((question, all) -> all.forEach(one ->
                    attachments.addToDraft(draft.id(), question, files.add(one).id())));
            var given = Answers.of(answers);
            var steps = service.run(given, GermanDates.dayOf(story.sent())).steps();
            drafts.keep(draft.id(), given, Unfinished.NONE, steps);
            drafts.markChecked(draft.id());
            return draft;
        });
    }

    private Received receive(String tenant, Enclosure enclosure) {
        try {
            return files.receive(tenant, new ByteArrayInputStream(enclosure.content()), enclosure.name(), fileLimit);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static FileRef ref(Received file) {
        return new FileRef(
                file.stored().id(),
                file.name(),
                file.type().mediaType(),
                file.stored().size());
    }

    private void act(Case it, Act act) {
        switch (act) {
            case Act.Claim claim -> as(it, claim.who(), staff -> work.claim(staff, it.id()));
            case Act.Note note -> as(it, note.who(), staff -> work.note(staff, it.id(), note.text()));
            case Act.Ask ask -> as(it, ask.who(), staff -> work.ask(staff, it.id(), ask.text(), ask.until()));
            case Act.Answer answer ->
                answering.answer(
                        it.tenant(),
                        it.id(),
                        answer.text(),
                        answer.enclosures().stream()
                                .map(enclosure -> receive(it.tenant(), enclosure))
                                .toList());
            case Act.Decide decide -> as(it, decide.who(), staff -> decide(it, decide, staff));
            case Act.Send send -> as(it, send.who(), staff -> work.send(staff, it.id()));
        }
    }

    private void decide(Case it, Act.Decide decide, Staff staff) {
        var grants = decide.reason().isEmpty();
        var fee = it.feeCents() == null || !grants ? 0 : it.feeCents();
        work.decide(staff, it.id(), decide.outcome(), fee, grants ? null : decide.reason(), null, Duration.ZERO);
    }

    private interface Deed {
        void by(Staff staff);
    }

    /** Signed in the audit log as a request of that person would be. */
    private void as(Case it, Role role, Deed deed) {
        var who = staff.computeIfAbsent(it.tenant() + " " + role, one -> accounts.staff(it.tenant(), role));
        Actor.as("%s (%s)".formatted(who.name(), who.account()), () -> deed.by(who));
    }
}
