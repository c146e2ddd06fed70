package org.allmende.region.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.allmende.platform.mail.Mail;
import org.allmende.platform.mail.Message;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * Impressum (§ 5 DDG), privacy (Art. 13 GDPR) and accessibility (Directive (EU) 2016/2102) of the region and of each tenant, made
 * from its own data. A reported barrier leaves as a letter to the tenant and is kept nowhere else.
 */
@Controller
class LegalPages {

    /** When accessibility was last looked at, page by page; a new look changes it. */
    static final LocalDate ASSESSED = LocalDate.of(2026, 11, 22);

    private static final int LONGEST_TEXT = 3000;
    private static final int LONGEST_LINE = 300;

    private final Regions regions;
    private final Tenancy tenancy;
    private final Mail mail;
    private final Pace pace;

    LegalPages(Regions regions, Tenancy tenancy, Mail mail, Clock clock) {
        this.regions = regions;
        this.tenancy = tenancy;
        this.mail = mail;
        this.pace = new Pace(clock);
    }

    @Public
    @GetMapping({"/impressum", "/{tenant}/impressum"})
    View imprint(Page page) {
        return page.show("region/imprint", of(page, LegalPage.Report.about(null)));
    }

    @Public
    @GetMapping({"/datenschutz", "/{tenant}/datenschutz"})
    View privacy(Page page) {
        return page.show("region/privacy", of(page, LegalPage.Report.about(null)));
    }

    @Public
    @GetMapping({"/barrierefreiheit", "/{tenant}/barrierefreiheit"})
    View accessibility(Page page, @RequestParam(required = false) String seite) {
        return page.show("region/accessibility", of(page, LegalPage.Report.about(seite)));
    }

    /** Where the form is, for whoever reloads the page on which something was to correct. */
    @Public
    @GetMapping({"/barriere", "/{tenant}/barriere"})
    View form(Page page) {
        return SeeOther.at(base(page) + "/barrierefreiheit#melden");
    }

    @Public
    @PostMapping({"/barriere", "/{tenant}/barriere"})
    View report(
            Page page,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String seite,
            @RequestParam(defaultValue = "") String email,
            HttpServletRequest request) {
        var typed = new LegalPage.Report(
                cut(text, LONGEST_TEXT + 1), cut(seite, LONGEST_LINE), cut(email, LONGEST_LINE), Map.of());
        var responsible = responsible(page);
        var errors = errors(page, typed);
        if (errors.isEmpty()
                && !(Message.isAddress(responsible.contact().email()) && pace.allows(request.getRemoteAddr()))) {
            errors.put(
                    "text", page.t("region.barrier.busy", responsible.contact().phone()));
        }
        if (!errors.isEmpty()) {
            var again = new LegalPage.Report(typed.text(), typed.page(), typed.email(), errors);
            return page.show("region/accessibility", of(page, again), HttpStatus.OK);
        }
        tenancy.run(responsible.slug().value(), () -> mail.send(letter(page, responsible, typed)));
        return SeeOther.at(base(page) + "/barriere/danke");
    }

    @Public
    @GetMapping({"/barriere/danke", "/{tenant}/barriere/danke"})
    View thanks(Page page) {
        return page.show("region/reported", of(page, LegalPage.Report.about(null)));
    }

    private static Map<String, String> errors(Page page, LegalPage.Report typed) {
        var errors = new LinkedHashMap<String, String>();
        if (typed.text().isBlank()) {
            errors.put("text", page.t("region.barrier.text.missing"));
        } else if (typed.text().length() > LONGEST_TEXT) {
            errors.put("text", page.t("region.barrier.text.long", LONGEST_TEXT));
        }
        if (!typed.email().isBlank() && !Message.isAddress(typed.email().strip())) {
            errors.put("email", page.t("region.barrier.email.wrong"));
        }
        return errors;
    }

    /** In German, since the office reads it. */
    private static Message letter(Page page, Tenant responsible, LegalPage.Report typed) {
        var answer = typed.email().isBlank() ? "–" : typed.email().strip();
        var where = typed.page().isBlank() ? "–" : typed.page().strip();
        return new Message(
                responsible.contact().email(),
                "Barriere gemeldet: " + page.face().name(),
                "Seite: %s%nAntwort an: %s%nSprache: %s%n%n%s%n"
                        .formatted(where, answer, page.lang(), typed.text().strip()));
    }

    private LegalPage of(Page page, LegalPage.Report report) {
        var region = regions.current();
        var responsible = responsible(page);
        var contact = responsible.contact();
        return new LegalPage(
                base(page),
                responsible.name(),
                contact.address(),
                contact.phone(),
                contact.email(),
                region.land(),
                law(region.land()),
                GermanDates.date(ASSESSED, page.lang()),
                region.sources(),
                report);
    }

    /** The tenant, or for the region's own pages whoever runs the server. */
    private Tenant responsible(Page page) {
        var region = regions.current();
        return page.face().slug().isEmpty()
                ? region.lead()
                : region.get(page.face().slug());
    }

    private static String law(String land) {
        return switch (land) {
            case "Hessen" -> "he";
            case "Nordrhein-Westfalen" -> "nw";
            default -> "other";
        };
    }

    private static String base(Page page) {
        return page.face().slug().isEmpty() ? "" : "/" + page.face().slug();
    }

    private static String cut(@Nullable String text, int length) {
        return text == null ? "" : text.substring(0, Math.min(length, text.length()));
    }
}
