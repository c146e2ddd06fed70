package org.allmende.cases.web;

import java.util.UUID;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.desk.Audience;
import org.allmende.cases.desk.SavedViews;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Forbidden;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The desk: what is to be done, the most urgent first, and the views of it that people keep. */
@Controller
class DeskPages {

    private static final String DESK = ViewAddress.DESK;

    private final Tenancy tenancy;
    private final WorkListView listView;
    private final SavedViews savedViews;

    DeskPages(Tenancy tenancy, WorkListView listView, SavedViews savedViews) {
        this.tenancy = tenancy;
        this.listView = listView;
        this.savedViews = savedViews;
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER, Role.AUDITOR, Role.OPERATOR, Role.CASHIER})
    @GetMapping(DESK)
    View desk(
            Page page,
            Staff staff,
            @RequestParam MultiValueMap<String, String> query,
            @RequestParam(defaultValue = "0") int seite,
            @RequestParam(defaultValue = "") String erledigt,
            @RequestParam(required = false) UUID akt) {
        if (!staff.isOneOf(Role.CLERK, Role.LEAD)) {
            return SeeOther.at(home(staff));
        }
        return tenancy.as(
                staff.tenant(),
                () -> page.show(
                        "cases/worklist",
                        listView.of(
                                page, staff, ViewAddress.read(query), Math.clamp(seite, 0, 10_000), erledigt, akt)));
    }

    /** Where somebody begins who has no cases. */
    private static String home(Staff staff) {
        if (staff.isOneOf(Role.COMPETENCE_CENTER)) {
            return DESK + "/gemeinden";
        }
        if (staff.isOneOf(Role.CASHIER)) {
            return DESK + "/kasse";
        }
        if (staff.isOneOf(Role.OPERATOR)) {
            return DESK + "/betrieb";
        }
        return DESK + (staff.isOneOf(Role.ADMIN) ? "/personal" : "/protokoll");
    }

    /**
     * Keeps the view that is shown, for oneself, for an office or for all; what it shows is in its address. What was searched for is not kept:
     * it may be a name, and would outlive the case.
     */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping(DESK + "/ansichten")
    View keep(
            Staff staff,
            @RequestParam(defaultValue = "") String adresse,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "mich") String wer) {
        var view = ViewAddress.read(adresse);
        var called = name.replace("\0", "").strip();
        if (called.isEmpty() || called.length() > SavedViews.LONGEST) {
            return SeeOther.at(ViewAddress.of(view, 0) + "&erledigt=unnamed");
        }
        var kept = ViewAddress.withoutSearch(view);
        var audience = Audience.parse(staff, wer);
        boolean done =
                tenancy.as(staff.tenant(), () -> savedViews.keep(staff, audience, called, ViewAddress.query(kept)));
        return SeeOther.at(ViewAddress.of(kept, 0) + "&erledigt=" + (done ? "kept" : "full"));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping(DESK + "/ansichten/{id}/entfernen")
    View forget(Staff staff, @PathVariable UUID id) {
        tenancy.run(staff.tenant(), () -> {
            var view = savedViews.find(staff, id).orElseThrow(CaseNotFound::new);
            if (!view.audience().mayBeChangedBy(staff)) {
                throw new Forbidden();
            }
            savedViews.forget(id);
        });
        return SeeOther.at(DESK + "?erledigt=forgotten");
    }
}
