package org.allmende.cases.desk.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.desk.Absences;
import org.allmende.cases.desk.Absences.Absence;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Forbidden;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where somebody says when they are away and who stands in; a lead says it for everybody in the office. */
@Controller
class AbsencePages {

    private static final String PATH = "/arbeitsplatz/vertretung";

    private final Tenancy tenancy;
    private final Absences absences;
    private final Accounts accounts;
    private final Audit audit;
    private final Clock clock;

    AbsencePages(Tenancy tenancy, Absences absences, Accounts accounts, Audit audit, Clock clock) {
        this.tenancy = tenancy;
        this.absences = absences;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping(PATH)
    View list(Page page, Staff staff) {
        return tenancy.as(staff.tenant(), () -> show(page, staff, null));
    }

    private View show(Page page, Staff staff, @Nullable String error) {
        var today = GermanDates.today(clock);
        var colleagues = colleagues(staff);
        var known = absences.list().stream()
                .filter(one ->
                        colleagues.containsKey(one.account()) || one.account().equals(staff.account()))
                .toList();
        var names = accounts.names(known.stream()
                .flatMap(one -> Stream.of(one.account(), one.deputy()))
                .distinct()
                .toList());
        var who = new LinkedHashMap<String, String>();
        var all = new LinkedHashMap<String, String>();
        colleagues.forEach((id, name) -> all.put(id.toString(), name));
        if (staff.isOneOf(Role.LEAD)) {
            who.putAll(all);
        }
        who.putIfAbsent(staff.account().toString(), staff.name());
        return page.show(
                "cases/absences",
                new AbsencesPage(
                        known.stream()
                                .map(one -> new AbsencesPage.Line(
                                        one.id().toString(),
                                        names.getOrDefault(one.account(), ""),
                                        names.getOrDefault(one.deputy(), ""),
                                        page.t(
                                                "cases.absence.span",
                                                GermanDates.date(one.since(), page.lang()),
                                                GermanDates.date(one.until(), page.lang())),
                                        one.holdsOn(today),
                                        maySay(staff, one.account())))
                                .toList(),
                        who,
                        all,
                        staff.account().toString(),
                        today.toString(),
                        today.plusDays(6).toString(),
                        error));
    }

    /** Whoever works in one of this person's offices. */
    private Map<UUID, String> colleagues(Staff staff) {
        var colleagues = new LinkedHashMap<UUID, String>();
        accounts.listColleagues(staff.offices()).forEach(one -> colleagues.put(one.id(), one.name()));
        return colleagues;
    }

    private static boolean maySay(Staff staff, UUID account) {
        return account.equals(staff.account()) || staff.isOneOf(Role.LEAD);
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping(PATH)
    View add(
            Page page,
            Staff staff,
            @RequestParam(defaultValue = "") String wer,
            @RequestParam(defaultValue = "") String durch,
            @RequestParam(defaultValue = "") String von,
            @RequestParam(defaultValue = "") String bis) {
        return tenancy.as(staff.tenant(), () -> {
            var colleagues = colleagues(staff);
            var account = find(colleagues, wer.isEmpty() ? staff.account().toString() : wer);
            var deputy = find(colleagues, durch);
            var since = day(von);
            var until = day(bis);
            if (account == null || deputy == null || account.equals(deputy)) {
                return show(page, staff, page.t("cases.absence.deputy.missing"));
            }
            if (!maySay(staff, account)) {
                throw new Forbidden();
            }
            var today = GermanDates.today(clock);
            if (since == null
                    || until == null
                    || until.isBefore(since)
                    || until.isBefore(today)
                    || until.isAfter(today.plusYears(1))) {
                return show(page, staff, page.t("cases.absence.days.missing"));
            }
            var id = absences.add(account, deputy, since, until);
            audit.record(
                    "absence.added",
                    id,
                    Map.of(
                            "account", account.toString(),
                            "deputy", deputy.toString(),
                            "since", since.toString(),
                            "until", until.toString()));
            return SeeOther.at(PATH);
        });
    }

    private static @Nullable UUID find(Map<UUID, String> colleagues, String id) {
        return colleagues.keySet().stream()
                .filter(one -> one.toString().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping(PATH + "/{id}/entfernen")
    View remove(Staff staff, @PathVariable UUID id) {
        tenancy.run(staff.tenant(), () -> {
            var known = absences.find(id).map(Absence::account).orElseThrow(CaseNotFound::new);
            if (!maySay(staff, known) || !colleagues(staff).containsKey(known)) {
                throw new Forbidden();
            }
            absences.remove(id);
            audit.record("absence.removed", id, Map.of("account", known.toString()));
        });
        return SeeOther.at(PATH);
    }
}
