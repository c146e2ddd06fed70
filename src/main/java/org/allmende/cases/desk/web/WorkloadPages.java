package org.allmende.cases.desk.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.allmende.cases.desk.Absences;
import org.allmende.cases.desk.Workload;
import org.allmende.cases.desk.Workload.Load;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** Where a lead sees how much lies with whom, by name and not by rank, and who is away. */
@Controller
class WorkloadPages {

    private final Tenancy tenancy;
    private final Workload workload;
    private final Absences absences;
    private final Accounts accounts;
    private final Clock clock;

    WorkloadPages(Tenancy tenancy, Workload workload, Absences absences, Accounts accounts, Clock clock) {
        this.tenancy = tenancy;
        this.workload = workload;
        this.absences = absences;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Allowed(Role.LEAD)
    @GetMapping("/arbeitsplatz/auslastung")
    View show(Page page, Staff staff) {
        return tenancy.as(staff.tenant(), () -> {
            var loads = new HashMap<UUID, Load>();
            var free = new Load(null, 0, 0, 0, 0);
            for (var load : workload.list(staff.offices())) {
                if (load.account() == null) {
                    free = load;
                } else {
                    loads.put(load.account(), load);
                }
            }
            var colleagues = accounts.listColleagues(staff.offices());
            var away = away(page);
            var lines = new ArrayList<WorkloadPage.Line>();
            lines.add(line(page.t("cases.view.free"), "/arbeitsplatz?ansicht=free", free, null));
            for (var one : colleagues) {
                var load = loads.remove(one.id());
                lines.add(line(one.name(), href(one.id()), load, away.get(one.id())));
            }
            // with somebody who has left the office
            var gone = accounts.names(loads.keySet());
            gone.forEach((id, name) -> lines.add(line(name, href(id), loads.get(id), page.t("cases.load.gone"))));
            return page.show("cases/workload", new WorkloadPage(lines));
        });
    }

    private static String href(UUID account) {
        return "/arbeitsplatz?ansicht=all&bei=" + account;
    }

    private Map<UUID, String> away(Page page) {
        var today = GermanDates.today(clock);
        var now = absences.list().stream().filter(one -> one.holdsOn(today)).toList();
        var names = accounts.names(
                now.stream().map(Absences.Absence::deputy).distinct().toList());
        var away = new HashMap<UUID, String>();
        now.forEach(one -> away.put(
                one.account(),
                page.t(
                        "cases.load.away",
                        GermanDates.shortly(one.until(), page.lang()),
                        names.getOrDefault(one.deputy(), ""))));
        return away;
    }

    private static WorkloadPage.Line line(String name, String href, @Nullable Load load, @Nullable String away) {
        var known = load == null ? new Load(null, 0, 0, 0, 0) : load;
        return new WorkloadPage.Line(
                name,
                href,
                known.open(),
                known.overdue(),
                known.due(),
                known.done(),
                Objects.requireNonNullElse(away, ""));
    }
}
