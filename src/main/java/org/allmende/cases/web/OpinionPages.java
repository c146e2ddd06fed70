package org.allmende.cases.web;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.ActRefused;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.opinion.Asking;
import org.allmende.cases.opinion.Body;
import org.allmende.cases.opinion.Opinion;
import org.allmende.cases.opinion.Opinions;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.mail.Message;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Whom a clerk asks about a case: other offices, and bodies outside. */
@Controller
@RequestMapping("/arbeitsplatz/vorgaenge/{id}/stellungnahme")
class OpinionPages {

    private static final int LONGEST_NAME = 200;

    /** Farther away than that is a slip of the pen. */
    private static final int MOST_DAYS = 365;

    private final Tenancy tenancy;
    private final CasePages casePages;
    private final OpinionsView view;
    private final Asking asking;
    private final Opinions opinions;
    private final Audit audit;

    OpinionPages(
            Tenancy tenancy, CasePages casePages, OpinionsView view, Asking asking, Opinions opinions, Audit audit) {
        this.tenancy = tenancy;
        this.casePages = casePages;
        this.view = view;
        this.asking = asking;
        this.opinions = opinions;
        this.audit = audit;
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping
    View list(Page page, Staff staff, @PathVariable UUID id) {
        return show(page, staff, id, view.nothing(), Map.of(), null);
    }

    private View show(
            Page page,
            Staff staff,
            UUID id,
            OpinionsPage.Typed typed,
            Map<String, String> errors,
            OpinionsPage.@Nullable Code code) {
        return tenancy.as(
                staff.tenant(),
                () -> page.show("cases/opinions", view.of(page, casePages.find(staff, id), typed, errors, code)));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping
    View ask(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String wer,
            @RequestParam(defaultValue = "") String amt,
            @RequestParam(defaultValue = "") String stelle,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String frage,
            @RequestParam(defaultValue = "") String bis,
            @RequestParam(defaultValue = "") List<String> angabe,
            @RequestParam(defaultValue = "") List<String> datei) {
        var typed = new OpinionsPage.Typed(wer, amt, stelle, email, frage, bis, angabe, datei);
        var errors = new LinkedHashMap<String, String>();
        var office = wer.equals("amt");
        var body = office ? view.findOffice(amt) : outside(stelle, email);
        if (body.isEmpty()) {
            errors.put(
                    office ? "amt" : "stelle",
                    page.t(office ? "cases.opinion.office.missing" : "cases.opinion.outside.missing"));
        }
        ActWords.require(page, errors, "frage", frage, CasePages.LONGEST, "cases.opinion.question.missing");
        var due = CasePages.date(bis);
        if (!isPossible(due)) {
            errors.put("bis", page.t("cases.opinion.due.missing"));
        }
        if (!errors.isEmpty()) {
            return show(page, staff, id, typed, errors, null);
        }
        try {
            var shown = tenancy.as(staff.tenant(), () -> view.extract(casePages.find(staff, id), angabe, datei));
            asking.ask(staff, id, body.orElseThrow(), frage.strip(), Objects.requireNonNull(due), shown);
        } catch (ActRefused refused) {
            return show(page, staff, id, typed, Map.of("frage", ActWords.of(page, refused)), null);
        }
        return SeeOther.at("/arbeitsplatz/vorgaenge/%s/stellungnahme#liste".formatted(id));
    }

    private boolean isPossible(@Nullable LocalDate due) {
        var today = casePages.today();
        return due != null && due.isAfter(today) && !due.isAfter(today.plusDays(MOST_DAYS));
    }

    private static Optional<Body> outside(String name, String email) {
        boolean fits = !name.isBlank() && name.length() <= LONGEST_NAME && Message.isAddress(email.strip());
        return fits ? Optional.of(new Body.Outside(name.strip(), email.strip())) : Optional.empty();
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/{opinion}/zurueckziehen")
    View withdraw(Staff staff, @PathVariable UUID id, @PathVariable UUID opinion) {
        asking.withdraw(staff, id, opinion);
        return SeeOther.at("/arbeitsplatz/vorgaenge/%s/stellungnahme#liste".formatted(id));
    }

    /** Shows a new code, once: it is told by telephone or letter, since the link goes by e-mail. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/{opinion}/code")
    View renewCode(Page page, Staff staff, @PathVariable UUID id, @PathVariable UUID opinion) {
        var code = asking.renewCode(staff, id, opinion);
        var asked = tenancy.as(staff.tenant(), () -> opinions.find(opinion)).orElseThrow(CaseNotFound::new);
        return show(
                page,
                staff,
                id,
                view.nothing(),
                Map.of(),
                new OpinionsPage.Code(
                        asked.body().name(),
                        code.inGroups(),
                        page.url("/%s/stellungnahme/%s".formatted(staff.tenant(), opinion))));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping("/{opinion}/datei/{file}")
    ResponseEntity<InputStreamResource> file(
            Staff staff, @PathVariable UUID id, @PathVariable UUID opinion, @PathVariable UUID file) {
        return tenancy.as(staff.tenant(), () -> {
            casePages.find(staff, id);
            if (opinions.find(opinion)
                    .filter(one -> one.caseId().equals(id))
                    .map(Opinion::reply)
                    .filter(reply -> reply.files().contains(file))
                    .isEmpty()) {
                throw new CaseNotFound();
            }
            audit.record("case.file-opened", id, Map.of("file", file.toString()));
            return casePages.content(file);
        });
    }

    static String day(LocalDate day, Page page) {
        return GermanDates.date(day, page.lang());
    }
}
