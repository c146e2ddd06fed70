package org.allmende.cases.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.ActRefused;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.Correcting;
import org.allmende.cases.FurtherNotice;
import org.allmende.cases.FurtherNotices;
import org.allmende.cases.Letters;
import org.allmende.cases.NoticeCorrection;
import org.allmende.cases.Notices;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.services.Land;
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

/** Corrects obvious errors in a notice. */
@Controller
@RequestMapping("/arbeitsplatz/vorgaenge/{id}/berichtigung")
class CorrectionPages {

    private static final int LONGEST = 2000;

    private final Tenancy tenancy;
    private final CasePages casePages;
    private final Correcting correcting;
    private final FurtherNotices corrections;
    private final Letters letters;
    private final Notices notices;
    private final Regions regions;

    CorrectionPages(
            Tenancy tenancy,
            CasePages casePages,
            Correcting correcting,
            FurtherNotices corrections,
            Letters letters,
            Notices notices,
            Regions regions) {
        this.tenancy = tenancy;
        this.casePages = casePages;
        this.correcting = correcting;
        this.corrections = corrections;
        this.letters = letters;
        this.notices = notices;
        this.regions = regions;
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping
    View list(Page page, Staff staff, @PathVariable UUID id) {
        return show(page, staff, id, new CorrectionsPage.Typed("vwvfg", "", "", ""), Map.of());
    }

    private View show(Page page, Staff staff, UUID id, CorrectionsPage.Typed typed, Map<String, String> errors) {
        return tenancy.as(staff.tenant(), () -> {
            var it = casePages.find(staff, id);
            var base = "/arbeitsplatz/vorgaenge/" + id;
            return page.show(
                    "cases/corrections",
                    new CorrectionsPage(
                            base + "/berichtigung",
                            base,
                            it.number().toString(),
                            letters.find(id, Letters.Kind.NOTICE)
                                    .map(notice -> page.t(
                                            "cases.correction.notice",
                                            GermanDates.date(GermanDates.dayOf(notice.created()), page.lang())))
                                    .orElse(""),
                            corrections.listIssued(id, NoticeCorrection.class).stream()
                                    .map(one -> line(page, base, one))
                                    .toList(),
                            corrections
                                    .findWaiting(id, NoticeCorrection.class)
                                    .map(one -> waiting(page, staff, base, one))
                                    .orElse(null),
                            correcting.isPossible(it) && correcting.needsSecondPerson(it),
                            laws(),
                            typed,
                            errors));
        });
    }

    private static WaitingNotice waiting(Page page, Staff staff, String base, FurtherNotice<NoticeCorrection> one) {
        var lines = new LinkedHashMap<String, String>();
        lines.put(page.t("cases.correction.law"), one.content().law());
        lines.put(page.t("cases.correction.wrong"), one.content().wrong());
        lines.put(page.t("cases.correction.correct"), one.content().correct());
        lines.put(page.t("cases.correction.reason"), one.reason());
        return WaitingNotice.of(page, staff, base + "/berichtigung", page.t("cases.correction.title"), lines, one);
    }

    private static CorrectionsPage.Line line(Page page, String base, FurtherNotice<NoticeCorrection> it) {
        return new CorrectionsPage.Line(
                page.t("cases.correction.number", it.number()),
                it.content().wrong(),
                it.content().correct(),
                it.reason(),
                it.confirmedBy() == null
                        ? page.t("cases.correction.by", it.byName(), GermanDates.moment(it.at()))
                        : page.t("cases.correction.by.two", it.byName(), GermanDates.moment(it.at()), it.confirmedBy()),
                "%s/brief/%s-%d.pdf".formatted(base, Letters.Kind.CORRECTION.path(), it.number()));
    }

    /** The provisions that allow it: general, for taxes, for social benefits. */
    private Map<String, String> laws() {
        var laws = new LinkedHashMap<String, String>();
        boolean hesse = Land.findByName(regions.current().land())
                .filter(Land.HE::equals)
                .isPresent();
        laws.put("vwvfg", hesse ? "§ 42 HVwVfG" : "§ 42 VwVfG");
        laws.put("ao", "§ 129 AO");
        laws.put("sgb", "§ 38 SGB X");
        return laws;
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping
    View correct(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String gesetz,
            @RequestParam(defaultValue = "") String falsch,
            @RequestParam(defaultValue = "") String richtig,
            @RequestParam(defaultValue = "") String grund) {
        var typed = new CorrectionsPage.Typed(gesetz, falsch, richtig, grund);
        var errors = new LinkedHashMap<String, String>();
        if (!laws().containsKey(gesetz)) {
            errors.put("gesetz", page.t("cases.correction.law.missing"));
        }
        ActWords.require(page, errors, "falsch", falsch, LONGEST, "cases.correction.wrong.missing");
        ActWords.require(page, errors, "richtig", richtig, LONGEST, "cases.correction.correct.missing");
        ActWords.require(page, errors, "grund", grund, LONGEST, "cases.correction.reason.missing");
        return errors.isEmpty()
                ? act(
                        page,
                        staff,
                        id,
                        typed,
                        () -> correcting.correct(
                                staff,
                                id,
                                new NoticeCorrection(laws().getOrDefault(gesetz, ""), falsch.strip(), richtig.strip()),
                                grund.strip()))
                : show(page, staff, id, typed, errors);
    }

    private View act(Page page, Staff staff, UUID id, CorrectionsPage.Typed typed, Runnable act) {
        try {
            act.run();
            return SeeOther.at("/arbeitsplatz/vorgaenge/%s/berichtigung".formatted(id));
        } catch (ActRefused refused) {
            return show(page, staff, id, typed, Map.of("falsch", ActWords.of(page, refused)));
        }
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/bestaetigen")
    View confirm(Page page, Staff staff, @PathVariable UUID id) {
        return act(
                page, staff, id, new CorrectionsPage.Typed("vwvfg", "", "", ""), () -> correcting.confirm(staff, id));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/verwerfen")
    View discard(Page page, Staff staff, @PathVariable UUID id) {
        return act(
                page, staff, id, new CorrectionsPage.Typed("vwvfg", "", "", ""), () -> correcting.discard(staff, id));
    }

    /** The letter as it would be: nothing is kept. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/vorschau")
    ResponseEntity<byte[]> preview(
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String gesetz,
            @RequestParam(defaultValue = "") String falsch,
            @RequestParam(defaultValue = "") String richtig,
            @RequestParam(defaultValue = "") String grund) {
        return tenancy.as(staff.tenant(), () -> {
            var it = casePages.find(staff, id);
            if (!correcting.isPossible(it)) {
                throw new CaseNotFound();
            }
            var wanted = new NoticeCorrection(laws().getOrDefault(gesetz, ""), cut(falsch), cut(richtig));
            var draft = correcting.draft(staff, it, wanted, cut(grund));
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_PDF)
                    .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                    .body(notices.previewCorrection(it, draft));
        });
    }

    private static String cut(String typed) {
        return typed.substring(0, Math.min(LONGEST, typed.length()));
    }
}
