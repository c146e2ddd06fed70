package org.allmende.cases.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.allmende.cases.ActRefused;
import org.allmende.cases.Case;
import org.allmende.cases.Transfer;
import org.allmende.cases.Transferring;
import org.allmende.cases.Transfers;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Hands a case on to the office of another tenant that is competent for it, once the applicant has agreed. */
@Controller
@RequestMapping("/arbeitsplatz/vorgaenge/{id}/weitergabe")
class TransferPages {

    private static final int LONGEST = 500;
    private static final String CONSENT = "einwilligung";
    private static final String LAW = "gesetz";

    private final Tenancy tenancy;
    private final CasePages casePages;
    private final Transferring transferring;
    private final Transfers transfers;

    TransferPages(Tenancy tenancy, CasePages casePages, Transferring transferring, Transfers transfers) {
        this.tenancy = tenancy;
        this.casePages = casePages;
        this.transferring = transferring;
        this.transfers = transfers;
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping
    View form(Page page, Staff staff, @PathVariable UUID id) {
        return show(page, staff, id, new TransferPage.Typed("", CONSENT, ""), Map.of());
    }

    private View show(Page page, Staff staff, UUID id, TransferPage.Typed typed, Map<String, String> errors) {
        return tenancy.as(staff.tenant(), () -> {
            var it = casePages.find(staff, id);
            return page.show("cases/transfer", page(page, it, typed, errors));
        });
    }

    private TransferPage page(Page page, Case it, TransferPage.Typed typed, Map<String, String> errors) {
        var offices = new LinkedHashMap<String, String>();
        transferring.listTargets(it).forEach(one -> offices.put(one.key(), one.name()));
        var base = "/arbeitsplatz/vorgaenge/" + it.id();
        var all = transfers.list(it.id());
        var asked = all.stream()
                .filter(Transfer::isOpen)
                .findFirst()
                .map(one -> new TransferPage.Asked(
                        one.to().name(), GermanDates.moment(one.asked()), one.reason(), !Transferring.isAnswerable(it)))
                .orElse(null);
        return new TransferPage(
                base + "/weitergabe",
                base,
                it.number().toString(),
                transferring.isPossible(it),
                offices,
                transferring.findLaw(it).orElse(""),
                asked,
                all.stream()
                        .filter(one -> !one.isOpen())
                        .map(one -> past(page, one))
                        .toList(),
                typed,
                errors);
    }

    private static String past(Page page, Transfer it) {
        if (it.handed() != null) {
            return page.t(
                    "cases.transfer.past.handed", it.to().name(), it.handed().number());
        }
        return it.withdrawn() != null
                ? page.t("cases.transfer.past.withdrawn", it.to().name(), GermanDates.moment(it.withdrawn()))
                : page.t(
                        "cases.transfer.past.refused",
                        it.to().name(),
                        GermanDates.moment(Objects.requireNonNull(it.answered())));
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
        var typed = new TransferPage.Typed(amt, grundlage, warum);
        var errors = new LinkedHashMap<String, String>();
        var known = tenancy.as(staff.tenant(), () -> {
            var it = casePages.find(staff, id);
            return new Known(
                    transferring.listTargets(it), transferring.findLaw(it).isPresent());
        });
        if (known.targets().stream().noneMatch(one -> one.key().equals(amt))) {
            errors.put("amt", page.t("cases.handon.office.missing"));
        }
        if (!grundlage.equals(CONSENT) && !(grundlage.equals(LAW) && known.law())) {
            errors.put("grundlage", page.t("cases.handon.ground.missing"));
        }
        if (warum.isBlank() || warum.length() > LONGEST) {
            errors.put("warum", page.t("cases.handon.why.missing", LONGEST));
        }
        if (!errors.isEmpty()) {
            return show(page, staff, id, typed, errors);
        }
        try {
            if (grundlage.equals(LAW)) {
                transferring.handOnByLaw(staff, id, amt, warum.strip());
            } else {
                transferring.ask(staff, id, amt, warum.strip());
            }
        } catch (ActRefused refused) {
            return show(page, staff, id, typed, Map.of("amt", ActWords.of(page, refused)));
        }
        return SeeOther.at("/arbeitsplatz/vorgaenge/%s/weitergabe".formatted(id));
    }

    private record Known(List<Transfer.Target> targets, boolean law) {}

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/zurueckziehen")
    View withdraw(Staff staff, @PathVariable UUID id) {
        transferring.withdraw(staff, id);
        return SeeOther.at("/arbeitsplatz/vorgaenge/%s/weitergabe".formatted(id));
    }
}
