package org.allmende.cases.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.allmende.cases.Feedback;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.allmende.platform.login.Throttle;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where visitors say whether a page was helpful and what they miss, without a cookie and without saying who they are. */
@Controller
class FeedbackPages {

    /** So many answers come from one address within the throttle's span; a library or a school is one address. */
    private static final int MOST = 40;

    private final Tenancy tenancy;
    private final Feedback feedback;
    private final KnownServices services;
    private final Throttle throttle;

    FeedbackPages(Tenancy tenancy, Feedback feedback, KnownServices services, Throttle throttle) {
        this.tenancy = tenancy;
        this.feedback = feedback;
        this.services = services;
        this.throttle = throttle;
    }

    static String path(String tenant, String service) {
        return "/%s/leistungen/%s/rueckmeldung".formatted(tenant, service);
    }

    /** A click on yes, no or a number of stars. */
    @Public
    @PostMapping("/{tenant}/leistungen/{service}/rueckmeldung")
    View rate(
            @PathVariable String tenant,
            @PathVariable String service,
            @RequestParam(defaultValue = "") String seite,
            @RequestParam(defaultValue = "") String hilfreich,
            @RequestParam(defaultValue = "") String sterne,
            HttpServletRequest request) {
        var version = services.get(tenant, service).version().toString();
        var place = Feedback.Place.find(seite).orElse(Feedback.Place.LEISTUNG);
        if (!throttle.admits(request, "feedback", MOST)) {
            return SeeOther.at(path(tenant, service) + "?viel");
        }
        tenancy.run(tenant, () -> {
            if (sterne.matches("[1-5]")) {
                feedback.rate(service, version, Integer.parseInt(sterne));
            } else if (hilfreich.equals("ja") || hilfreich.equals("nein")) {
                feedback.rate(service, version, place, hilfreich.equals("ja"));
            }
        });
        return SeeOther.at(path(tenant, service) + "?seite=" + place.path());
    }

    @Public
    @GetMapping("/{tenant}/leistungen/{service}/rueckmeldung")
    View ask(
            Page page,
            @PathVariable String tenant,
            @PathVariable String service,
            @RequestParam(defaultValue = "") String seite,
            @RequestParam(required = false) String viel,
            @RequestParam(required = false) String danke) {
        var state = viel != null ? "many" : danke != null ? "thanks" : "ask";
        return page.show("cases/feedback", of(page, tenant, service, state, seite, "", Map.of()));
    }

    @Public
    @PostMapping("/{tenant}/leistungen/{service}/rueckmeldung/text")
    View comment(
            Page page,
            @PathVariable String tenant,
            @PathVariable String service,
            @RequestParam(defaultValue = "") String seite,
            @RequestParam(defaultValue = "") String text,
            HttpServletRequest request) {
        var known = services.get(tenant, service);
        if (!throttle.admits(request, "feedback", MOST)) {
            return SeeOther.at(path(tenant, service) + "?viel");
        }
        var said = text.replace("\r\n", "\n").replace('\0', ' ').strip();
        if (said.isEmpty() || said.length() > Feedback.LONGEST) {
            var error = said.isEmpty()
                    ? page.t("cases.feedback.text.missing")
                    : page.t("cases.feedback.text.long", Feedback.LONGEST);
            return page.show("cases/feedback", of(page, tenant, service, "ask", seite, text, Map.of("text", error)));
        }
        var place = Feedback.Place.find(seite).orElse(Feedback.Place.LEISTUNG);
        tenancy.run(tenant, () -> feedback.comment(known.name(), place, said));
        return SeeOther.at(path(tenant, service) + "?danke");
    }

    private FeedbackPage of(
            Page page,
            String tenant,
            String service,
            String state,
            String seite,
            String typed,
            Map<String, String> errors) {
        var place = Feedback.Place.find(seite).orElse(Feedback.Place.LEISTUNG);
        return new FeedbackPage(
                services.get(tenant, service).description().title().in(page.lang()),
                "/%s/leistungen/%s".formatted(tenant, service),
                state,
                path(tenant, service) + "/text",
                place.path(),
                typed,
                errors);
    }
}
