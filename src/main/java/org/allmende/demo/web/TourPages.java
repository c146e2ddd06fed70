package org.allmende.demo.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.allmende.demo.DemoAccounts;
import org.allmende.demo.DemoLoad;
import org.allmende.demo.OnlyInDemo;
import org.allmende.demo.Tour;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Account;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.AfterLogin;
import org.allmende.platform.login.Principal;
import org.allmende.platform.login.Public;
import org.allmende.region.Regions;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.InternalResourceView;

/** The guided tour: as four people through the real pages, each with one click. */
@OnlyInDemo
@Controller
class TourPages {

    private final Regions regions;
    private final Tour tour;
    private final DemoLoad load;
    private final DemoAccounts demoAccounts;
    private final Accounts accounts;
    private final SessionAuthenticationStrategy newSession = new ChangeSessionIdAuthenticationStrategy();
    private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();
    private final AfterLogin afterLogin = new AfterLogin();

    TourPages(Regions regions, Tour tour, DemoLoad load, DemoAccounts demoAccounts, Accounts accounts) {
        this.regions = regions;
        this.tour = tour;
        this.load = load;
        this.demoAccounts = demoAccounts;
        this.accounts = accounts;
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
                        demoAccounts.clerkOfTour(),
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
        demoAccounts.list()
                .forEach(one -> logins.put(
                        one.login(),
                        page.t(
                                "demo.login." + one.role().name().toLowerCase(java.util.Locale.ROOT),
                                one.name(),
                                region.get(one.tenant()).shortName())));
        return logins;
    }

    /** As a real log-in, but without the password. */
    @Public
    @PostMapping("/demo/anmelden")
    void logIn(@RequestParam String konto, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var authentication = demoAccounts.find(konto).flatMap(this::authentication).orElseThrow(NotFound::new);
        newSession.onAuthentication(authentication, request, response);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
        afterLogin.onAuthenticationSuccess(request, response, authentication);
    }

    private Optional<Authentication> authentication(Account account) {
        return accounts.listAssignments(account.id()).stream()
                .findFirst()
                .map(assignment -> UsernamePasswordAuthenticationToken.authenticated(
                        new Principal(account.id(), account.name(), assignment.tenant()),
                        null,
                        AuthorityUtils.createAuthorityList("STAFF")));
    }

    /** Opens Leonie Hartwig's case as she would, with its number and her code. */
    @Public
    @PostMapping("/demo/antrag")
    View open(@RequestParam(defaultValue = "frage") String was) {
        var opened = (was.equals("bescheid") ? tour.notice() : tour.question()).orElseThrow(NotFound::new);
        return new InternalResourceView("/%s/antrag/oeffnen?nummer=%s&code=%s"
                .formatted(opened.it().portal(), opened.it().number(), opened.code().text()));
    }

    /** Every component in every state. */
    @Public
    @GetMapping("/gestaltung")
    View components(Page page) {
        return page.show("platform/styleguide", "");
    }
}
