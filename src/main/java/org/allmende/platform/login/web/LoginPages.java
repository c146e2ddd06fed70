package org.allmende.platform.login.web;

import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where staff log in. */
@Controller
class LoginPages {

    @Public
    @GetMapping("/anmelden")
    View login(
            Page page,
            @RequestParam(required = false) String fehler,
            @RequestParam(required = false) String abgemeldet,
            @RequestParam(defaultValue = "") String weiter) {
        return page.show("platform/login", new LoginPage(fehler != null, abgemeldet != null, weiter));
    }
}
