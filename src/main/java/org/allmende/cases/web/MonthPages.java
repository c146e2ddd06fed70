package org.allmende.cases.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.allmende.cases.Figure.Kind;
import org.allmende.cases.Months;
import org.allmende.cases.Months.Month;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.FileAnswer;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriUtils;

/** The figures of the last twelve months: for the lead of an office, the tenant, and the Kompetenzcenter. Numbers only. */
@Controller
class MonthPages {

    private static final int MONTHS = 12;

    private final Tenancy tenancy;
    private final Months months;
    private final KnownServices services;
    private final Regions regions;
    private final Clock clock;

    MonthPages(Tenancy tenancy, Months months, KnownServices services, Regions regions, Clock clock) {
        this.tenancy = tenancy;
        this.months = months;
        this.services = services;
        this.regions = regions;
        this.clock = clock;
    }

    @Allowed({Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping(Scope.LIST + "/monate")
    View months(
            Page page,
            Staff staff,
            @RequestParam(defaultValue = "") String leistung,
            @RequestParam(defaultValue = "") String gemeinde) {
        var scope = scope(staff, gemeinde);
        var words = new FigureWords(page);
        var sums = new TreeMap<YearMonth, Month>();
        var titles = new TreeMap<String, String>();
        for (var tenant : scope.tenants()) {
            of(tenant).forEach((service, list) -> {
                titles.putIfAbsent(service, services.title(page, tenant, service));
                if (leistung.isEmpty() || leistung.equals(service)) {
                    list.forEach(month -> sums.merge(month.month(), month, Month::plus));
                }
            });
        }
        var whose =
                scope.chosen().isEmpty() ? "" : "?gemeinde=" + UriUtils.encode(scope.chosen(), StandardCharsets.UTF_8);
        return page.show(
                "cases/months",
                new MonthsPage(
                        titles,
                        leistung,
                        scope.choices(),
                        scope.chosen(),
                        sums.descendingMap().values().stream()
                                .map(month -> row(words, month))
                                .toList(),
                        Scope.LIST + "/monate.csv" + whose,
                        staff.isOneOf(Role.LEAD)));
    }

    /** A line for each tenant, office, service and month. */
    @Allowed({Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping(Scope.LIST + "/monate.csv")
    ResponseEntity<byte[]> table(Page page, Staff staff, @RequestParam(defaultValue = "") String gemeinde) {
        var words = new FigureWords(page);
        var csv = new Csv();
        csv.line(List.of(
                page.t("cases.figures.tenant"),
                page.t("cases.receiver.office"),
                page.t("cases.figures.service"),
                page.t("cases.figures.month"),
                page.t("cases.figures.received"),
                page.t("cases.figures.decided"),
                page.t("cases.figures.wait"),
                page.t("cases.figures.inTime"),
                page.t("cases.figures.backlog")));
        for (var tenant : scope(staff, gemeinde).tenants()) {
            of(tenant)
                    .forEach((service, list) -> list.forEach(month -> {
                        var row = row(words, month);
                        csv.line(List.of(
                                regions.current().get(tenant).name(),
                                services.officeName(tenant, service),
                                services.title(page, tenant, service),
                                month.month().toString(),
                                row.received(),
                                row.decided(),
                                row.duration(),
                                row.inTime(),
                                row.open()));
                    }));
        }
        return FileAnswer.toKeep(FileAnswer.CSV, "zahlen-monate.csv").body(csv.bytes());
    }

    private Scope scope(Staff staff, String tenant) {
        return Scope.of(staff, regions.current(), tenant, "", GermanDates.today(clock));
    }

    private Map<String, List<Month>> of(String tenant) {
        var last = YearMonth.from(GermanDates.today(clock));
        return tenancy.as(tenant, () -> months.list(last.minusMonths(MONTHS - 1), last));
    }

    private static MonthsPage.Row row(FigureWords words, Month it) {
        var name = DateTimeFormatter.ofPattern(
                "MMMM yyyy", Messages.locale(words.page().lang()));
        return new MonthsPage.Row(
                name.format(it.month()),
                words.count(it.tally().count(Kind.RECEIVED)),
                words.count(it.tally().count(Kind.DECIDED)),
                words.days(it.tally().percentile(Kind.DECIDED, 50)),
                words.percent(it.tally().percent(Kind.IN_TIME, Kind.DECIDED)),
                words.count(it.openTold()));
    }
}
