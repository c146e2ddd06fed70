package org.allmende.cases.desk.web;

import org.allmende.cases.desk.Mentions;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where somebody reads who has named them. */
@Controller
class MentionPages {

    private static final String PATH = "/arbeitsplatz/erwaehnungen";

    private final Tenancy tenancy;
    private final Mentions mentions;

    MentionPages(Tenancy tenancy, Mentions mentions) {
        this.tenancy = tenancy;
        this.mentions = mentions;
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping(PATH)
    View list(Page page, Staff staff) {
        return tenancy.as(
                staff.tenant(),
                () -> page.show(
                        "cases/mentions",
                        new MentionsPage(
                                mentions.list(staff).stream()
                                        .map(one -> new MentionsPage.Line(
                                                "/arbeitsplatz/vorgaenge/" + one.caseId(),
                                                one.number(),
                                                one.title(),
                                                one.by(),
                                                GermanDates.moment(one.at()),
                                                one.seen()))
                                        .toList(),
                                mentions.countUnseen(staff.account()),
                                mentions.wantsMail(staff.account()))));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping(PATH + "/gelesen")
    View seen(Staff staff) {
        tenancy.run(staff.tenant(), () -> mentions.markSeen(staff.account()));
        return SeeOther.at(PATH);
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping(PATH + "/post")
    View chooseMail(Staff staff, @RequestParam(defaultValue = "false") boolean mail) {
        tenancy.run(staff.tenant(), () -> mentions.chooseMail(staff.account(), mail));
        return SeeOther.at(PATH);
    }
}
