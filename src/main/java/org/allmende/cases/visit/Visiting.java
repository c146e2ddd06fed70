package org.allmende.cases.visit;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.Case;
import org.allmende.cases.CaseMovedOn;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.DeskActs;
import org.allmende.cases.Entry;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.Files;
import org.allmende.platform.files.Received;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.Ids;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A clerk arranges a site visit, moves it, cancels it, writes down what came of it. The citizen hears of each but the last. */
@Component
public class Visiting {

    private final Tenancy tenancy;
    private final DeskActs desk;
    private final SiteVisits visits;
    private final Files files;
    private final Audit audit;
    private final Clock clock;

    Visiting(Tenancy tenancy, DeskActs desk, SiteVisits visits, Files files, Audit audit, Clock clock) {
        this.tenancy = tenancy;
        this.desk = desk;
        this.visits = visits;
        this.files = files;
        this.audit = audit;
        this.clock = clock;
    }

    public void arrange(Staff staff, UUID caseId, SiteVisit.Plan plan) {
        tenancy.run(staff.tenant(), () -> {
            var it = desk.lockOpen(staff, caseId);
            var id = Ids.next();
            visits.add(id, caseId, plan, staff.name());
            tell(staff, it, id, Entry.Kind.VISIT_ARRANGED, when(plan), "arranged");
        });
    }

    /** Another day, place or circle. {@link CaseMovedOn} when it is over or cancelled; nothing happens if all is as it was. */
    public void change(Staff staff, UUID caseId, UUID id, SiteVisit.Plan plan) {
        tenancy.run(staff.tenant(), () -> {
            var it = desk.lockOpen(staff, caseId);
            var visit = ahead(it, id);
            if (!visit.plan().equals(plan)) {
                visits.change(id, plan);
                tell(staff, it, id, Entry.Kind.VISIT_CHANGED, when(plan), "changed");
            }
        });
    }

    /** {@link CaseMovedOn} when it is over or cancelled already. */
    public void cancel(Staff staff, UUID caseId, UUID id, String why) {
        tenancy.run(staff.tenant(), () -> {
            var it = desk.lock(staff, caseId);
            ahead(it, id);
            visits.cancel(id, why);
            tell(staff, it, id, Entry.Kind.VISIT_CANCELLED, why, "cancelled");
        });
    }

    private SiteVisit ahead(Case it, UUID id) {
        var visit = visits.find(it.id(), id).orElseThrow(CaseNotFound::new);
        if (visit.cancelled() != null || visit.result() != null) {
            throw new CaseMovedOn(it.state());
        }
        return visit;
    }

    private void tell(Staff staff, Case it, UUID id, Entry.Kind kind, String text, String act) {
        desk.note(it, kind, staff, true, text);
        audit.record("case.visit-" + act, it.id(), Map.of("visit", id.toString()));
        desk.tellCitizen(it, "visit." + act);
    }

    private static String when(SiteVisit.Plan plan) {
        return GermanDates.moment(plan.at()) + ", " + plan.place();
    }

    /** Writes down what came of it; only the office reads that. {@link CaseMovedOn} when there is a record already. */
    public void record(Staff staff, UUID caseId, UUID id, String text, List<Received> received) {
        tenancy.run(staff.tenant(), () -> {
            var it = desk.lockOpen(staff, caseId);
            ahead(it, id);
            var kept = received.stream().map(file -> files.add(file).id()).toList();
            visits.record(id, new SiteVisit.Result(text, kept, staff.name(), clock.instant()));
            desk.note(it, Entry.Kind.VISIT_RECORDED, staff, false, text);
            audit.record("case.visit-recorded", caseId, Map.of("visit", id.toString()));
        });
    }

    /** With the case its records' files are deleted. */
    @EventListener
    void forget(Case.Deleting event) {
        for (var visit : visits.list(event.id())) {
            var result = visit.result();
            (result == null ? List.<UUID>of() : result.files()).forEach(files::delete);
        }
    }
}
