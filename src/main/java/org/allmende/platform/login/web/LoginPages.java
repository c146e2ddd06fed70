package org.allmende.platform.login.web;

import org.allmende.platform.config.Configuration;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.login.SingleSignOn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Where staff log in. */
@Controller
class LoginPages {

    private final Configuration.Login.Oidc oidc;

    private final SingleSignOn singleSignOn;

    LoginPages(Configuration configuration, SingleSignOn singleSignOn) {
        this.singleSignOn = singleSignOn;
        this.oidc = configuration.login().oidc();
    }

    @Public
    @GetMapping("/anmelden")
    View login(
            Page page,
            @RequestParam(required = false) @Nullable String fehler,
            @RequestParam(required = false) @Nullable String gedrosselt,
            @RequestParam(required = false) @Nullable String dienst,
            @RequestParam(required = false) @Nullable String abgemeldet,
            @RequestParam(defaultValue = "") String weiter) {
        var notice = fehler != null
                ? "refused"
                : gedrosselt != null ? "throttled" : dienst != null ? "sso" : abgemeldet != null ? "loggedOut" : "";
        return page.show("platform/login", new LoginPage(notice, weiter, provider(page)));
    }

    /** To the identity provider, or back when it does not answer. */
    @Public
    @GetMapping("/anmelden/dienst")
    View singleSignOn() {
        if (!oidc.configured()) {
            throw new NotFound();
        }
        return new RedirectView(singleSignOn.findStart().orElse("/anmelden?dienst"));
    }

    private @Nullable String provider(Page page) {
        if (!oidc.configured()) {
            return null;
        }
        return oidc.label().isBlank() ? page.t("login.sso") : oidc.label();
    }
}
