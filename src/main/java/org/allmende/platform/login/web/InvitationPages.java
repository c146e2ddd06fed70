package org.allmende.platform.login.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.AccountCare;
import org.allmende.platform.login.AccountCare.Outcome;
import org.allmende.platform.login.AfterLogin;
import org.allmende.platform.login.Invitations;
import org.allmende.platform.login.Invitations.Invitation;
import org.allmende.platform.login.Invitations.Purpose;
import org.allmende.platform.login.LogIn;
import org.allmende.platform.login.Public;
import org.allmende.platform.login.Throttle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** One-time links: the first operator's, an invitation, a new password. */
@Controller
class InvitationPages {

    private static final int LONGEST_NAME = 120;

    private final Invitations invitations;
    private final AccountCare care;
    private final LogIn entry;
    private final Throttle throttle;

    InvitationPages(Invitations invitations, AccountCare care, LogIn entry, Throttle throttle) {
        this.invitations = invitations;
        this.care = care;
        this.entry = entry;
        this.throttle = throttle;
    }

    @Public
    @GetMapping("/einladung/{secret}")
    View invitation(Page page, @PathVariable String secret) {
        return invitations
                .find(secret)
                .map(found -> {
                    var first = found.purpose() == Purpose.FIRST;
                    return page.show(
                            "platform/invitation",
                            form(
                                    page,
                                    found,
                                    first ? "" : found.account().login(),
                                    first ? "" : found.account().name(),
                                    Map.of()));
                })
                .orElseGet(() -> gone(page));
    }

    @Public
    @PostMapping("/einladung/{secret}")
    View accept(
            Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String secret,
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String passwort,
            @RequestParam(defaultValue = "") String wiederholung) {
        var invitation = invitations.find(secret);
        if (invitation.isEmpty()) {
            throttle.count(request);
            return gone(page);
        }
        var cleanName = name.replace("\0", "").strip();
        var errors = new LinkedHashMap<String, String>();
        if (cleanName.isEmpty() || cleanName.length() > LONGEST_NAME) {
            errors.put("name", page.t("login.invitation.error.name"));
        }
        if (invitation.get().purpose() == Purpose.FIRST && !login.strip().matches("[\\p{Graph}]{3,120}")) {
            errors.put("login", page.t("login.invitation.error.login"));
        }
        if (!errors.isEmpty()) {
            return again(page, invitation.get(), login, cleanName, errors);
        }
        return switch (care.accept(secret, login, cleanName, passwort, wiederholung)) {
            case Outcome.Done done -> {
                entry.begin(done.account(), request, response);
                yield new RedirectView(AfterLogin.DESK + "/konto?willkommen");
            }
            case Outcome.Refused refused -> {
                errors.put("passwort", page.t("login.password." + refused.problem()));
                yield again(page, invitation.get(), login, cleanName, errors);
            }
            case Outcome.LoginTaken taken -> {
                errors.put("login", page.t("login.invitation.error.taken"));
                yield again(page, invitation.get(), login, cleanName, errors);
            }
            case Outcome.NotConfirmed impossible -> gone(page);
            case Outcome.TooLate late -> gone(page);
        };
    }

    private static View again(Page page, Invitation found, String login, String name, Map<String, String> errors) {
        return page.show(
                "platform/invitation", form(page, found, login, name, errors), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static InvitationPage form(
            Page page, Invitation found, String login, String name, Map<String, String> errors) {
        return new InvitationPage(page.path(), found.purpose().name().toLowerCase(Locale.ROOT), login, name, errors);
    }

    private static View gone(Page page) {
        return page.show("platform/invitation-gone", page, HttpStatus.GONE);
    }
}
