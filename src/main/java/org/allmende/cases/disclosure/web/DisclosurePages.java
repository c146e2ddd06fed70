package org.allmende.cases.disclosure.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.allmende.cases.Case;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.Cases;
import org.allmende.cases.disclosure.Disclosure;
import org.allmende.cases.disclosure.Disclosures;
import org.allmende.cases.web.CaseWords;
import org.allmende.cases.web.OpenCases;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Public;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Tells people what is held about them: by the code of their case, or by the office for a person in several cases. */
@Controller
class DisclosurePages {

    static final String LIST = "/arbeitsplatz/auskunft";

    /** So many cases of one person at once. */
    private static final int MOST = 50;

    private final Tenancy tenancy;
    private final Cases cases;
    private final OpenCases open;
    private final Disclosures disclosures;
    private final Audit audit;

    DisclosurePages(Tenancy tenancy, Cases cases, OpenCases open, Disclosures disclosures, Audit audit) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.open = open;
        this.disclosures = disclosures;
        this.audit = audit;
    }

    @Public
    @GetMapping("/{tenant}/vorgang/{number}/auskunft.zip")
    void own(
            @PathVariable String tenant,
            @PathVariable String number,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var it = open.find(tenant, number, request).orElseThrow(NotFound::new);
        var disclosure = tenancy.as(it.tenant(), () -> disclosures.of(it, false));
        send(List.of(disclosure), "auskunft-%s.zip".formatted(it.number()), response);
    }

    /** Cases of the lead's own offices, closed ones too, that a name or number finds. */
    @Allowed(Role.LEAD)
    @GetMapping(LIST)
    View list(Page page, Staff staff, @RequestParam(defaultValue = "") String q) {
        var found = q.isBlank()
                ? List.<Case>of()
                : tenancy.as(staff.tenant(), () -> cases.listByWords(staff.offices(), q, MOST));
        return page.show(
                "cases/disclosure",
                new DisclosurePage(
                        q.strip(),
                        found.stream()
                                .map(it -> new DisclosurePage.Row(
                                        it.id().toString(),
                                        it.number().toString(),
                                        CaseWords.applicant(page, it.applicant()),
                                        it.title(),
                                        GermanDates.day(GermanDates.dayOf(it.submitted())),
                                        CaseWords.state(page, it.state()),
                                        CaseWords.stateKind(it.state())))
                                .toList()));
    }

    /** All that the chosen cases hold, notes too; each is written down in the audit log. */
    @Allowed(Role.LEAD)
    @PostMapping(LIST)
    void download(
            Staff staff,
            @RequestParam(name = "case", defaultValue = "") List<UUID> chosen,
            HttpServletResponse response)
            throws IOException {
        if (chosen.isEmpty() || chosen.size() > MOST) {
            throw new NotFound();
        }
        var all = tenancy.as(
                staff.tenant(),
                () -> chosen.stream()
                        .distinct()
                        .map(id -> cases.find(id)
                                .filter(it -> staff.worksIn(it.office()))
                                .orElseThrow(CaseNotFound::new))
                        .map(it -> {
                            audit.record("case.disclosed", it.id(), Map.of());
                            return disclosures.of(it, true);
                        })
                        .toList());
        send(all, "auskunft.zip", response);
    }

    private void send(List<Disclosure> all, String name, HttpServletResponse response) throws IOException {
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                Objects.requireNonNull(
                        ContentDisposition.attachment().filename(name).build().toString()));
        disclosures.write(all, response.getOutputStream());
    }
}
