package org.allmende.cases.web;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.ActRefused;
import org.allmende.cases.Case;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.NoticeEditing;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.services.NoticeFields;
import org.allmende.services.Outcome;
import org.allmende.services.notice.BlockText;
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

/** Changes the text of a notice before it is made. */
@Controller
@RequestMapping("/arbeitsplatz/vorgaenge/{id}/bescheidtext")
class NoticeTextPages {

    private static final int LONGEST = 8000;
    private static final String PREFIX = "text-";

    /** A line of a text field holds about so many letters. */
    private static final int LINE = 80;

    private final Tenancy tenancy;
    private final CasePages casePages;
    private final CaseView caseView;
    private final NoticeEditing editing;

    NoticeTextPages(Tenancy tenancy, CasePages casePages, CaseView caseView, NoticeEditing editing) {
        this.tenancy = tenancy;
        this.casePages = casePages;
        this.caseView = caseView;
        this.editing = editing;
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping
    View show(Page page, Staff staff, @PathVariable UUID id, @RequestParam(defaultValue = "") String outcome) {
        return show(page, staff, id, outcome, "", Map.of(), Map.of());
    }

    /** From the form of the decision, whose reason is kept on the way. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping
    View open(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String reason) {
        if (tenancy.as(
                staff.tenant(),
                () -> caseView.findDecision(casePages.find(staff, id), outcome).isEmpty())) {
            return casePages.show(
                    page,
                    staff,
                    id,
                    new CasePages.Typed("", reason, ""),
                    page.t("cases.partial.decision.missing"),
                    null);
        }
        return show(page, staff, id, outcome, reason, Map.of(), Map.of());
    }

    private View show(
            Page page,
            Staff staff,
            UUID id,
            String outcome,
            String reason,
            Map<String, String> typed,
            Map<String, String> errors) {
        return tenancy.as(staff.tenant(), () -> {
            var it = casePages.find(staff, id);
            var decision = find(it, outcome);
            var base = "/arbeitsplatz/vorgaenge/" + id;
            return page.show(
                    "cases/noticetext",
                    new NoticeTextPage(
                            base + "/bescheidtext",
                            base,
                            it.number().toString(),
                            outcome,
                            decision.label().in(page.lang()),
                            reason,
                            editing.list(it, outcome).stream()
                                    .map(part -> part(part, typed))
                                    .toList(),
                            errors));
        });
    }

    private Outcome.Decision find(Case it, String outcome) {
        return caseView.findDecision(it, outcome)
                .filter(one -> !one.notice().isEmpty() && NoticeEditing.isPossible(it))
                .orElseThrow(CaseNotFound::new);
    }

    private static NoticeTextPage.Part part(NoticeEditing.Part part, Map<String, String> typed) {
        var block = part.block();
        var own = typed.getOrDefault(block.id(), part.own().orElse(block.text()));
        int rows = own.lines().mapToInt(line -> 1 + line.length() / LINE).sum() + 1;
        return new NoticeTextPage.Part(
                block.editable() ? PREFIX + block.id() : "",
                block.title(),
                own,
                own.equals(block.text()) ? "" : block.text(),
                Math.clamp(rows, 3, 24));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/speichern")
    View save(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam Map<String, String> all) {
        var typed = texts(all);
        var errors = new LinkedHashMap<String, String>();
        typed.forEach((block, text) -> {
            if (text.length() > LONGEST) {
                errors.put(PREFIX + block, page.t("cases.act.text.long", LONGEST));
            } else if (!NoticeFields.OPEN.values().containsAll(BlockText.fields(text))) {
                errors.put(
                        PREFIX + block,
                        page.t(
                                "cases.text.fields",
                                String.join(
                                        ", ",
                                        NoticeFields.OPEN.values().stream()
                                                .sorted()
                                                .map("{{%s}}"::formatted)
                                                .toList())));
            }
        });
        tenancy.run(staff.tenant(), () -> find(casePages.find(staff, id), outcome));
        if (!errors.isEmpty()) {
            return show(page, staff, id, outcome, reason, typed, errors);
        }
        var back = new CasePages.Typed("", reason, outcome);
        try {
            editing.save(staff, id, outcome, typed);
            return casePages.show(page, staff, id, back, null, page.t("cases.done.text"));
        } catch (ActRefused refused) {
            return casePages.show(page, staff, id, back, ActWords.of(page, refused), null);
        }
    }

    private static Map<String, String> texts(Map<String, String> all) {
        var texts = new HashMap<String, String>();
        all.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                texts.put(name.substring(PREFIX.length()), value);
            }
        });
        return texts;
    }

    /** The letter as it would be with these texts: nothing is kept. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/vorschau")
    ResponseEntity<byte[]> preview(
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam Map<String, String> all) {
        var typed = texts(all);
        // what cannot be filled in stays as it was typed until it is saved, and is refused then
        typed.replaceAll((block, text) -> NoticeFields.OPEN.values().containsAll(BlockText.fields(text))
                ? text.substring(0, Math.min(LONGEST, text.length()))
                : text.replace("{{", "{ {"));
        return tenancy.as(staff.tenant(), () -> {
            var it = casePages.find(staff, id);
            find(it, outcome);
            var cut = reason.substring(0, Math.min(CasePages.LONGEST, reason.length()));
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_PDF)
                    .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                    .body(editing.preview(it, outcome, caseView.feeCents(it), cut, typed));
        });
    }
}
