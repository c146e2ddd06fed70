package org.allmende.cases.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.ActRefused;
import org.allmende.cases.Case;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.DecidingAnew;
import org.allmende.cases.FurtherNotice;
import org.allmende.cases.FurtherNotices;
import org.allmende.cases.NewNotice;
import org.allmende.cases.Notices;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Decides anew after an objection that has succeeded. */
@Controller
@RequestMapping("/arbeitsplatz/vorgaenge/{id}/neuer-bescheid")
class AnewPages {

    private static final int LONGEST = 4000;
    private static final AnewPage.Typed NOTHING = new AnewPage.Typed("", "");

    private final Tenancy tenancy;
    private final CasePages casePages;
    private final CaseView caseView;
    private final DecidingAnew deciding;
    private final FurtherNotices notices;
    private final Notices letters;

    AnewPages(
            Tenancy tenancy,
            CasePages casePages,
            CaseView caseView,
            DecidingAnew deciding,
            FurtherNotices notices,
            Notices letters) {
        this.tenancy = tenancy;
        this.casePages = casePages;
        this.caseView = caseView;
        this.deciding = deciding;
        this.notices = notices;
        this.letters = letters;
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping
    View form(Page page, Staff staff, @PathVariable UUID id) {
        return show(page, staff, id, NOTHING, Map.of());
    }

    private View show(Page page, Staff staff, UUID id, AnewPage.Typed typed, Map<String, String> errors) {
        return tenancy.as(staff.tenant(), () -> {
            var it = casePages.find(staff, id);
            var base = "/arbeitsplatz/vorgaenge/" + id;
            var labels = new LinkedHashMap<String, String>();
            deciding.list(it).forEach(one -> labels.put(one.id(), one.label().in(page.lang())));
            return page.show(
                    "cases/anew",
                    new AnewPage(
                            base + "/neuer-bescheid",
                            base,
                            it.number().toString(),
                            deciding.findSucceeded(it)
                                    .map(one -> new AnewPage.Link(
                                            one.number().toString(), "/arbeitsplatz/vorgaenge/" + one.id()))
                                    .orElse(null),
                            notices.listIssued(id, NewNotice.class).stream()
                                    .map(one -> made(page, it, one))
                                    .toList(),
                            notices.findWaiting(id, NewNotice.class)
                                    .map(one -> waiting(page, staff, base, labels, one))
                                    .orElse(null),
                            labels,
                            typed,
                            errors));
        });
    }

    private static WaitingNotice waiting(
            Page page, Staff staff, String base, Map<String, String> labels, FurtherNotice<NewNotice> one) {
        var lines = new LinkedHashMap<String, String>();
        var outcome = one.content().outcome();
        lines.put(page.t("cases.partial.decision"), labels.getOrDefault(outcome, outcome));
        lines.put(page.t("cases.partial.reason"), one.reason());
        return WaitingNotice.of(page, staff, base + "/neuer-bescheid", page.t("cases.anew.title"), lines, one);
    }

    private String made(Page page, Case it, FurtherNotice<NewNotice> one) {
        var outcome = one.content().outcome();
        var label = caseView.findDecision(it, outcome)
                .map(decision -> decision.label().in(page.lang()))
                .orElse(outcome);
        return page.t("cases.anew.made", label, one.byName(), GermanDates.moment(one.at()));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping
    View decide(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String entscheidung,
            @RequestParam(defaultValue = "") String gruende) {
        var typed = new AnewPage.Typed(entscheidung, gruende);
        var errors = new LinkedHashMap<String, String>();
        var fee = tenancy.as(staff.tenant(), () -> fee(casePages.find(staff, id), entscheidung));
        if (tenancy.as(
                staff.tenant(),
                () -> deciding.list(casePages.find(staff, id)).stream()
                        .noneMatch(one -> one.id().equals(entscheidung)))) {
            errors.put("entscheidung", page.t("cases.partial.decision.missing"));
        }
        ActWords.require(page, errors, "gruende", gruende, CasePages.LONGEST, "cases.partial.reason.missing");
        return errors.isEmpty()
                ? act(page, staff, id, typed, () -> deciding.decide(staff, id, entscheidung, fee, gruende.strip()))
                : show(page, staff, id, typed, errors);
    }

    /** What it costs if this is decided. */
    private int fee(Case it, String outcome) {
        return caseView.findDecision(it, outcome).filter(one -> one.grants()).isPresent() ? caseView.feeCents(it) : 0;
    }

    private View act(Page page, Staff staff, UUID id, AnewPage.Typed typed, Runnable act) {
        try {
            act.run();
            return SeeOther.at("/arbeitsplatz/vorgaenge/%s/neuer-bescheid".formatted(id));
        } catch (ActRefused refused) {
            return show(page, staff, id, typed, Map.of("entscheidung", ActWords.of(page, refused)));
        }
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/bestaetigen")
    View confirm(Page page, Staff staff, @PathVariable UUID id) {
        return act(page, staff, id, NOTHING, () -> deciding.confirm(staff, id));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/verwerfen")
    View discard(Page page, Staff staff, @PathVariable UUID id) {
        return act(page, staff, id, NOTHING, () -> deciding.discard(staff, id));
    }

    /** The letter as it would be: nothing is kept. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/vorschau")
    ResponseEntity<byte[]> preview(
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String entscheidung,
            @RequestParam(defaultValue = "") String gruende) {
        return tenancy.as(staff.tenant(), () -> {
            var it = casePages.find(staff, id);
            var objection = deciding.findSucceeded(it).orElseThrow(CaseNotFound::new);
            if (deciding.list(it).stream().noneMatch(one -> one.id().equals(entscheidung))) {
                throw new CaseNotFound();
            }
            var text = gruende.substring(0, Math.min(LONGEST, gruende.length()));
            var draft = deciding.draft(staff, it, entscheidung, fee(it, entscheidung), text);
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_PDF)
                    .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                    .body(letters.previewAnew(it, draft, objection.number().toString()));
        });
    }
}
