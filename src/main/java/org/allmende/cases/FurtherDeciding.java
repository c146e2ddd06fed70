package org.allmende.cases;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * How notices beside the one that ends a case come about: as decisions do, each is proposed first where four eyes are needed, can be
 * taken back for a while after it is said, and stands when that is over.
 */
@Component
class FurtherDeciding {

    private final Tenancy tenancy;
    private final DeskActs desk;
    private final Cases cases;
    private final Entries entries;
    private final FurtherNotices notices;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Duration grace;

    FurtherDeciding(
            Tenancy tenancy,
            DeskActs desk,
            Cases cases,
            Entries entries,
            FurtherNotices notices,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock,
            Configuration configuration) {
        this.tenancy = tenancy;
        this.desk = desk;
        this.cases = cases;
        this.entries = entries;
        this.notices = notices;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.grace = configuration.decision().grace();
    }

    /** What it would be, kept nowhere. */
    <C extends FurtherNotice.Content> FurtherNotice<C> draft(
            Staff staff, Case it, int number, C content, String reason) {
        return new FurtherNotice<>(
                Ids.next(),
                it.id(),
                number,
                content,
                reason,
                staff.account(),
                staff.name(),
                clock.instant(),
                null,
                null,
                null);
    }

    /** The number of the next one of this kind; in the running transaction of the case's tenant. */
    int nextNumber(UUID caseId, Class<? extends FurtherNotice.Content> kind) {
        return notices.list(caseId, kind).stream()
                        .mapToInt(FurtherNotice::number)
                        .max()
                        .orElse(0)
                + 1;
    }

    /**
     * Says it, or proposes it; in the running transaction of the case's tenant, with the case locked. {@link CaseMovedOn} when another
     * one of the kind waits already, else what {@link FurtherKind#check} refuses.
     */
    <C extends FurtherNotice.Content> void decide(Staff staff, FurtherKind<C> kind, Case it, FurtherNotice<C> notice) {
        decide(staff, kind, it, notice, grace);
    }

    <C extends FurtherNotice.Content> void decide(
            Staff staff, FurtherKind<C> kind, Case it, FurtherNotice<C> notice, Duration grace) {
        kind.check(it, notice.content());
        if (notices.findWaiting(it.id(), kind.type()).isPresent()) {
            throw new CaseMovedOn(it.state());
        }
        notices.add(notice);
        if (kind.needsSecondPerson(it, notice.content())) {
            desk.note(it, kind.words().proposed(), staff, false, kind.told(notice));
            audit.record(kind.words().audit() + "-proposed", it.id(), kind.trace(notice));
        } else {
            say(staff, kind, it, notice, null, grace);
        }
    }

    /** The second person agrees; {@link SecondPersonNeeded} for whoever proposed it. */
    <C extends FurtherNotice.Content> void confirm(Staff staff, FurtherKind<C> kind, UUID caseId) {
        tenancy.run(staff.tenant(), () -> {
            var it = desk.lock(staff, caseId);
            var proposed = notices.findWaiting(caseId, kind.type())
                    .filter(FurtherNotice::isProposed)
                    .orElseThrow(() -> new CaseMovedOn(it.state()));
            if (proposed.by().equals(staff.account())) {
                throw new SecondPersonNeeded();
            }
            kind.check(it, proposed.content());
            say(staff, kind, it, proposed, staff.name(), grace);
        });
    }

    /** The second person does not agree, the first one thinks better of it, or it is taken back while that can be done. */
    <C extends FurtherNotice.Content> void discard(Staff staff, FurtherKind<C> kind, UUID caseId) {
        tenancy.run(staff.tenant(), () -> {
            var it = desk.lock(staff, caseId);
            var waiting = notices.findWaiting(caseId, kind.type()).orElseThrow(() -> new CaseMovedOn(it.state()));
            notices.remove(waiting.id());
            if (waiting.isProposed()) {
                desk.note(it, kind.words().discarded(), staff, false, kind.told(waiting));
                audit.record(kind.words().audit() + "-discarded", caseId, Map.of());
            } else {
                var act = kind.words().issued().name();
                desk.note(it, Entry.Kind.UNDONE, staff, false, act);
                audit.record("case.undone", caseId, Map.of("act", act));
            }
        });
    }

    private <C extends FurtherNotice.Content> void say(
            Staff staff,
            FurtherKind<C> kind,
            Case it,
            FurtherNotice<C> notice,
            @Nullable String confirmedBy,
            Duration grace) {
        notices.say(notice.id(), confirmedBy, clock.instant().plus(grace));
        desk.note(it, kind.words().issued(), staff, false, kind.told(notice));
        if (grace.isZero()) {
            stand(kind, it, notice);
        }
    }

    /** It can no longer be taken back: its letter follows, and the citizen sees it. In the running transaction, with the case locked. */
    <C extends FurtherNotice.Content> void stand(FurtherKind<C> kind, Case it, FurtherNotice<C> notice) {
        notices.issue(notice.id(), clock.instant());
        entries.reveal(it.id(), kind.words().issued());
        var after = kind.after(it, notice);
        if (!after.equals(it)) {
            cases.change(after);
        }
        audit.record(kind.words().audited(), it.id(), kind.trace(notice));
        events.publishEvent(new Case.FurtherIssued(it.tenant(), it.id(), notice.id()));
    }
}
