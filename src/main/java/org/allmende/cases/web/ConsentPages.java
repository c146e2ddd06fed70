package org.allmende.cases.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.allmende.cases.Attachment;
import org.allmende.cases.Attachments;
import org.allmende.cases.Case;
import org.allmende.cases.CaseNumber;
import org.allmende.cases.Transfer;
import org.allmende.cases.Transferring;
import org.allmende.cases.Transfers;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.Files;
import org.allmende.platform.files.StoredFile;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.allmende.region.Regions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** An applicant agrees to that an office of another tenant gets the case, or does not; with the case's code. */
@Controller
@RequestMapping("/{tenant}/vorgang/{number}/weitergabe")
class ConsentPages {

    private final Tenancy tenancy;
    private final OpenCases open;
    private final Keys keys;
    private final Transferring transferring;
    private final Transfers transfers;
    private final Attachments attachments;
    private final Files files;
    private final Regions regions;

    ConsentPages(
            Tenancy tenancy,
            OpenCases open,
            Keys keys,
            Transferring transferring,
            Transfers transfers,
            Attachments attachments,
            Files files,
            Regions regions) {
        this.tenancy = tenancy;
        this.open = open;
        this.keys = keys;
        this.transferring = transferring;
        this.transfers = transfers;
        this.attachments = attachments;
        this.files = files;
        this.regions = regions;
    }

    @Public
    @GetMapping
    View ask(Page page, @PathVariable String tenant, @PathVariable String number, HttpServletRequest request) {
        return open.find(tenant, number, request)
                .map(it -> show(page, it, "", ""))
                .orElseGet(() -> askForCode(tenant, number));
    }

    private View show(Page page, Case it, String error, String typed) {
        return tenancy.as(it.tenant(), () -> {
            var region = regions.current();
            var asked = transfers
                    .findOpen(it.id())
                    .filter(one -> Transferring.isAnswerable(it))
                    .map(one -> new ConsentPage.Asked(
                            one.to().name(),
                            one.reason(),
                            files
                                    .list(attachments.listOfCase(it.id()).stream()
                                            .map(Attachment::file)
                                            .toList())
                                    .stream()
                                    .map(StoredFile::name)
                                    .toList()));
            var office = region.findOffice(it.tenant(), it.office()).orElseThrow();
            return page.show(
                    "cases/consent",
                    new ConsentPage(
                            CasePath.of(it),
                            it.number().toString(),
                            region.get(it.tenant()).name() + ", " + office.name(),
                            asked.orElse(null),
                            error,
                            typed));
        });
    }

    @Public
    @PostMapping
    View answer(
            Page page,
            @PathVariable String tenant,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String antwort,
            @RequestParam(defaultValue = "") String grund,
            HttpServletRequest request,
            HttpServletResponse response) {
        var opened = open.find(tenant, number, request);
        if (opened.isEmpty()) {
            return askForCode(tenant, number);
        }
        var it = opened.get();
        if (!antwort.matches("ja|nein")) {
            return show(page, it, page.t("cases.consent.missing"), grund);
        }
        if (grund.length() > StatusPages.LONGEST) {
            return show(page, it, page.t("cases.status.answer.long", StatusPages.LONGEST), grund);
        }
        if (antwort.equals("nein")) {
            transferring.refuse(it.tenant(), it.id(), grund);
            return SeeOther.at(CasePath.of(it));
        }
        transferring.agree(it.tenant(), it.id());
        // also after a double click: whoever agreed is led to where the case is now
        return tenancy.as(it.tenant(), () -> transfers.findHanded(it.id()))
                .map(there -> {
                    var path = path(there);
                    keys.openCase(response, path, keys.find(request).orElseThrow());
                    return SeeOther.at(path);
                })
                .orElseGet(() -> SeeOther.at(CasePath.of(it)));
    }

    /** Where the applicant reads the case that was handed on. */
    static String path(Transfer handed) {
        var there = java.util.Objects.requireNonNull(handed.handed());
        return "/%s/vorgang/%s".formatted(handed.to().tenant(), there.number());
    }

    private static View askForCode(String tenant, String number) {
        var known = CaseNumber.parse(number).map(it -> "&nummer=" + it).orElse("");
        return SeeOther.at("/%s/antrag?geschlossen%s".formatted(tenant, known));
    }
}
