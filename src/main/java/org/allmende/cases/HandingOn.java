package org.allmende.cases;

import java.util.Map;
import java.util.UUID;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Staff;
import org.allmende.region.Regions;
import org.springframework.stereotype.Component;

/**
 * Hands a case on to another office of the tenant that is competent for it (§ 3 VwVfG). Number, code, process and all deadlines stay:
 * they count from the day on which the application first came in.
 */
@Component
public class HandingOn {

    private final Tenancy tenancy;
    private final DeskActs desk;
    private final Cases cases;
    private final Regions regions;
    private final Audit audit;

    HandingOn(Tenancy tenancy, DeskActs desk, Cases cases, Regions regions, Audit audit) {
        this.tenancy = tenancy;
        this.desk = desk;
        this.cases = cases;
        this.regions = regions;
        this.audit = audit;
    }

    /** Whether nobody outside is awaited, and nothing is decided. */
    public static boolean isPossible(Case it) {
        return switch (it.state()) {
            case NEW, IN_REVIEW, ANSWERED -> true;
            default -> false;
        };
    }

    /**
     * Hands it on; nobody there has it yet. {@link CaseNotFound} for an office that is not another one of the tenant,
     * {@link CaseMovedOn} while somebody's answer is awaited or once it is decided.
     *
     * @param ground why the other office is competent, or the law that allows it to know the case; the citizen reads it, too
     */
    public void handOn(Staff staff, UUID id, String office, String ground) {
        tenancy.run(staff.tenant(), () -> {
            var it = desk.lockOpen(staff, id);
            if (!isPossible(it)) {
                throw new CaseMovedOn(it.state());
            }
            var region = regions.current();
            var to = region.findOffice(it.tenant(), office)
                    .filter(one -> !one.id().equals(it.office()))
                    .orElseThrow(CaseNotFound::new);
            var from = region.findOffice(it.tenant(), it.office()).orElseThrow();
            desk.note(it, Entry.Kind.HANDED_ON, staff, true, "%s → %s: %s".formatted(from.name(), to.name(), ground));
            cases.changeOffice(id, office);
            audit.record("case.handed-on", id, Map.of("from", it.office(), "to", office));
            desk.tellCitizen(it, "handedon");
        });
    }
}
