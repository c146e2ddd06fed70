package org.allmende.cases.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.Case;
import org.allmende.cases.CaseState;
import org.allmende.cases.CaseTaken;
import org.allmende.cases.CaseWork;
import org.allmende.cases.WorkList;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriComponentsBuilder;

/** The desk: what is to be done, the most urgent first. */
@Controller
class DeskPages {

    private static final String DESK = "/arbeitsplatz";

    private final Tenancy tenancy;
    private final WorkList workList;
    private final CaseWork work;
    private final Accounts accounts;
    private final Services services;
    private final Clock clock;

    DeskPages(Tenancy tenancy, WorkList workList, CaseWork work, Accounts accounts, Services services, Clock clock) {
        this.tenancy = tenancy;
        this.workList = workList;
        this.work = work;
        this.accounts = accounts;
        this.services = services;
        this.clock = clock;
    }

    /** What the query string says; anything unknown is the default. */
    private record Asked(
            WorkList.View view,
            String search,
            String service,
            @Nullable CaseState state,
            int page) {

        static Asked of(String view, String search, String service, String state, int page) {
            return new Asked(
                    find(WorkList.View.values(), view).orElse(WorkList.View.ALL),
                    search.strip(),
                    service,
                    find(CaseState.values(), state).orElse(null),
                    Math.clamp(page, 0, 10_000));
        }

        private static <E extends Enum<E>> Optional<E> find(E[] all, String name) {
            return Arrays.stream(all)
                    .filter(one -> one.name().equalsIgnoreCase(name))
                    .findFirst();
        }

        String href(WorkList.View view, int page) {
            var uri = UriComponentsBuilder.fromPath(DESK).queryParam("ansicht", view.path());
            if (!search.isEmpty()) {
                uri.queryParam("q", search);
            }
            if (!service.isEmpty()) {
                uri.queryParam("leistung", service);
            }
            if (state != null) {
                uri.queryParam("status", state.name().toLowerCase(Locale.ROOT));
            }
            if (page > 0) {
                uri.queryParam("seite", page);
            }
            return uri.encode().toUriString();
        }
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER, Role.AUDITOR, Role.OPERATOR, Role.CASHIER})
    @GetMapping(DESK)
    View desk(
            Page page,
            Staff staff,
            @RequestParam(defaultValue = "all") String ansicht,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String leistung,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "0") int seite,
            @RequestParam(required = false) String erledigt) {
        if (!staff.isOneOf(Role.CLERK, Role.LEAD)) {
            return SeeOther.at(home(staff));
        }
        var asked = Asked.of(ansicht, q, leistung, status, seite);
        var query = new WorkList.Query(
                staff.offices(),
                staff.account(),
                asked.view(),
                asked.service().isEmpty() ? null : asked.service(),
                asked.state(),
                asked.search(),
                asked.page());
        return tenancy.as(staff.tenant(), () -> {
            var found = workList.find(query);
            var counts = workList.count(staff.offices(), staff.account());
            return page.show("cases/worklist", list(page, staff, asked, found, counts, erledigt));
        });
    }

    /** Where somebody begins who has no cases. */
    private static String home(Staff staff) {
        if (staff.isOneOf(Role.COMPETENCE_CENTER)) {
            return DESK + "/gemeinden";
        }
        if (staff.isOneOf(Role.CASHIER)) {
            return DESK + "/kasse";
        }
        if (staff.isOneOf(Role.OPERATOR)) {
            return DESK + "/betrieb";
        }
        return DESK + (staff.isOneOf(Role.ADMIN) ? "/personal" : "/protokoll");
    }

    /** Takes or gives back the selected cases; those that a colleague has meanwhile are left. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping(DESK + "/vorgaenge")
    View bulk(
            Staff staff,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(required = false) UUID claim,
            @RequestParam(name = "case", required = false) List<UUID> selected,
            @RequestParam(defaultValue = "") String zurueck) {
        var ids = claim != null ? List.of(claim) : selected == null ? List.<UUID>of() : selected;
        int done = 0;
        for (var id : ids) {
            done += wasDone(staff, id, act) ? 1 : 0;
        }
        var back = UriComponentsBuilder.fromUriString(zurueck.startsWith(DESK) ? zurueck : DESK)
                .replaceQueryParam("erledigt", (act.equals("release") ? "release" : "claim") + done)
                .build()
                .toUriString();
        return SeeOther.at(back);
    }

    private boolean wasDone(Staff staff, UUID id, String act) {
        try {
            if (act.equals("release")) {
                work.release(staff, id);
            } else {
                work.claim(staff, id);
            }
            return true;
        } catch (CaseTaken colleagueWasFaster) {
            return false;
        }
    }

    private WorkListPage list(
            Page page, Staff staff, Asked asked, WorkList.Result found, WorkList.Counts counts, @Nullable String done) {
        var tabs = new ArrayList<WorkListPage.Tab>();
        for (var view : WorkList.View.values()) {
            tabs.add(new WorkListPage.Tab(
                    page.t("cases.view." + view.path()),
                    asked.href(view, 0),
                    counts.of(view),
                    view == asked.view(),
                    view == WorkList.View.OVERDUE && counts.overdue() > 0));
        }
        var states = new LinkedHashMap<String, String>();
        for (var state : CaseState.values()) {
            if (state.isOpen()) {
                states.put(state.name().toLowerCase(Locale.ROOT), CaseWords.state(page, state));
            }
        }
        int first = asked.page() * WorkList.PAGE;
        int last = first + found.cases().size();
        return new WorkListPage(
                tabs,
                found.cases().stream().map(it -> row(page, staff, it)).toList(),
                asked.search(),
                asked.view().path(),
                asked.service(),
                asked.state() == null ? "" : asked.state().name().toLowerCase(Locale.ROOT),
                serviceTitles(page, staff),
                states,
                found.cases().isEmpty() ? 0 : first + 1,
                last,
                filtered(asked) ? last + (found.next() ? 1 : 0) : counts.of(asked.view()),
                asked.page() > 0 ? asked.href(asked.view(), asked.page() - 1) : null,
                found.next() ? asked.href(asked.view(), asked.page() + 1) : null,
                done(page, done));
    }

    private static boolean filtered(Asked asked) {
        return !asked.search().isEmpty() || !asked.service().isEmpty() || asked.state() != null;
    }

    private static @Nullable String done(Page page, @Nullable String done) {
        if (done == null || !done.matches("(claim|release)\\d{1,4}")) {
            return null;
        }
        var act = done.startsWith("claim") ? "claim" : "release";
        return page.t("cases.bulk." + act, Integer.parseInt(done.substring(act.length())));
    }

    private Map<String, String> serviceTitles(Page page, Staff staff) {
        var titles = new LinkedHashMap<String, String>();
        services.list(staff.tenant())
                .forEach(service -> titles.put(
                        service.pack().name(),
                        service.pack().description().title().in(page.lang())));
        return titles;
    }

    private WorkListPage.Row row(Page page, Staff staff, Case it) {
        var due = CaseWords.due(page, it, GermanDates.today(clock));
        var assignee = it.assignee();
        var name = assignee == null
                ? null
                : assignee.equals(staff.account())
                        ? staff.name()
                        : accounts.getAccount(assignee).name();
        return new WorkListPage.Row(
                it.id().toString(),
                it.number().toString(),
                DESK + "/vorgaenge/" + it.id(),
                it.title(),
                it.applicant(),
                GermanDates.shortly(GermanDates.dayOf(it.submitted()), page.lang()),
                CaseWords.state(page, it.state()),
                CaseWords.stateKind(it.state()),
                CaseWords.stateIcon(it.state()),
                due.text(),
                due.kind(),
                due.icon(),
                due.note(),
                name,
                name == null ? "" : StatusView.initials(name),
                it.state() == CaseState.NEW || it.state() == CaseState.ANSWERED);
    }
}
