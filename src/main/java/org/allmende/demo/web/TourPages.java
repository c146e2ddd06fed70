package org.allmende.demo.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.allmende.demo.DemoAccounts;
import org.allmende.demo.DemoLoad;
import org.allmende.demo.FurtherStories;
import org.allmende.demo.OnlyInDemo;
import org.allmende.demo.Refusal;
import org.allmende.demo.Tour;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.AfterLogin;
import org.allmende.platform.login.LogIn;
import org.allmende.platform.login.Public;
import org.allmende.platform.login.Role;
import org.allmende.region.Regions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.InternalResourceView;

/** The guided tour: in many roles through the real pages, each with one click. */
@OnlyInDemo
@Controller
class TourPages {

    private final Regions regions;
    private final Tour tour;
    private final Refusal refusal;
    private final FurtherStories further;
    private final DemoLoad load;
    private final DemoAccounts demoAccounts;
    private final LogIn logIn;

    TourPages(
            Regions regions,
            Tour tour,
            Refusal refusal,
            FurtherStories further,
            DemoLoad load,
            DemoAccounts demoAccounts,
            LogIn logIn) {
        this.regions = regions;
        this.tour = tour;
        this.refusal = refusal;
        this.further = further;
        this.load = load;
        this.demoAccounts = demoAccounts;
        this.logIn = logIn;
    }

    @Public
    @GetMapping("/rundgang")
    View tour(Page page) {
        var town = tour.town();
        var progress = load.progress();
        return page.show(
                "demo/tour",
                new TourPage(
                        town.shortName(),
                        "/%s/leistungen/eheurkunde".formatted(town.slug()),
                        "/%s/leistungen/handwerkerparkausweis".formatted(town.slug()),
                        demoAccounts.townHallOfTour(),
                        demoAccounts.clerkOfTour(),
                        tour.duty(),
                        tour.round(),
                        DemoAccounts.COMPETENCE_CENTER,
                        DemoAccounts.AUDITOR,
                        DemoAccounts.OPERATOR,
                        logins(page),
                        DemoAccounts.PASSWORD,
                        progress.told(),
                        progress.all()));
    }

    private Map<String, String> logins(Page page) {
        var region = regions.current();
        var logins = new LinkedHashMap<String, String>();
        demoAccounts
                .list()
                .forEach(one -> logins.put(
                        one.login(),
                        page.t(
                                "demo.login." + one.role().name().toLowerCase(Locale.ROOT),
                                one.name(),
                                region.get(one.tenant()).shortName())));
        return logins;
    }

    /** As a real log-in, but without the password. */
    @Public
    @PostMapping("/demo/anmelden")
    View logIn(
            @RequestParam(defaultValue = "") String konto,
            @RequestParam(defaultValue = AfterLogin.DESK) String weiter,
            HttpServletRequest request,
            HttpServletResponse response) {
        logIn.begin(demoAccounts.find(konto).orElseThrow(NotFound::new), request, response);
        return SeeOther.at(AfterLogin.isOurs(weiter) ? weiter : AfterLogin.DESK);
    }

    /** Opens Leonie Hartwig's case as she would, with its number and her code. */
    @Public
    @PostMapping("/demo/antrag")
    View open(@RequestParam(defaultValue = "frage") String was) {
        var opened = (was.equals("bescheid") ? tour.notice() : tour.question()).orElseThrow(NotFound::new);
        return open(opened);
    }

    private static View open(Tour.Opened opened) {
        return new InternalResourceView("/%s/antrag/oeffnen?nummer=%s&code=%s"
                .formatted(
                        opened.it().portal(),
                        opened.it().number(),
                        opened.code().text()));
    }

    /** The flood week at a gauge, or the measurements of today while the year is being loaded. */
    @Public
    @PostMapping("/demo/hochwasser")
    View flood() {
        return SeeOther.at(tour.flood().orElse("/daten"));
    }

    /** Leads to what may be built at a place, or to the draft of a plan as planner or as who releases it. */
    @Public
    @PostMapping("/demo/plan")
    View plan(
            @RequestParam(defaultValue = "hier") String was, HttpServletRequest request, HttpServletResponse response) {
        if (was.equals("hier")) {
            return SeeOther.at(tour.buildingLand());
        }
        var town = tour.town().slug().value();
        var login = was.equals("freigabe") ? demoAccounts.login(town, Role.LEAD) : demoAccounts.townHallOfTour();
        logIn.begin(demoAccounts.find(login).orElseThrow(NotFound::new), request, response);
        return SeeOther.at(tour.draftPlan());
    }

    /** Opens the case that is going to be refused, as its clerk, as the second person, or as the applicant. */
    @Public
    @PostMapping("/demo/ablehnung")
    View refusal(
            @RequestParam(defaultValue = "amt") String wer, HttpServletRequest request, HttpServletResponse response) {
        var opened = refusal.current().orElseThrow(NotFound::new);
        var it = opened.it();
        if (wer.equals("person")) {
            return open(opened);
        }
        var login = demoAccounts.login(it.tenant(), wer.equals("zweite") ? Role.LEAD : Role.CLERK);
        logIn.begin(demoAccounts.find(login).orElseThrow(NotFound::new), request, response);
        return SeeOther.at("/arbeitsplatz/vorgaenge/" + it.id());
    }

    /** Opens a case with a step beside the process, as its clerk, as the second person, or as the applicant. */
    @Public
    @PostMapping("/demo/schritt")
    View further(
            @RequestParam(defaultValue = "") String was,
            @RequestParam(defaultValue = "amt") String wer,
            HttpServletRequest request,
            HttpServletResponse response) {
        var step = FurtherStories.Step.ofPath(was).orElseThrow(NotFound::new);
        var opened = further.open(step).orElseThrow(NotFound::new);
        if (wer.equals("person")) {
            return open(opened);
        }
        var it = opened.it();
        var login = demoAccounts.login(it.tenant(), wer.equals("zweite") ? Role.LEAD : Role.CLERK);
        logIn.begin(demoAccounts.find(login).orElseThrow(NotFound::new), request, response);
        return SeeOther.at("/arbeitsplatz/vorgaenge/%s/%s".formatted(it.id(), step.path()));
    }

    /** Every component in every state. */
    @Public
    @GetMapping("/gestaltung")
    View components(Page page) {
        return page.show("platform/styleguide", "");
    }
}
