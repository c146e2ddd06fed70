package org.allmende.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Staff;
import org.allmende.region.Regions;
import org.allmende.services.Outcome;
import org.allmende.services.Services;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * After an objection that has succeeded the office makes the new notice that it has promised. The case stays as it is otherwise; what it
 * costs follows the new notice. Where the decision needs four eyes, the new one does, too.
 */
@Component
public class DecidingAnew implements FurtherKind<NewNotice> {

    private static final Words WORDS = new Words(
            Entry.Kind.ANEW_PROPOSED,
            Entry.Kind.ANEW_DISCARDED,
            Entry.Kind.DECIDED_ANEW,
            Entry.Kind.ANEW_READY,
            "case.anew",
            "case.decided-anew",
            "anew");

    private final Tenancy tenancy;
    private final DeskActs desk;
    private final Cases cases;
    private final SucceededObjections succeeded;
    private final Letters letters;
    private final Deciding deciding;
    private final FurtherDeciding further;
    private final Notices notices;
    private final Services services;
    private final Regions regions;
    private final ApplicationEventPublisher events;

    DecidingAnew(
            Tenancy tenancy,
            DeskActs desk,
            Cases cases,
            SucceededObjections succeeded,
            Letters letters,
            Deciding deciding,
            FurtherDeciding further,
            Notices notices,
            Services services,
            Regions regions,
            ApplicationEventPublisher events) {
        this.tenancy = tenancy;
        this.desk = desk;
        this.cases = cases;
        this.succeeded = succeeded;
        this.letters = letters;
        this.deciding = deciding;
        this.further = further;
        this.notices = notices;
        this.services = services;
        this.regions = regions;
        this.events = events;
    }

    /**
     * The objection against the case's notice that has succeeded and has brought no new notice yet; in the running transaction of the
     * case's tenant.
     */
    public Optional<Case> findSucceeded(Case it) {
        return succeeded.find(it);
    }

    /** The decisions that can be made, each told in a letter. */
    public List<Outcome.Decision> list(Case it) {
        return services.get(it.tenant(), it.service(), it.version()).pack().outcome().decisions().stream()
                .filter(one -> !one.notice().isEmpty())
                .toList();
    }

    /** What it would be, kept nowhere; in the running transaction of the case's tenant. */
    public FurtherNotice<NewNotice> draft(Staff staff, Case it, String outcome, int feeCents, String reason) {
        int number = letters.list(it.id()).stream()
                        .filter(one -> one.kind() == Letters.Kind.NOTICE)
                        .mapToInt(Letters.CaseLetter::number)
                        .max()
                        .orElseThrow(() -> new CaseMovedOn(it.state()))
                + 1;
        var objection = findSucceeded(it).orElseThrow(() -> new CaseMovedOn(it.state()));
        return further.draft(staff, it, number, new NewNotice(objection.id(), outcome, feeCents), reason);
    }

    /**
     * Decides anew, or proposes it. {@link CaseMovedOn} where no objection waits for that, {@link NoBankAccount} if it could not say where
     * to pay.
     */
    public void decide(Staff staff, UUID caseId, String outcome, int feeCents, String reason) {
        if (feeCents > 0 && regions.current().findBankAccount(staff.tenant()).isEmpty()) {
            throw new NoBankAccount();
        }
        tenancy.run(staff.tenant(), () -> {
            var it = desk.lock(staff, caseId);
            further.decide(staff, this, it, draft(staff, it, outcome, feeCents, reason));
        });
    }

    /** The second person agrees; {@link SecondPersonNeeded} for whoever proposed it. */
    public void confirm(Staff staff, UUID caseId) {
        further.confirm(staff, this, caseId);
    }

    /** The second person does not agree, the first one thinks better of it, or it is taken back while that can be done. */
    public void discard(Staff staff, UUID caseId) {
        further.discard(staff, this, caseId);
    }

    @Override
    public Class<NewNotice> type() {
        return NewNotice.class;
    }

    @Override
    public Words words() {
        return WORDS;
    }

    @Override
    public boolean needsSecondPerson(Case it, NewNotice anew) {
        return deciding.needsSecondPerson(it, anew.outcome());
    }

    @Override
    public void check(Case it, NewNotice anew) {
        if (list(it).stream().noneMatch(one -> one.id().equals(anew.outcome()))) {
            throw new CaseMovedOn(it.state());
        }
    }

    @Override
    public String told(FurtherNotice<NewNotice> notice) {
        return notice.reason();
    }

    @Override
    public Map<String, String> trace(FurtherNotice<NewNotice> notice) {
        return Map.of("outcome", notice.content().outcome(), "notice", String.valueOf(notice.number()));
    }

    @Override
    public Case after(Case it, FurtherNotice<NewNotice> notice) {
        return it.decidedAnew(notice.content().outcome(), notice.content().feeCents());
    }

    @Override
    public void make(Case it, FurtherNotice<NewNotice> notice) {
        var objection =
                cases.find(notice.content().objection()).map(Case::number).map(CaseNumber::toString);
        notices.makeAnew(it, notice, objection.orElse(""));
        events.publishEvent(new Case.NoticeReplaced(it.tenant(), it.id(), notice.number()));
    }
}
