package org.allmende.cases.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.allmende.cases.Figure.Kind;
import org.allmende.cases.Figures;
import org.allmende.cases.Tally;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.ServicePackage;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/** The public page of a service's figures, as an office that asks for opinions owes an answer what came of them. */
@Controller
class PublicFiguresPages {

    private final Tenancy tenancy;
    private final Figures figures;
    private final KnownServices services;
    private final Clock clock;

    PublicFiguresPages(Tenancy tenancy, Figures figures, KnownServices services, Clock clock) {
        this.tenancy = tenancy;
        this.figures = figures;
        this.services = services;
        this.clock = clock;
    }

    @Public
    @GetMapping("/{tenant}/leistungen/{service}/zahlen")
    View figures(Page page, @PathVariable String tenant, @PathVariable String service) {
        var pack = services.get(tenant, service);
        var today = GermanDates.today(clock);
        var from = Span.YEAR.from(today);
        var portal = tally(tenant, service, from, today);
        var decider = services.decider(tenant, service);
        var office = decider.equals(tenant) ? portal : tally(decider, service, from, today);
        var words = new FigureWords(page);
        var versions = tenancy.as(tenant, () -> figures.listVersions(service)).stream()
                .map(used -> new PublicFiguresPage.Version(used.version(), GermanDates.date(used.day(), page.lang())))
                .toList();
        return page.show(
                "cases/publicfigures",
                new PublicFiguresPage(
                        pack.description().title().in(page.lang()),
                        "/%s/leistungen/%s".formatted(tenant, service),
                        words.period(from, today),
                        List.of(applying(words, portal), deciding(words, office, pack), opinions(words, portal)),
                        versions));
    }

    private Tally tally(String tenant, String service, LocalDate from, LocalDate to) {
        return tenancy.as(tenant, () -> figures.list(from, to, service)).getOrDefault(service, Tally.NOTHING);
    }

    private static PublicFiguresPage.Group applying(FigureWords words, Tally tally) {
        var page = words.page();
        return new PublicFiguresPage.Group(
                page.t("cases.figures.applying"),
                "edit",
                List.of(
                        line(page, "begun", words.count(tally.count(Kind.BEGUN))),
                        line(page, "sent", words.count(tally.count(Kind.SENT))),
                        line(
                                page,
                                "work",
                                words.minutes(tally.percentile(Kind.WORKED, 50)),
                                words.minutes(tally.percentile(Kind.WORKED, 90)))));
    }

    private static PublicFiguresPage.Group deciding(FigureWords words, Tally tally, ServicePackage pack) {
        var page = words.page();
        return new PublicFiguresPage.Group(
                page.t("cases.figures.deciding"),
                "schedule",
                List.of(
                        line(page, "decided", words.count(tally.count(Kind.DECIDED))),
                        line(
                                page,
                                "wait",
                                words.days(tally.percentile(Kind.DECIDED, 50)),
                                words.days(tally.percentile(Kind.DECIDED, 90))),
                        line(page, "inTime", words.percent(tally.percent(Kind.IN_TIME, Kind.DECIDED)), pack.target())));
    }

    private static PublicFiguresPage.Group opinions(FigureWords words, Tally tally) {
        var page = words.page();
        return new PublicFiguresPage.Group(
                page.t("cases.figures.opinions"),
                "thumb_up",
                List.of(
                        line(
                                page,
                                "helpful",
                                words.percent(tally.helpfulPercent()),
                                words.count(tally.helpfulAnswers())),
                        line(page, "content", words.stars(tally), words.count(tally.count(Kind.STARS)))));
    }

    /** A figure with how it is counted, both named by the same word. */
    private static PublicFiguresPage.Line line(Page page, String word, String value, Object... how) {
        return new PublicFiguresPage.Line(
                page.t("cases.figures." + word), value, page.t("cases.figures." + word + ".how", how));
    }
}
