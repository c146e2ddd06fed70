package org.allmende.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Staff;
import org.allmende.services.Outcome;
import org.allmende.services.Services;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * A clerk decides part of what was applied for. An act beside the process, which stays where it is, as do all periods: they are about
 * the rest. Where the decision needs four eyes, this one does, too. After an objection against it has succeeded a new one takes its
 * place, even if the rest is decided by then.
 */
@Component
public class PartialDeciding implements FurtherKind<PartialNotice> {

    private static final Words WORDS = new Words(
            Entry.Kind.PARTIAL_PROPOSED,
            Entry.Kind.PARTIAL_DISCARDED,
            Entry.Kind.PARTLY_DECIDED,
            Entry.Kind.PARTIAL_READY,
            "case.partial",
            "case.partly-decided",
            "partial");

    private final Tenancy tenancy;
    private final DeskActs desk;
    private final Cases cases;
    private final Deciding deciding;
    private final FurtherDeciding further;
    private final FurtherNotices partials;
    private final SucceededObjections succeeded;
    private final Hearings hearings;
    private final CaseClock caseClock;
    private final Notices notices;
    private final Services services;
    private final ApplicationEventPublisher events;

    PartialDeciding(
            Tenancy tenancy,
            DeskActs desk,
            Cases cases,
            Deciding deciding,
            FurtherDeciding further,
            FurtherNotices partials,
            SucceededObjections succeeded,
            Hearings hearings,
            CaseClock caseClock,
            Notices notices,
            Services services,
            ApplicationEventPublisher events) {
        this.tenancy = tenancy;
        this.desk = desk;
        this.cases = cases;
        this.deciding = deciding;
        this.further = further;
        this.partials = partials;
        this.succeeded = succeeded;
        this.hearings = hearings;
        this.caseClock = caseClock;
        this.notices = notices;
        this.services = services;
        this.events = events;
    }

    /**
     * A partial notice whose place a new one has to take.
     *
     * @param objection the case that has succeeded
     */
    public record Lost(FurtherNotice<PartialNotice> notice, Case objection) {}

    /** The partial notice against which an objection has succeeded; in the running transaction of the case's tenant. */
    public Optional<Lost> findLost(Case it) {
        return succeeded
                .findAgainstPart(it)
                .flatMap(objection -> partials.listIssued(it.id(), PartialNotice.class).stream()
                        .filter(one -> one.id().equals(objection.partial()))
                        .map(one -> new Lost(one, succeeded.caseOf(objection)))
                        .findFirst());
    }

    /** The decisions that can be made about a part: those whose letter tells a remedy. Empty where nothing can be decided now. */
    public List<Outcome.Decision> list(Case it) {
        boolean open = switch (it.state()) {
            case NEW, IN_REVIEW, ANSWERED -> true;
            default -> false;
        };
        return open || findLost(it).isPresent() ? listTold(it) : List.of();
    }

    private List<Outcome.Decision> listTold(Case it) {
        return services.get(it.tenant(), it.service(), it.version()).pack().outcome().decisions().stream()
                .filter(decision -> notices.tellsRemedy(it, decision))
                .toList();
    }

    /** What it would be, kept nowhere; in the running transaction of the case's tenant. */
    public FurtherNotice<PartialNotice> draft(Staff staff, Case it, PartialNotice partial, String reason) {
        var lost = findLost(it);
        var content = new PartialNotice(
                partial.outcome(),
                partial.covers(),
                partial.questions(),
                partial.unheard(),
                lost.map(one -> one.objection().id()).orElse(null),
                lost.map(one -> one.notice().number()).orElse(0));
        return further.draft(staff, it, further.nextNumber(it.id(), type()), content, reason);
    }

    /**
     * Decides the part, or proposes it; in place of an earlier one where {@link #findLost} says so. {@link CaseMovedOn} when nothing can
     * be decided now or another one waits already, {@link IdentityNotSeen}, {@link NotHeard} and {@link DeemedGranted} as for decisions
     * about the whole.
     */
    public void decide(Staff staff, UUID caseId, PartialNotice partial, String reason) {
        tenancy.run(staff.tenant(), () -> {
            var it = desk.lock(staff, caseId);
            further.decide(staff, this, it, draft(staff, it, partial, reason));
            if (partial.unheard() != null) {
                desk.note(it, Entry.Kind.NOT_HEARD, staff, false, partial.unheard());
            }
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
    public Class<PartialNotice> type() {
        return PartialNotice.class;
    }

    @Override
    public Words words() {
        return WORDS;
    }

    @Override
    public boolean needsSecondPerson(Case it, PartialNotice partial) {
        return deciding.needsSecondPerson(it, partial.outcome());
    }

    @Override
    public void check(Case it, PartialNotice partial) {
        var decision = (partial.objection() == null ? list(it) : listTold(it))
                .stream()
                        .filter(one -> one.id().equals(partial.outcome()))
                        .findFirst()
                        .orElseThrow(() -> new CaseMovedOn(it.state()));
        if (decision.grants() && deciding.isIdentityOpen(it)) {
            throw new IdentityNotSeen();
        }
        if (!decision.grants() && caseClock.isDeemedGranted(it.id())) {
            throw new DeemedGranted();
        }
        if (decision.hearing() && partial.unheard() == null && !hearings.isHeard(it.id(), partial.outcome())) {
            throw new NotHeard();
        }
    }

    @Override
    public String told(FurtherNotice<PartialNotice> notice) {
        return notice.content().covers();
    }

    @Override
    public Map<String, String> trace(FurtherNotice<PartialNotice> notice) {
        return Map.of("outcome", notice.content().outcome(), "number", String.valueOf(notice.number()));
    }

    /** The partial notice as it would be made now, not sealed. */
    public byte[] preview(Case it, FurtherNotice<PartialNotice> notice) {
        return notices.previewPartial(it, notice, objection(notice.content()));
    }

    @Override
    public void make(Case it, FurtherNotice<PartialNotice> notice) {
        notices.makePartial(it, notice, objection(notice.content()));
        events.publishEvent(new Case.PartReady(it.tenant(), it.id(), notice.number()));
    }

    private String objection(PartialNotice partial) {
        return Optional.ofNullable(partial.objection())
                .flatMap(cases::find)
                .map(one -> one.number().toString())
                .orElse("");
    }
}
