package org.allmende.cases.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.allmende.cases.ActRefused;
import org.allmende.cases.Case;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.FurtherNotice;
import org.allmende.cases.FurtherNotices;
import org.allmende.cases.Letters;
import org.allmende.cases.Objections;
import org.allmende.cases.PartialDeciding;
import org.allmende.cases.PartialNotice;
import org.allmende.cases.notification.Notification;
import org.allmende.cases.notification.NotificationRule.Way;
import org.allmende.cases.notification.Notifications;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.Outcome;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
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

/** Decides part of what was applied for, in a notice of its own. */
@Controller
@RequestMapping("/arbeitsplatz/vorgaenge/{id}/teilbescheid")
class PartialPages {

    private static final int LONGEST = 2000;
    private static final PartialPage.Typed NOTHING = new PartialPage.Typed("", "", List.of(), "", "");

    private final Tenancy tenancy;
    private final CasePages casePages;
    private final PartialDeciding deciding;
    private final FurtherNotices partials;
    private final Objections objections;
    private final Notifications notifications;
    private final Letters letters;
    private final Services services;

    PartialPages(
            Tenancy tenancy,
            CasePages casePages,
            PartialDeciding deciding,
            FurtherNotices partials,
            Objections objections,
            Notifications notifications,
            Letters letters,
            Services services) {
        this.tenancy = tenancy;
        this.casePages = casePages;
        this.deciding = deciding;
        this.partials = partials;
        this.objections = objections;
        this.notifications = notifications;
        this.letters = letters;
        this.services = services;
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping
    View list(Page page, Staff staff, @PathVariable UUID id) {
        return show(page, staff, id, NOTHING, Map.of());
    }

    private View show(Page page, Staff staff, UUID id, PartialPage.Typed typed, Map<String, String> errors) {
        return tenancy.as(
                staff.tenant(),
                () -> page.show("cases/partial", page(page, staff, casePages.find(staff, id), typed, errors)));
    }

    private PartialPage page(Page page, Staff staff, Case it, PartialPage.Typed typed, Map<String, String> errors) {
        var base = "/arbeitsplatz/vorgaenge/" + it.id();
        var service = services.get(it.tenant(), it.service(), it.version());
        var decisions = deciding.list(it);
        var labels = new LinkedHashMap<String, String>();
        decisions.forEach(one -> labels.put(one.id(), one.label().in(page.lang())));
        var parts = new LinkedHashMap<String, String>();
        var hints = new LinkedHashMap<String, String>();
        var run = service.run(Answers.parse(it.answers()), GermanDates.dayOf(it.submitted()));
        for (var step : run.steps()) {
            for (var question : run.questions(step)) {
                if (service.pack().outcome().parts().contains(question.path())) {
                    parts.put(question.path(), question.label().in(page.lang()));
                    hints.put(question.path(), run.show(question, page.lang()));
                }
            }
        }
        return new PartialPage(
                base + "/teilbescheid",
                base,
                it.number().toString(),
                partials.listIssued(it.id(), PartialNotice.class).stream()
                        .map(one -> line(page, it, base, one))
                        .toList(),
                partials.findWaiting(it.id(), PartialNotice.class)
                        .map(one -> waiting(page, staff, it, base, one))
                        .orElse(null),
                deciding.findLost(it).map(one -> lost(page, one)).orElse(null),
                labels,
                parts,
                hints,
                decisions.stream()
                        .filter(Outcome.Decision::fourEyes)
                        .map(one -> one.label().in(page.lang()))
                        .collect(Collectors.joining(", ")),
                typed,
                errors);
    }

    private WaitingNotice waiting(Page page, Staff staff, Case it, String base, FurtherNotice<PartialNotice> one) {
        var lines = new LinkedHashMap<String, String>();
        lines.put(page.t("cases.partial.decision"), label(page, it, one.content()));
        lines.put(page.t("cases.partial.covers"), one.content().covers());
        lines.put(page.t("cases.partial.reason"), one.reason());
        return WaitingNotice.of(page, staff, base + "/teilbescheid", page.t("cases.partial.title"), lines, one);
    }

    private static PartialPage.Lost lost(Page page, PartialDeciding.Lost lost) {
        var objection = lost.objection();
        return new PartialPage.Lost(
                page.t("cases.partial.lost", lost.notice().number()),
                objection.number().toString(),
                "/arbeitsplatz/vorgaenge/" + objection.id());
    }

    private String label(Page page, Case it, PartialNotice partial) {
        return services.get(it.tenant(), it.service(), it.version())
                .pack()
                .outcome()
                .findDecision(partial.outcome())
                .map(one -> one.label().in(page.lang()))
                .orElse(partial.outcome());
    }

    private PartialPage.Line line(Page page, Case it, String base, FurtherNotice<PartialNotice> partial) {
        var letter = letters.findNotice(it.id(), partial.number());
        var told = notifications.find(it.id(), partial.number());
        boolean toPost = told.filter(one -> one.way() == Way.POST && one.steps().posted() == null)
                .isPresent();
        return new PartialPage.Line(
                page.t("cases.partial.number", partial.number()),
                partial.content().covers(),
                label(page, it, partial.content()),
                partial.confirmedBy() == null
                        ? page.t("cases.correction.by", partial.byName(), GermanDates.moment(partial.at()))
                        : page.t(
                                "cases.correction.by.two",
                                partial.byName(),
                                GermanDates.moment(partial.at()),
                                partial.confirmedBy()),
                letter.map(one -> "%s/brief/%s.pdf".formatted(base, one.path())).orElse(""),
                told.map(one -> way(page, one)).orElse(""),
                toPost ? partial.number() : 0,
                partials.listIssued(it.id(), PartialNotice.class).stream()
                        .filter(one -> one.content().replaces() == partial.number())
                        .map(one -> page.t("cases.partial.replaced", one.number()))
                        .findFirst()
                        .orElse(""),
                objections
                        .findAgainst(partial)
                        .map(one -> "/arbeitsplatz/vorgaenge/" + one.caseId())
                        .orElse(null));
    }

    private static String way(Page page, Notification told) {
        var posted = told.steps().posted();
        return told.way() == Way.PORTAL
                ? page.t("cases.partial.portal")
                : posted == null
                        ? page.t("cases.partial.post")
                        : page.t("cases.partial.posted", GermanDates.date(posted, page.lang()));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping
    View decide(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String entscheidung,
            @RequestParam(defaultValue = "") String umfang,
            @RequestParam(defaultValue = "") List<String> frage,
            @RequestParam(defaultValue = "") String gruende,
            @RequestParam(defaultValue = "") String ohne) {
        var typed = new PartialPage.Typed(entscheidung, umfang, frage, gruende, ohne);
        var errors = new LinkedHashMap<String, String>();
        var known = tenancy.as(staff.tenant(), () -> page(page, staff, casePages.find(staff, id), typed, Map.of()));
        if (!known.decisions().containsKey(entscheidung)) {
            errors.put("entscheidung", page.t("cases.partial.decision.missing"));
        }
        if (!known.parts().keySet().containsAll(frage)) {
            errors.put("frage", page.t("cases.partial.parts.unknown"));
        }
        ActWords.require(page, errors, "umfang", umfang, LONGEST, "cases.partial.covers.missing");
        ActWords.require(page, errors, "gruende", gruende, LONGEST, "cases.partial.reason.missing");
        if (ohne.length() > LONGEST) {
            errors.put("ohne", page.t("cases.act.text.long", LONGEST));
        }
        return errors.isEmpty()
                ? act(
                        page,
                        staff,
                        id,
                        typed,
                        () -> deciding.decide(
                                staff, id, wanted(typed), typed.reason().strip()))
                : show(page, staff, id, typed, errors);
    }

    private static PartialNotice wanted(PartialPage.Typed typed) {
        var unheard = typed.unheard().isBlank() ? null : typed.unheard().strip();
        return new PartialNotice(typed.decision(), typed.covers().strip(), typed.questions(), unheard, null, 0);
    }

    private View act(Page page, Staff staff, UUID id, PartialPage.Typed typed, Runnable act) {
        try {
            act.run();
            return SeeOther.at("/arbeitsplatz/vorgaenge/%s/teilbescheid".formatted(id));
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

    /** It was given to the post today. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/versandt")
    View post(Staff staff, @PathVariable UUID id, @RequestParam(defaultValue = "0") int nummer) {
        tenancy.run(staff.tenant(), () -> {
            var partial = partials.findIssued(casePages.find(staff, id).id(), PartialNotice.class, nummer)
                    .orElseThrow(CaseNotFound::new);
            notifications.post(id, partial.number(), casePages.today(), staff);
        });
        return SeeOther.at("/arbeitsplatz/vorgaenge/%s/teilbescheid".formatted(id));
    }

    /** The letter as it would be: nothing is kept. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/vorschau")
    ResponseEntity<byte[]> preview(
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String entscheidung,
            @RequestParam(defaultValue = "") String umfang,
            @RequestParam(defaultValue = "") List<String> frage,
            @RequestParam(defaultValue = "") String gruende) {
        return tenancy.as(staff.tenant(), () -> {
            var it = casePages.find(staff, id);
            if (deciding.list(it).stream().noneMatch(one -> one.id().equals(entscheidung))) {
                throw new CaseNotFound();
            }
            var wanted = new PartialNotice(entscheidung, cut(umfang), frage, null, null, 0);
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_PDF)
                    .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                    .body(deciding.preview(it, deciding.draft(staff, it, wanted, cut(gruende))));
        });
    }

    private static String cut(String typed) {
        return typed.substring(0, Math.min(LONGEST, typed.length()));
    }
}
