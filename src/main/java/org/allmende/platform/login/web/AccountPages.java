package org.allmende.platform.login.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.AccountCare;
import org.allmende.platform.login.AccountCare.Outcome;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.AfterLogin;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Assignment;
import org.allmende.platform.login.LogIn;
import org.allmende.platform.login.Passkeys;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** One's own account: password, passkeys, devices, and the tenant for which one works just now. */
@Controller
class AccountPages {

    private static final String PATH = AfterLogin.DESK + "/konto";

    private final Accounts accounts;
    private final AccountCare care;
    private final Passkeys passkeys;
    private final LogIn logIn;
    private final Wording wording;

    AccountPages(Accounts accounts, AccountCare care, Passkeys passkeys, LogIn logIn, Wording wording) {
        this.accounts = accounts;
        this.care = care;
        this.passkeys = passkeys;
        this.logIn = logIn;
        this.wording = wording;
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER, Role.AUDITOR, Role.OPERATOR, Role.CASHIER})
    @GetMapping(PATH)
    View account(Page page, Staff staff, @RequestParam Map<String, String> query) {
        var notice = List.of("willkommen", "passwort", "passkey", "entfernt", "abgemeldet").stream()
                .filter(query::containsKey)
                .findFirst()
                .orElse("");
        return page.show("platform/account", look(page, staff, notice, Map.of()));
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER, Role.AUDITOR, Role.OPERATOR, Role.CASHIER})
    @PostMapping(PATH + "/passwort")
    View changePassword(
            Page page,
            Staff staff,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String jetzt,
            @RequestParam(defaultValue = "") String passwort,
            @RequestParam(defaultValue = "") String wiederholung) {
        var errors = new LinkedHashMap<String, String>();
        switch (care.changePassword(staff, request.getSession().getId(), jetzt, passwort, wiederholung)) {
            case Outcome.Refused refused -> errors.put("passwort", page.t("login.password." + refused.problem()));
            case Outcome.NotConfirmed wrong -> errors.put("jetzt", page.t("login.password.wrong"));
            case Outcome.Done done -> {
                return new RedirectView(PATH + "?passwort");
            }
            case Outcome.LoginTaken impossible -> throw new IllegalStateException();
            case Outcome.TooLate impossible -> throw new IllegalStateException();
        }
        return page.show("platform/account", look(page, staff, "", errors), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER, Role.AUDITOR, Role.OPERATOR, Role.CASHIER})
    @PostMapping(PATH + "/ueberall-abmelden")
    View logOutEverywhere(Staff staff, HttpServletRequest request) {
        logIn.endSessions(staff.account(), request.getSession().getId());
        return new RedirectView(PATH + "?abgemeldet");
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER, Role.AUDITOR, Role.OPERATOR, Role.CASHIER})
    @PostMapping(AfterLogin.DESK + "/mandant")
    View moveTo(
            Staff staff,
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(defaultValue = "") String mandant) {
        logIn.moveTo(mandant, staff, request, response);
        return new RedirectView(AfterLogin.DESK);
    }

    private AccountPage look(Page page, Staff staff, String notice, Map<String, String> errors) {
        var account = accounts.getAccount(staff.account());
        var places = accounts.listAssignments(staff.account()).stream()
                .collect(Collectors.groupingBy(Assignment::tenant, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(tenant -> place(page, staff, tenant.getKey(), tenant.getValue()))
                .sorted(Comparator.comparing(place -> !place.here()))
                .toList();
        var keys = passkeys.list(staff.account()).stream()
                .map(key -> new AccountPage.Key(
                        key.id(), key.label(), GermanDates.moment(key.created()), GermanDates.moment(key.lastUsed())))
                .toList();
        return new AccountPage(
                account.login(),
                notice,
                places,
                keys,
                account.passwordHash() != null,
                logIn.countSessions(staff.account()),
                errors);
    }

    private AccountPage.Place place(Page page, Staff staff, String tenant, Collection<Assignment> rights) {
        return new AccountPage.Place(
                tenant,
                wording.tenant(tenant),
                wording.crest(tenant),
                tenant.equals(staff.tenant()),
                rights.stream().map(right -> wording.right(page, right)).toList());
    }
}
