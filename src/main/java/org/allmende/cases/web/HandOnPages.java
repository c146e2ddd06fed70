package org.allmende.cases.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.ActRefused;
import org.allmende.cases.HandingOn;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.region.Regions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Hands a case on to the office of the tenant that is competent for it. */
@Controller
@RequestMapping("/arbeitsplatz/vorgaenge/{id}/abgeben")
class HandOnPages {

    private static final int LONGEST = 500;

    private final Tenancy tenancy;
    private final CasePages casePages;
    private final HandingOn handingOn;
    private final Regions regions;

    HandOnPages(Tenancy tenancy, CasePages casePages, HandingOn handingOn, Regions regions) {
        this.tenancy = tenancy;
        this.casePages = casePages;
        this.handingOn = handingOn;
        this.regions = regions;
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping
    View ask(Page page, Staff staff, @PathVariable UUID id) {
        return show(page, staff, id, new HandOnPage.Typed("", "", ""), Map.of());
    }

    private View show(Page page, Staff staff, UUID id, HandOnPage.Typed typed, Map<String, String> errors) {
        var it = tenancy.as(staff.tenant(), () -> casePages.find(staff, id));
        var offices = new LinkedHashMap<String, String>();
        var region = regions.current();
        region.listOffices(region.get(it.tenant()).slug()).stream()
                .filter(office -> !office.id().equals(it.office()))
                .forEach(office -> offices.put(office.id(), office.name()));
        var base = "/arbeitsplatz/vorgaenge/" + id;
        return page.show(
                "cases/handon",
                new HandOnPage(
                        base + "/abgeben",
                        base,
                        it.number().toString(),
                        HandingOn.isPossible(it),
                        offices,
                        typed,
                        errors));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping
    View handOn(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String amt,
            @RequestParam(defaultValue = "") String grundlage,
            @RequestParam(defaultValue = "") String warum) {
        var typed = new HandOnPage.Typed(amt, grundlage, warum);
        var errors = new LinkedHashMap<String, String>();
        if (regions.current().findOffice(staff.tenant(), amt).isEmpty()) {
            errors.put("amt", page.t("cases.handon.office.missing"));
        }
        if (!grundlage.matches("zustaendig|gesetz")) {
            errors.put("grundlage", page.t("cases.handon.ground.missing"));
        }
        if (warum.isBlank() || warum.length() > LONGEST) {
            errors.put("warum", page.t("cases.handon.why.missing", LONGEST));
        }
        if (!errors.isEmpty()) {
            return show(page, staff, id, typed, errors);
        }
        try {
            var ground = grundlage.equals("zustaendig") ? "§ 3 VwVfG, " + warum.strip() : warum.strip();
            handingOn.handOn(staff, id, amt, ground);
        } catch (ActRefused refused) {
            return show(page, staff, id, typed, Map.of("amt", ActWords.of(page, refused)));
        }
        return SeeOther.at(staff.worksIn(amt) ? "/arbeitsplatz/vorgaenge/" + id : "/arbeitsplatz");
    }
}
