package org.allmende.cases.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.cases.CaseState;
import org.allmende.cases.Mark;
import org.allmende.cases.Undo;
import org.allmende.cases.WorkList;
import org.allmende.cases.WorkView;
import org.allmende.cases.WorkView.Show;
import org.allmende.cases.desk.Absences;
import org.allmende.cases.desk.Absences.Absence;
import org.allmende.cases.desk.Audience;
import org.allmende.cases.desk.SavedViews;
import org.allmende.cases.desk.SavedViews.SavedView;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.services.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a view of the work list on its page; works in the running transaction of the tenant. */
@Component
class WorkListView {

    /** An act on several cases with their number. */
    private static final Pattern ACTS =
            Pattern.compile("(claim|release|assign|mark|aside|ask|decide|undone)(\\d{1,3})");

    /** What became of a view. */
    private static final Set<String> VIEWS = Set.of("kept", "full", "unnamed", "forgotten");

    private final WorkList workList;
    private final SavedViews savedViews;
    private final Accounts accounts;
    private final Services services;
    private final Undo undo;
    private final Absences absences;
    private final Regions regions;
    private final Clock clock;

    WorkListView(
            WorkList workList,
            SavedViews savedViews,
            Accounts accounts,
            Services services,
            Undo undo,
            Absences absences,
            Regions regions,
            Clock clock) {
        this.workList = workList;
        this.savedViews = savedViews;
        this.accounts = accounts;
        this.services = services;
        this.undo = undo;
        this.absences = absences;
        this.regions = regions;
        this.clock = clock;
    }

    WorkListPage of(Page page, Staff staff, WorkView view, int number, String done, @Nullable UUID batch) {
        long asOf = clock.millis();
        var desk = new WorkList.Desk(staff.offices(), staff.account());
        var found = workList.find(desk, view, number);
        var counts = workList.count(desk);
        var saved = savedViews.list(staff);
        int total = view.isFiltered() ? workList.count(desk, view) : Objects.requireNonNull(counts.get(view.show()));
        int first = number * WorkList.PAGE;
        int last = first + found.rows().size();
        return new WorkListPage(
                tabs(page, desk, view, counts, saved),
                rows(page, found.rows()),
                shown(staff, view, saved),
                choices(page, staff),
                new WorkListPage.Part(
                        found.rows().isEmpty() ? 0 : first + 1,
                        last,
                        Math.min(total, WorkList.COUNTED),
                        total > WorkList.COUNTED,
                        number > 0 ? ViewAddress.of(view, number - 1) : null,
                        found.next() ? ViewAddress.of(view, number + 1) : null),
                standIns(page, staff),
                done(page, done),
                batch != null && undo.isPossible(staff, batch) ? TogetherPages.back(batch, view) : null,
                asOf);
    }

    private List<WorkListPage.Tab> tabs(
            Page page, WorkList.Desk desk, WorkView view, Map<Show, Integer> counts, List<SavedView> saved) {
        var here = ViewAddress.query(view);
        boolean isSaved = saved.stream().anyMatch(one -> one.address().equals(here));
        var tabs = new ArrayList<WorkListPage.Tab>();
        for (var show : Show.values()) {
            int count = Objects.requireNonNull(counts.get(show));
            tabs.add(new WorkListPage.Tab(
                    page.t("cases.view." + show.path()),
                    ViewAddress.of(ViewAddress.showing(view, show), 0),
                    counted(count),
                    show == view.show() && !isSaved,
                    show == Show.OVERDUE && count > 0,
                    false));
        }
        for (var one : saved) {
            var kept = ViewAddress.read(one.address());
            tabs.add(new WorkListPage.Tab(
                    one.name(),
                    ViewAddress.of(kept, 0),
                    counted(workList.count(desk, kept)),
                    one.address().equals(here),
                    false,
                    one.audience().isShared()));
        }
        return tabs;
    }

    private static String counted(int count) {
        return count > WorkList.COUNTED ? WorkList.COUNTED + "+" : String.valueOf(count);
    }

    private WorkListPage.View shown(Staff staff, WorkView view, List<SavedView> saved) {
        var address = ViewAddress.query(view);
        var assignee = view.assignee();
        return new WorkListPage.View(
                view.show().path(),
                view.search(),
                Objects.requireNonNullElse(view.service(), ""),
                view.state() == null ? "" : ViewAddress.lower(view.state()),
                view.mark() == null ? "" : view.mark().path(),
                view.order().path(),
                assignee == null ? "" : assignee.toString(),
                assignee == null ? "" : accounts.names(List.of(assignee)).getOrDefault(assignee, ""),
                view.columns().stream().map(WorkView.Column::path).collect(Collectors.toSet()),
                address,
                ViewAddress.of(view, 0),
                Optional.ofNullable(view.service())
                        .flatMap(service -> services.find(staff.tenant(), service))
                        .flatMap(service -> ExtractPages.find(service.pack()))
                        .orElse(null),
                saved.stream()
                        .filter(one ->
                                one.address().equals(address) && one.audience().mayBeChangedBy(staff))
                        .findFirst()
                        .map(one -> one.id().toString())
                        .orElse(null));
    }

    private WorkListPage.Choices choices(Page page, Staff staff) {
        var titles = new LinkedHashMap<String, String>();
        services.list(staff.tenant())
                .forEach(service -> titles.put(
                        service.pack().name(),
                        service.pack().description().title().in(page.lang())));
        return new WorkListPage.Choices(
                titles,
                words(
                        Stream.of(CaseState.values()).filter(CaseState::isOpen),
                        ViewAddress::lower,
                        state -> CaseWords.state(page, state)),
                marks(page),
                words(
                        Stream.of(WorkView.Order.values()),
                        WorkView.Order::path,
                        order -> page.t("cases.order." + order.path())),
                words(
                        Stream.of(WorkView.Column.values()),
                        WorkView.Column::path,
                        column -> page.t("cases.column." + column.path())),
                Audience.choices(page, staff, regions.current()));
    }

    static Map<String, String> marks(Page page) {
        return words(Stream.of(Mark.values()), Mark::path, mark -> page.t("cases.mark." + mark.path()));
    }

    private static <T> Map<String, String> words(Stream<T> all, Function<T, String> value, Function<T, String> words) {
        var choices = new LinkedHashMap<String, String>();
        all.forEach(one -> choices.put(value.apply(one), words.apply(one)));
        return choices;
    }

    private List<WorkListPage.StandIn> standIns(Page page, Staff staff) {
        var away = absences.listOfDeputy(staff.account());
        var names = accounts.names(away.stream().map(Absence::account).toList());
        return away.stream()
                .map(one -> new WorkListPage.StandIn(
                        page.t(
                                "cases.deputy.line",
                                names.getOrDefault(one.account(), ""),
                                GermanDates.shortly(one.until(), page.lang())),
                        ViewAddress.DESK + "?ansicht=all&bei=" + one.account()))
                .toList();
    }

    private static @Nullable String done(Page page, String done) {
        var act = ACTS.matcher(done);
        if (act.matches()) {
            return page.t("cases.bulk." + act.group(1), Integer.parseInt(act.group(2)));
        }
        return VIEWS.contains(done) ? page.t("cases.worklist.done." + done) : null;
    }

    List<WorkListPage.Row> rows(Page page, List<WorkList.Row> found) {
        var names = accounts.names(found.stream()
                .map(WorkList.Row::assignee)
                .filter(Objects::nonNull)
                .map(UUID.class::cast)
                .distinct()
                .toList());
        var today = GermanDates.today(clock);
        return found.stream().map(it -> row(page, it, names, today)).toList();
    }

    private static WorkListPage.Row row(Page page, WorkList.Row it, Map<UUID, String> names, LocalDate today) {
        var due = CaseWords.due(page, it.due(), it.dueReason(), it.rests(), today);
        var name = it.assignee() == null ? null : names.getOrDefault(it.assignee(), "");
        var aside = it.asideUntil();
        return new WorkListPage.Row(
                it.id().toString(),
                it.number().toString(),
                ViewAddress.DESK + "/vorgaenge/" + it.id(),
                it.title(),
                CaseWords.applicant(page, it.applicant()),
                GermanDates.shortly(GermanDates.dayOf(it.submitted()), page.lang()),
                CaseWords.state(page, it.state()),
                CaseWords.stateKind(it.state()),
                CaseWords.stateIcon(it.state()),
                due.text(),
                due.kind(),
                due.icon(),
                due.note(),
                it.mark() == null ? "" : page.t("cases.mark." + it.mark().path()),
                aside == null || !aside.isAfter(today)
                        ? ""
                        : page.t("cases.worklist.aside", GermanDates.shortly(aside, page.lang())),
                name,
                name == null ? "" : StatusView.initials(name),
                it.state() == CaseState.NEW || it.state() == CaseState.ANSWERED);
    }
}
