package org.allmende.cases.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.allmende.cases.Case;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.CaseNumber;
import org.allmende.cases.Cases;
import org.allmende.cases.FurtherNotice;
import org.allmende.cases.FurtherNotices;
import org.allmende.cases.Objecting;
import org.allmende.cases.Objections;
import org.allmende.cases.PartialNotice;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.FileRefused;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/** Objects to a notice about a part, while the rest is still open. */
@Controller
@RequestMapping("/{tenant}/vorgang/{number}/teilbescheid/{part}/widerspruch")
class ObjectPages {

    private final Tenancy tenancy;
    private final OpenCases open;
    private final Keys keys;
    private final Cases cases;
    private final FurtherNotices partials;
    private final Objections objections;
    private final Objecting objecting;
    private final SentFiles sentFiles;

    ObjectPages(
            Tenancy tenancy,
            OpenCases open,
            Keys keys,
            Cases cases,
            FurtherNotices partials,
            Objections objections,
            Objecting objecting,
            SentFiles sentFiles) {
        this.tenancy = tenancy;
        this.open = open;
        this.keys = keys;
        this.cases = cases;
        this.partials = partials;
        this.objections = objections;
        this.objecting = objecting;
        this.sentFiles = sentFiles;
    }

    @Public
    @GetMapping
    View ask(
            Page page,
            @PathVariable String tenant,
            @PathVariable String number,
            @PathVariable int part,
            HttpServletRequest request) {
        return open.find(tenant, number, request)
                .map(it -> show(page, it, part, "", ""))
                .orElseGet(() -> askForCode(tenant, number));
    }

    private View show(Page page, Case it, int part, String error, String typed) {
        return tenancy.as(it.tenant(), () -> {
            var partial = find(it, part);
            return page.show(
                    "cases/object",
                    new ObjectPage(
                            CasePath.of(it),
                            path(it, partial),
                            it.number().toString(),
                            page.t("cases.partial.number", part),
                            partial.content().covers(),
                            objecting
                                    .find(it, partial)
                                    .map(time -> StatusView.until(page, time))
                                    .orElse(null),
                            objections
                                    .findAgainst(partial)
                                    .flatMap(one -> cases.find(one.caseId()))
                                    .map(CasePath::of)
                                    .orElse(null),
                            error,
                            typed));
        });
    }

    static String path(Case it, FurtherNotice<PartialNotice> partial) {
        return "%s/teilbescheid/%d/widerspruch".formatted(CasePath.of(it), partial.number());
    }

    /** Works in the running transaction of the case's tenant. */
    private FurtherNotice<PartialNotice> find(Case it, int part) {
        return partials.findIssued(it.id(), PartialNotice.class, part).orElseThrow(CaseNotFound::new);
    }

    @Public
    @PostMapping
    View object(
            Page page,
            @PathVariable String tenant,
            @PathVariable String number,
            @PathVariable int part,
            @RequestParam(defaultValue = "") String begruendung,
            @RequestParam(required = false) List<MultipartFile> datei,
            HttpServletRequest request,
            HttpServletResponse response) {
        var opened = open.find(tenant, number, request);
        if (opened.isEmpty()) {
            return askForCode(tenant, number);
        }
        var it = opened.get();
        var partial = Objects.requireNonNull(tenancy.as(it.tenant(), () -> find(it, part)));
        if (begruendung.length() > StatusPages.LONGEST) {
            return show(page, it, part, page.t("cases.status.answer.long", StatusPages.LONGEST), begruendung);
        }
        var code = keys.find(request).orElseThrow();
        try {
            var filed = objecting.file(
                    it.tenant(), partial, code, begruendung.strip(), sentFiles.receive(it.tenant(), datei));
            filed.ifPresent(objection -> keys.openCase(response, CasePath.of(objection), code));
            return SeeOther.at(filed.map(CasePath::of).orElse(path(it, partial)));
        } catch (FileRefused refused) {
            var error = page.t(refused.messageKey(), refused.arguments().toArray());
            return show(page, it, part, error, begruendung);
        }
    }

    private static View askForCode(String tenant, String number) {
        var known = CaseNumber.parse(number).map(it -> "&nummer=" + it).orElse("");
        return SeeOther.at("/%s/antrag?geschlossen%s".formatted(tenant, known));
    }
}
