package org.allmende.cases;

import java.util.Map;
import java.util.UUID;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Staff;
import org.springframework.stereotype.Component;

/**
 * A clerk corrects an obvious error in a notice. Where the decision needed four eyes, its correction does, too: somebody else confirms
 * it. Possible as long as the case is kept, since errors are found late.
 */
@Component
public class Correcting implements FurtherKind<NoticeCorrection> {

    private static final Words WORDS = new Words(
            Entry.Kind.CORRECTION_PROPOSED,
            Entry.Kind.CORRECTION_DISCARDED,
            Entry.Kind.CORRECTED,
            null,
            "case.correction",
            "case.corrected",
            "corrected");

    private final Tenancy tenancy;
    private final DeskActs desk;
    private final Letters letters;
    private final Deciding deciding;
    private final FurtherDeciding further;
    private final Notices notices;

    Correcting(
            Tenancy tenancy,
            DeskActs desk,
            Letters letters,
            Deciding deciding,
            FurtherDeciding further,
            Notices notices) {
        this.tenancy = tenancy;
        this.desk = desk;
        this.letters = letters;
        this.deciding = deciding;
        this.further = further;
        this.notices = notices;
    }

    /** Whether there is a notice to correct; in the running transaction of the case's tenant. */
    public boolean isPossible(Case it) {
        return letters.find(it.id(), Letters.Kind.NOTICE).isPresent();
    }

    public boolean needsSecondPerson(Case it) {
        return deciding.needsSecondPerson(it, String.valueOf(it.outcome()));
    }

    /** What it would be, kept nowhere; in the running transaction of the case's tenant. */
    public FurtherNotice<NoticeCorrection> draft(Staff staff, Case it, NoticeCorrection correction, String reason) {
        return further.draft(staff, it, further.nextNumber(it.id(), type()), correction, reason);
    }

    /** Corrects, or proposes it. {@link CaseMovedOn} without a notice, or when another correction waits already. */
    public void correct(Staff staff, UUID caseId, NoticeCorrection correction, String reason) {
        tenancy.run(staff.tenant(), () -> {
            var it = desk.lock(staff, caseId);
            further.decide(staff, this, it, draft(staff, it, correction, reason));
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
    public Class<NoticeCorrection> type() {
        return NoticeCorrection.class;
    }

    @Override
    public Words words() {
        return WORDS;
    }

    @Override
    public boolean needsSecondPerson(Case it, NoticeCorrection correction) {
        return needsSecondPerson(it);
    }

    @Override
    public void check(Case it, NoticeCorrection correction) {
        if (!isPossible(it)) {
            throw new CaseMovedOn(it.state());
        }
    }

    @Override
    public String told(FurtherNotice<NoticeCorrection> notice) {
        return "„%s“ → „%s“"
                .formatted(notice.content().wrong(), notice.content().correct());
    }

    @Override
    public Map<String, String> trace(FurtherNotice<NoticeCorrection> notice) {
        return Map.of("number", String.valueOf(notice.number()));
    }

    @Override
    public void make(Case it, FurtherNotice<NoticeCorrection> notice) {
        notices.makeCorrection(it, notice);
    }
}
