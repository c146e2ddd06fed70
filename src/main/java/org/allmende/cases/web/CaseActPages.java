package org.allmende.cases.web;

import java.util.UUID;
import org.allmende.cases.CaseWork;
import org.allmende.cases.Prolonging;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** What a clerk does with a case beside its process. */
@Controller
@RequestMapping("/arbeitsplatz/vorgaenge/{id}")
class CaseActPages {

    /** So many days a citizen has at least to say something. */
    private static final int SHORTEST_HEARING = 7;

    private final CasePages casePages;
    private final CaseWork work;
    private final Prolonging prolonging;

    CaseActPages(CasePages casePages, CaseWork work, Prolonging prolonging) {
        this.casePages = casePages;
        this.work = work;
        this.prolonging = prolonging;
    }

    /** The citizen is heard before a decision to their disadvantage. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/anhoeren")
    View hear(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String absicht,
            @RequestParam(defaultValue = "") String gruende,
            @RequestParam(defaultValue = "") String bis) {
        var typed = new CasePages.Typed("", gruende, "");
        var error = ActWords.flaw(page, gruende, CasePages.LONGEST, "cases.act.hear.missing");
        var due = CasePages.date(bis);
        if (error == null && (due == null || due.isBefore(casePages.today().plusDays(SHORTEST_HEARING)))) {
            error = page.t("cases.act.hear.due", SHORTEST_HEARING);
        }
        if (error != null || due == null) {
            return casePages.show(page, staff, id, typed, error, null);
        }
        return casePages.act(
                page, staff, id, typed, "heard", () -> work.hear(staff, id, absicht, gruende.strip(), due));
    }

    /** The case rests. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/ruhen")
    View suspend(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String ruhegrund,
            @RequestParam(defaultValue = "") String wieder) {
        var error = ActWords.flaw(page, ruhegrund, CasePages.LONGEST, "cases.act.suspend.missing");
        var again = CasePages.date(wieder);
        if (error == null && (again == null || !again.isAfter(casePages.today()))) {
            error = page.t("cases.act.suspend.again.missing");
        }
        if (error != null || again == null) {
            return casePages.show(page, staff, id, CasePages.Typed.NOTHING, error, null);
        }
        return casePages.act(
                page,
                staff,
                id,
                CasePages.Typed.NOTHING,
                "suspended",
                () -> work.suspend(staff, id, ruhegrund.strip(), again));
    }

    /** The period after which it counts as granted becomes longer, once. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/verlaengern")
    View prolong(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String um,
            @RequestParam(defaultValue = "") String anlass) {
        var error = ActWords.flaw(page, anlass, CasePages.LONGEST, "cases.act.prolong.missing");
        var more = CaseActsView.LONGER.get(um);
        if (error == null && more == null) {
            error = page.t("cases.act.prolong.by.missing");
        }
        if (error != null || more == null) {
            return casePages.show(page, staff, id, CasePages.Typed.NOTHING, error, null);
        }
        return casePages.act(
                page,
                staff,
                id,
                CasePages.Typed.NOTHING,
                "prolonged",
                () -> prolonging.prolong(staff, id, more, anlass.strip()));
    }

    /** A case that rested goes on. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/fortsetzen")
    View resume(Page page, Staff staff, @PathVariable UUID id) {
        return casePages.act(page, staff, id, CasePages.Typed.NOTHING, "resumed", () -> work.resume(staff, id));
    }

    /** The second person confirms a decision. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/bestaetigen")
    View confirm(Page page, Staff staff, @PathVariable UUID id) {
        return casePages.act(page, staff, id, CasePages.Typed.NOTHING, "confirmed", () -> work.confirm(staff, id));
    }

    /** The second person does not confirm it. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/zurueckgeben")
    View sendBack(Page page, Staff staff, @PathVariable UUID id, @RequestParam(defaultValue = "") String warum) {
        var error = ActWords.flaw(page, warum, CasePages.LONGEST, "cases.act.back.missing");
        if (error != null) {
            return casePages.show(page, staff, id, CasePages.Typed.NOTHING, error, null);
        }
        return casePages.act(
                page, staff, id, CasePages.Typed.NOTHING, "sentback", () -> work.sendBack(staff, id, warum.strip()));
    }

    /** The citizen's answer is not awaited any longer. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/weiter")
    View goOn(Page page, Staff staff, @PathVariable UUID id) {
        return casePages.act(page, staff, id, CasePages.Typed.NOTHING, "wenton", () -> work.goOn(staff, id));
    }
}
