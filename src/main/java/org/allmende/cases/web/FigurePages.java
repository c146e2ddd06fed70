package org.allmende.cases.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.allmende.cases.Feedback;
import org.allmende.cases.Figure.Kind;
import org.allmende.cases.Figures;
import org.allmende.cases.Tally;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.FileAnswer;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.services.ServicePackage;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The figures at work: a lead's and an administrator's own tenant, the Kompetenzcenter's all. */
@Controller
class FigurePages {

    /** So many comments are shown of each portal. */
    private static final int COMMENTS = 50;

    private final Tenancy tenancy;
    private final Figures figures;
    private final Feedback feedback;
    private final KnownServices services;
    private final Regions regions;
    private final Clock clock;

    FigurePages(
            Tenancy tenancy, Figures figures, Feedback feedback, KnownServices services, Regions regions, Clock clock) {
        this.tenancy = tenancy;
        this.figures = figures;
        this.feedback = feedback;
        this.services = services;
        this.regions = regions;
        this.clock = clock;
    }

    @Allowed({Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping(Scope.LIST)
    View list(
            Page page,
            Staff staff,
            @RequestParam(defaultValue = "") String zeit,
            @RequestParam(defaultValue = "") String gemeinde) {
        var scope = scope(staff, gemeinde, zeit);
        var words = new FigureWords(page);
        var sums = new TreeMap<String, Tally>();
        scope.tenants()
                .forEach(tenant ->
                        tallies(scope, tenant).forEach((service, tally) -> sums.merge(service, tally, Tally::plus)));
        var rows = new ArrayList<FigureListPage.Row>();
        sums.forEach((service, tally) -> rows.add(
                new FigureListPage.Row(title(page, scope, service), scope.hrefOf(service), cells(words, tally))));
        return page.show(
                "cases/figures",
                new FigureListPage(
                        words.period(scope.from(), scope.today()),
                        spans(page),
                        scope.span().path(),
                        scope.choices(),
                        scope.chosen(),
                        columns(page),
                        rows,
                        scope.href(".csv")));
    }

    /** The table of the list, for a spreadsheet: a line for each tenant and service. */
    @Allowed({Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping(Scope.LIST + ".csv")
    ResponseEntity<byte[]> csv(
            Page page,
            Staff staff,
            @RequestParam(defaultValue = "") String zeit,
            @RequestParam(defaultValue = "") String gemeinde) {
        var scope = scope(staff, gemeinde, zeit);
        var words = new FigureWords(page);
        var csv = new Csv();
        var head = new ArrayList<>(List.of(
                page.t("cases.figures.tenant"),
                page.t("cases.figures.service"),
                page.t("cases.figures.from"),
                page.t("cases.figures.to")));
        head.addAll(columns(page));
        csv.line(head);
        for (var tenant : scope.tenants()) {
            tallies(scope, tenant).forEach((service, tally) -> {
                var line = new ArrayList<>(List.of(
                        regions.current().get(tenant).name(),
                        title(page, scope, service),
                        GermanDates.day(scope.from()),
                        GermanDates.day(scope.today())));
                line.addAll(cells(words, tally));
                csv.line(line);
            });
        }
        var name = "zahlen-%s-%s.csv".formatted(scope.from(), scope.today());
        return FileAnswer.toKeep(FileAnswer.CSV, name).body(csv.bytes());
    }

    @Allowed({Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping(Scope.LIST + "/leistung")
    View one(
            Page page,
            Staff staff,
            @RequestParam(defaultValue = "") String leistung,
            @RequestParam(defaultValue = "") String zeit,
            @RequestParam(defaultValue = "") String gemeinde) {
        var scope = scope(staff, gemeinde, zeit);
        if (leistung.isEmpty()) {
            return SeeOther.at(scope.href(""));
        }
        var pack = services.get(scope.tenants().getFirst(), leistung);
        var words = new FigureWords(page);
        var tally = scope.tenants().stream()
                .map(tenant -> tenancy.as(tenant, () -> figures.list(scope.from(), scope.today(), leistung))
                        .getOrDefault(leistung, Tally.NOTHING))
                .reduce(Tally.NOTHING, Tally::plus);
        var period = words.period(scope.from(), scope.today());
        var whose = scope.chosen().isEmpty() ? "" : scope.choices().get(scope.chosen()) + " · ";
        return page.show(
                "cases/figure",
                new FigurePage(
                        pack.description().title().in(page.lang()),
                        whose + period,
                        leistung,
                        scope.href(""),
                        spans(page),
                        scope.span().path(),
                        scope.chosen(),
                        cards(words, tally),
                        steps(words, tally, pack),
                        comments(page, scope, leistung)));
    }

    /** Deletes a comment, as when it names somebody. */
    @Allowed({Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping(Scope.LIST + "/loeschen")
    View delete(
            Staff staff,
            @RequestParam(defaultValue = "") String leistung,
            @RequestParam UUID id,
            @RequestParam(defaultValue = "") String portal,
            @RequestParam(defaultValue = "") String zeit,
            @RequestParam(defaultValue = "") String gemeinde) {
        var whose = scope(staff, portal, zeit);
        whose.tenants().forEach(tenant -> tenancy.run(tenant, () -> feedback.delete(id)));
        return SeeOther.at(scope(staff, gemeinde, zeit).hrefOf(leistung));
    }

    private Scope scope(Staff staff, String tenant, String days) {
        return Scope.of(staff, regions.current(), tenant, days, GermanDates.today(clock));
    }

    private Map<String, Tally> tallies(Scope scope, String tenant) {
        return tenancy.as(tenant, () -> figures.list(scope.from(), scope.today(), null));
    }

    private String title(Page page, Scope scope, String service) {
        return services.find(scope.tenants().getFirst(), service)
                .map(pack -> pack.description().title().in(page.lang()))
                .orElse(service);
    }

    private static Map<String, String> spans(Page page) {
        var spans = new LinkedHashMap<String, String>();
        for (var span : Span.values()) {
            spans.put(span.path(), page.t("cases.figures.span." + span.path()));
        }
        return spans;
    }

    private static List<String> columns(Page page) {
        return List.of(
                page.t("cases.figures.begun"),
                page.t("cases.figures.sent"),
                page.t("cases.figures.share"),
                page.t("cases.figures.received"),
                page.t("cases.figures.decided"),
                page.t("cases.figures.wait"),
                page.t("cases.figures.inTime"),
                page.t("cases.figures.helpful"),
                page.t("cases.figures.content"));
    }

    private static List<String> cells(FigureWords words, Tally tally) {
        return List.of(
                words.count(tally.count(Kind.BEGUN)),
                words.count(tally.count(Kind.SENT)),
                words.percent(tally.percent(Kind.SENT, Kind.BEGUN)),
                words.count(tally.count(Kind.RECEIVED)),
                words.count(tally.count(Kind.DECIDED)),
                words.days(tally.percentile(Kind.DECIDED, 50)),
                words.percent(tally.percent(Kind.IN_TIME, Kind.DECIDED)),
                words.percent(tally.helpfulPercent()),
                words.stars(tally));
    }

    private static List<FigurePage.Card> cards(FigureWords words, Tally tally) {
        var page = words.page();
        return List.of(
                new FigurePage.Card(
                        page.t("cases.figures.applying"),
                        "edit",
                        List.of(
                                new FigurePage.Line(
                                        page.t("cases.figures.share"),
                                        words.percent(tally.percent(Kind.SENT, Kind.BEGUN))),
                                new FigurePage.Line(page.t("cases.figures.open"), words.count(tally.count(Kind.OPEN))),
                                new FigurePage.Line(
                                        page.t("cases.figures.saved"), words.count(tally.count(Kind.SAVED))),
                                new FigurePage.Line(
                                        page.t("cases.figures.work"), words.minutes(tally.percentile(Kind.WORKED, 50))),
                                new FigurePage.Line(
                                        page.t("cases.figures.work.90"),
                                        words.minutes(tally.percentile(Kind.WORKED, 90))))),
                new FigurePage.Card(
                        page.t("cases.figures.deciding"),
                        "schedule",
                        List.of(
                                new FigurePage.Line(
                                        page.t("cases.figures.received"), words.count(tally.count(Kind.RECEIVED))),
                                new FigurePage.Line(
                                        page.t("cases.figures.decided"), words.count(tally.count(Kind.DECIDED))),
                                new FigurePage.Line(
                                        page.t("cases.figures.wait"), words.days(tally.percentile(Kind.DECIDED, 50))),
                                new FigurePage.Line(
                                        page.t("cases.figures.wait.90"),
                                        words.days(tally.percentile(Kind.DECIDED, 90))),
                                new FigurePage.Line(
                                        page.t("cases.figures.inTime"),
                                        words.percent(tally.percent(Kind.IN_TIME, Kind.DECIDED))))),
                new FigurePage.Card(
                        page.t("cases.figures.opinions"),
                        "thumb_up",
                        List.of(
                                new FigurePage.Line(
                                        page.t("cases.figures.helpful"), words.percent(tally.helpfulPercent())),
                                new FigurePage.Line(
                                        page.t("cases.figures.answers"), words.count(tally.helpfulAnswers())),
                                new FigurePage.Line(page.t("cases.figures.content"), words.stars(tally)),
                                new FigurePage.Line(
                                        page.t("cases.figures.ratings"), words.count(tally.count(Kind.STARS))))));
    }

    /** Every step of the form as it is now; conditions leave some out for some people. */
    private static List<FigurePage.Step> steps(FigureWords words, Tally tally, ServicePackage pack) {
        var page = words.page();
        var steps = new ArrayList<FigurePage.Step>();
        steps.add(new FigurePage.Step(
                page.t("cases.figures.begun"),
                words.count(tally.count(Kind.BEGUN)),
                tally.percent(Kind.BEGUN, Kind.BEGUN).orElse(0),
                words.count(tally.count(Kind.LEFT, ""))));
        for (var step : pack.form().steps()) {
            steps.add(new FigurePage.Step(
                    step.title().in(page.lang()),
                    words.count(tally.count(Kind.STEP, step.id())),
                    tally.percentOf(Kind.BEGUN, Kind.STEP, step.id()).orElse(0),
                    words.count(tally.count(Kind.LEFT, step.id()))));
        }
        steps.add(new FigurePage.Step(
                page.t("cases.figures.checked"),
                words.count(tally.count(Kind.CHECKED)),
                tally.percentOf(Kind.BEGUN, Kind.CHECKED, "").orElse(0),
                ""));
        steps.add(new FigurePage.Step(
                page.t("cases.figures.sent"),
                words.count(tally.count(Kind.SENT)),
                tally.percentOf(Kind.BEGUN, Kind.SENT, "").orElse(0),
                ""));
        return steps;
    }

    private List<FigurePage.Comment> comments(Page page, Scope scope, String service) {
        var comments = new ArrayList<FigurePage.Comment>();
        for (var tenant : scope.tenants()) {
            var ofOne = tenancy.as(tenant, () -> feedback.list(service, scope.from(), scope.today(), COMMENTS));
            for (var comment : ofOne) {
                comments.add(new FigurePage.Comment(
                        comment.id().toString(),
                        tenant,
                        page.t(
                                "cases.figures.comment.about",
                                page.t("cases.figures.place." + comment.place().path()),
                                GermanDates.date(comment.given(), page.lang()),
                                regions.current().get(tenant).name()),
                        comment.text()));
            }
        }
        return comments;
    }
}
