package org.allmende.cases.web;

import java.util.UUID;
import org.allmende.cases.CaseWork;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/** What a clerk does with a case beside its process. */
@Controller
@RequestMapping("/arbeitsplatz/vorgaenge/{id}")
class CaseActPages {

    private final CasePages casePages;
    private final CaseWork work;

    CaseActPages(CasePages casePages, CaseWork work) {
        this.casePages = casePages;
        this.work = work;
    }

    /** The citizen's answer is not awaited any longer. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/weiter")
    View goOn(Page page, Staff staff, @PathVariable UUID id) {
        return casePages.act(page, staff, id, CasePages.Typed.NOTHING, "wenton", () -> work.goOn(staff, id));
    }
}
