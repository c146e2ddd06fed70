package org.allmende.cases;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * A clerk corrects an obvious error in a notice. Where the decision needed four eyes, its correction does, too: somebody else confirms
 * it. Possible as long as the case is kept, since errors are found late.
 */
@Component
public class Correcting {

    private final Tenancy tenancy;
    private final DeskActs desk;
    private final Cases cases;
    private final Letters letters;
    private final Deciding deciding;
    private final NoticeCorrections corrections;
    private final Notices notices;
    private final FollowUpsDone done;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Correcting(
            Tenancy tenancy,
            DeskActs desk,
            Cases cases,
            Letters letters,
            Deciding deciding,
            NoticeCorrections corrections,
            Notices notices,
            FollowUpsDone done,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tenancy = tenancy;
        this.desk = desk;
        this.cases = cases;
        this.letters = letters;
        this.deciding = deciding;
        this.corrections = corrections;
        this.notices = notices;
        this.done = done;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Whether there is a notice to correct; in the running transaction of the case's tenant. */
    public boolean isPossible(Case it) {
        return letters.find(it.id(), Letters.Kind.NOTICE).isPresent();
    }

    public boolean needsSecondPerson(Case it) {
        return deciding.needsSecondPerson(it, String.valueOf(it.outcome()));
    }

    /** What it would be, kept nowhere; in the running transaction of the case's tenant. */
    public NoticeCorrection draft(Staff staff, Case it, String law, String wrong, String correct, String reason) {
        int number = corrections.list(it.id()).stream()
                        .mapToInt(NoticeCorrection::number)
                        .max()
                        .orElse(0)
                + 1;
        return new NoticeCorrection(
                Ids.next(),
                it.id(),
                number,
                law,
                wrong,
                correct,
                reason,
                staff.account(),
                staff.name(),
                clock.instant(),
                null,
                null);
    }

    /** Corrects, or proposes it. {@link CaseMovedOn} without a notice, or when another correction waits already. */
    public void correct(Staff staff, UUID caseId, String law, String wrong, String correct, String reason) {
        tenancy.run(staff.tenant(), () -> {
            var it = desk.lock(staff, caseId);
            if (!isPossible(it) || corrections.findProposed(caseId).isPresent()) {
                throw new CaseMovedOn(it.state());
            }
            var correction = draft(staff, it, law, wrong, correct, reason);
            corrections.add(correction);
            if (needsSecondPerson(it)) {
                desk.note(it, Entry.Kind.CORRECTION_PROPOSED, staff, false, text(correction));
                audit.record("case.correction-proposed", caseId, Map.of());
            } else {
                issue(staff, it, correction, null);
            }
        });
    }

    /** The second person agrees; {@link SecondPersonNeeded} for whoever proposed it. */
    public void confirm(Staff staff, UUID caseId) {
        tenancy.run(staff.tenant(), () -> {
            var it = desk.lock(staff, caseId);
            var proposed = corrections.findProposed(caseId).orElseThrow(() -> new CaseMovedOn(it.state()));
            if (proposed.by().equals(staff.account())) {
                throw new SecondPersonNeeded();
            }
            issue(staff, it, proposed, staff.name());
        });
    }

    /** The second person does not agree, or the first one thinks better of it. */
    public void discard(Staff staff, UUID caseId) {
        tenancy.run(staff.tenant(), () -> {
            var it = desk.lock(staff, caseId);
            var proposed = corrections.findProposed(caseId).orElseThrow(() -> new CaseMovedOn(it.state()));
            corrections.remove(proposed.id());
            desk.note(it, Entry.Kind.CORRECTION_DISCARDED, staff, false, text(proposed));
            audit.record("case.correction-discarded", caseId, Map.of());
        });
    }

    private void issue(Staff staff, Case it, NoticeCorrection correction, @Nullable String confirmedBy) {
        corrections.issue(correction.id(), confirmedBy);
        desk.note(it, Entry.Kind.CORRECTED, staff, true, text(correction));
        audit.record("case.corrected", it.id(), Map.of("number", String.valueOf(correction.number())));
        events.publishEvent(new Case.Corrected(it.tenant(), it.id(), correction.id()));
    }

    private static String text(NoticeCorrection correction) {
        return "„%s“ → „%s“".formatted(correction.wrong(), correction.correct());
    }

    /** Makes and seals the letter, and tells the citizen. Delivered at least once, done once. */
    @ApplicationModuleListener(id = "cases.make-correction")
    void make(Case.Corrected event) {
        tenancy.run(
                event.tenant(),
                () -> cases.find(event.id())
                        .ifPresent(it -> corrections.list(it.id()).stream()
                                .filter(one -> one.id().equals(event.correction()))
                                .findFirst()
                                .filter(one -> done.isFirst(
                                        it.id(), "correction", one.id().toString()))
                                .ifPresent(one -> {
                                    notices.makeCorrection(it, one);
                                    desk.tellCitizen(it, "corrected");
                                })));
    }
}
