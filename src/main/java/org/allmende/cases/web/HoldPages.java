package org.allmende.cases.web;

import java.util.UUID;
import org.allmende.cases.Holds;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Holds a case back from deletion, and lets it go again. */
@Controller
@RequestMapping("/arbeitsplatz/vorgaenge/{id}")
class HoldPages {

    private static final int LONGEST = 500;

    private final Holds holds;

    HoldPages(Holds holds) {
        this.holds = holds;
    }

    @Allowed(Role.LEAD)
    @PostMapping("/sperren")
    View hold(Staff staff, @PathVariable UUID id, @RequestParam(defaultValue = "") String grund) {
        return act(id, grund, "held", () -> holds.set(staff, id, grund.strip()));
    }

    @Allowed(Role.LEAD)
    @PostMapping("/entsperren")
    View lift(Staff staff, @PathVariable UUID id, @RequestParam(defaultValue = "") String grund) {
        return act(id, grund, "lifted", () -> holds.lift(staff, id, grund.strip()));
    }

    private static View act(UUID id, String reason, String done, Runnable act) {
        if (reason.isBlank() || reason.length() > LONGEST) {
            return SeeOther.at("/arbeitsplatz/vorgaenge/%s?erledigt=noreason".formatted(id));
        }
        act.run();
        return SeeOther.at("/arbeitsplatz/vorgaenge/%s?erledigt=%s".formatted(id, done));
    }
}
