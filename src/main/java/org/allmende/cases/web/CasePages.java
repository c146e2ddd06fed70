package org.allmende.cases.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.ActRefused;
import org.allmende.cases.Case;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.CaseWork;
import org.allmende.cases.Cases;
import org.allmende.cases.Fees;
import org.allmende.cases.Letters;
import org.allmende.cases.Notices;
import org.allmende.cases.Undo;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.Files;
import org.allmende.platform.html.FileAnswer;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.services.form.Euro;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
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

/** One case: read it, take it, ask, decide, send. */
@Controller
@RequestMapping("/arbeitsplatz/vorgaenge/{id}")
class CasePages {

    /** A note, question or reason is as long as that at most. */
    static final int LONGEST = 4000;

    /** So many missing papers a clerk can name at once. */
    private static final int MOST_PAPERS = 20;

    /** Why a fee is less. */
    private static final int LONGEST_REASON = 500;

    private final Tenancy tenancy;
    private final Cases cases;
    private final CaseWork work;
    private final Undo undo;
    private final CaseBlocks blocks;
    private final CaseView caseView;
    private final Fees fees;
    private final Notices notices;
    private final Letters letters;
    private final Files files;
    private final Audit audit;

    CasePages(
            Tenancy tenancy,
            Cases cases,
            CaseWork work,
            Undo undo,
            CaseBlocks blocks,
            CaseView caseView,
            Fees fees,
            Notices notices,
            Letters letters,
            Files files,
            Audit audit) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.work = work;
        this.undo = undo;
        this.blocks = blocks;
        this.caseView = caseView;
        this.fees = fees;
        this.notices = notices;
        this.letters = letters;
        this.files = files;
        this.audit = audit;
    }

    /** What was typed into the forms of the page, to show it again. */
    record Typed(String text, String reason, String outcome) {
        static final Typed NOTHING = new Typed("", "", "");
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping
    View show(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(required = false) String erledigt,
            @RequestParam(required = false) UUID akt) {
        var done = erledigt == null || !erledigt.matches("[a-z]{3,10}") ? null : page.t("cases.done." + erledigt);
        return show(page, staff, id, Typed.NOTHING, null, done, akt);
    }

    LocalDate today() {
        return caseView.today();
    }

    View show(Page page, Staff staff, UUID id, Typed typed, @Nullable String error, @Nullable String done) {
        return show(page, staff, id, typed, error, done, null);
    }

    private View show(
            Page page,
            Staff staff,
            UUID id,
            Typed typed,
            @Nullable String error,
            @Nullable String done,
            @Nullable UUID batch) {
        return tenancy.as(
                staff.tenant(),
                () -> page.show("cases/case", caseView.of(page, staff, find(staff, id), typed, error, done, batch)));
    }

    Case find(Staff staff, UUID id) {
        return cases.find(id).filter(it -> staff.worksIn(it.office())).orElseThrow(CaseNotFound::new);
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/uebernehmen")
    View claim(Page page, Staff staff, @PathVariable UUID id) {
        return act(page, staff, id, Typed.NOTHING, "claimed", () -> work.claim(staff, id));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/freigeben")
    View release(Page page, Staff staff, @PathVariable UUID id) {
        return act(page, staff, id, Typed.NOTHING, "released", () -> work.release(staff, id));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/uebergeben")
    View assign(Page page, Staff staff, @PathVariable UUID id, @RequestParam UUID an) {
        var colleague = tenancy.as(
                staff.tenant(),
                () -> caseView.colleagues(staff, find(staff, id)).stream()
                        .filter(one -> one.account().equals(an.toString()))
                        .findFirst()
                        .orElseThrow(CaseNotFound::new));
        return act(page, staff, id, Typed.NOTHING, "assigned", () -> work.assign(staff, id, an, colleague.name()));
    }

    /** An internal note, or a question to the citizen. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/schreiben")
    View write(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "note") String kind,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String fehlt,
            @RequestParam(defaultValue = "") String bis) {
        var typed = new Typed(text, "", "");
        if (text.isBlank() || text.length() > LONGEST) {
            var error = text.isBlank() ? page.t("cases.act.text.missing") : page.t("cases.act.text.long", LONGEST);
            return show(page, staff, id, typed, error, null);
        }
        if (!kind.equals("message")) {
            return act(page, staff, id, typed, "noted", () -> work.note(staff, id, text.strip()));
        }
        var due = date(bis);
        if (due == null || due.isBefore(caseView.today())) {
            return show(page, staff, id, typed, page.t("cases.act.due.missing"), null);
        }
        var papers =
                fehlt.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (papers.size() > MOST_PAPERS || fehlt.length() > LONGEST) {
            return show(page, staff, id, typed, page.t("cases.act.papers.many", MOST_PAPERS), null);
        }
        return act(page, staff, id, typed, "asked", () -> work.ask(staff, id, text.strip(), papers, due));
    }

    /** Puts a text block into the text or the reason that is being written; without a script the page does it. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/baustein")
    View insert(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam UUID baustein,
            @RequestParam(required = false) String reason,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String text) {
        var block = tenancy.as(
                staff.tenant(),
                () -> blocks.find(staff, find(staff, id), baustein).orElseThrow(CaseNotFound::new));
        var typed = reason == null
                ? new Typed(CaseBlocks.join(text, block), "", "")
                : new Typed("", CaseBlocks.join(reason, block), outcome);
        return show(page, staff, id, typed, null, null);
    }

    static @Nullable LocalDate date(String typed) {
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/entscheiden")
    View decide(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String ohne,
            @RequestParam(defaultValue = "false") boolean ausweis) {
        var typed = new Typed("", reason, outcome);
        var decision = tenancy.as(staff.tenant(), () -> caseView.findDecision(find(staff, id), outcome));
        if (decision.isEmpty()) {
            return show(page, staff, id, typed, page.t("cases.act.outcome.missing"), null);
        }
        if (!decision.get().grants() && reason.isBlank()) {
            var error = decision.get().notice().isEmpty() ? "cases.act.word.missing" : "cases.act.reason.missing";
            return show(page, staff, id, typed, page.t(error), null);
        }
        if (reason.length() > LONGEST || ohne.length() > LONGEST) {
            return show(page, staff, id, typed, page.t("cases.act.text.long", LONGEST), null);
        }
        var done =
                decision.get().notice().isEmpty() ? "settled" : decision.get().fourEyes() ? "proposed" : "decided";
        var unheard = decision.get().hearing() && !ohne.isBlank() ? ohne.strip() : null;
        return act(page, staff, id, typed, done, () -> {
            if (ausweis) {
                work.seeIdentity(staff, id);
            }
            int fee =
                    decision.get().grants() ? tenancy.as(staff.tenant(), () -> caseView.feeCents(find(staff, id))) : 0;
            work.decide(staff, id, outcome, fee, reason.isBlank() ? null : reason.strip(), unheard);
        });
    }

    /** Sets what is to be paid, up to what the package computes, with a reason that stands in the notice. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/gebuehr")
    View changeFee(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String betrag,
            @RequestParam(defaultValue = "") String grund) {
        var amount = Euro.parse(betrag);
        var computed = tenancy.as(staff.tenant(), () -> caseView.computedCents(find(staff, id)));
        if (amount == null || amount.cents() > computed || grund.isBlank() || grund.length() > LONGEST_REASON) {
            var most = Euro.ofCents(computed).in(page.lang());
            return show(page, staff, id, Typed.NOTHING, page.t("cases.fee.error", most, LONGEST_REASON), null);
        }
        return act(
                page,
                staff,
                id,
                Typed.NOTHING,
                "priced",
                () -> fees.change(staff, id, amount.cents(), computed, grund.strip()));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/aufgabe")
    View tickOff(Page page, Staff staff, @PathVariable UUID id, @RequestParam(defaultValue = "") String task) {
        return act(page, staff, id, Typed.NOTHING, "ticked", () -> work.tickOff(staff, id, task));
    }

    /** The notice as it would be: nothing is kept. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/vorschau")
    ResponseEntity<byte[]> preview(
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String reason) {
        return tenancy.as(staff.tenant(), () -> {
            var it = find(staff, id);
            var decision = caseView.findDecision(it, outcome)
                    .orElseGet(() -> caseView.decisions(it).getFirst());
            if (decision.notice().isEmpty()) {
                throw new CaseNotFound();
            }
            var pdf = notices.preview(
                    it, decision.id(), caseView.feeCents(it), reason.substring(0, Math.min(LONGEST, reason.length())));
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_PDF)
                    .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                    .body(pdf);
        });
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/versenden")
    View send(Page page, Staff staff, @PathVariable UUID id) {
        return act(page, staff, id, Typed.NOTHING, "sent", () -> work.send(staff, id));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping("/datei/{file}")
    ResponseEntity<InputStreamResource> file(Staff staff, @PathVariable UUID id, @PathVariable UUID file) {
        return tenancy.as(staff.tenant(), () -> {
            var it = find(staff, id);
            if (!caseView.owns(it, file)) {
                throw new CaseNotFound();
            }
            audit.record("case.file-opened", id, Map.of("file", file.toString()));
            return content(file);
        });
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping("/brief/{letter}.pdf")
    ResponseEntity<InputStreamResource> letter(Staff staff, @PathVariable UUID id, @PathVariable String letter) {
        return tenancy.as(staff.tenant(), () -> {
            find(staff, id);
            return content(
                    letters.find(id, letter).orElseThrow(CaseNotFound::new).file());
        });
    }

    ResponseEntity<InputStreamResource> content(UUID id) {
        var file = files.findFile(id).orElseThrow(CaseNotFound::new);
        return FileAnswer.toShow(MediaType.parseMediaType(file.type().mediaType()), file.name())
                .contentLength(file.size())
                .body(new InputStreamResource(files.open(id)));
    }

    /** Does it and shows the case anew, or the same page with what stood in the way. */
    View act(Page page, Staff staff, UUID id, Typed typed, String done, Runnable act) {
        UUID batch;
        try {
            batch = undo.together(act);
        } catch (ActRefused refused) {
            return show(page, staff, id, typed, ActWords.of(page, refused), null);
        }
        return SeeOther.at("/arbeitsplatz/vorgaenge/%s?erledigt=%s&akt=%s".formatted(id, done, batch));
    }
}
