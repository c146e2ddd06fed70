package org.allmende.cases.opinion.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.AccessCode;
import org.allmende.cases.Case;
import org.allmende.cases.Cases;
import org.allmende.cases.opinion.Extract;
import org.allmende.cases.opinion.Opinion;
import org.allmende.cases.opinion.Replying;
import org.allmende.cases.web.Keys;
import org.allmende.cases.web.SentFiles;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.FileRefused;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/** Where somebody outside, without an account, reads what they are asked and answers: with a link and a code. */
@Controller
class OutsidePages {

    private final Tenancy tenancy;
    private final Replying replying;
    private final RequestView view;
    private final ShownFiles shownFiles;
    private final SentFiles sentFiles;
    private final Cases cases;
    private final Regions regions;
    private final Keys keys;
    private final Audit audit;

    OutsidePages(
            Tenancy tenancy,
            Replying replying,
            RequestView view,
            ShownFiles shownFiles,
            SentFiles sentFiles,
            Cases cases,
            Regions regions,
            Keys keys,
            Audit audit) {
        this.tenancy = tenancy;
        this.replying = replying;
        this.view = view;
        this.shownFiles = shownFiles;
        this.sentFiles = sentFiles;
        this.cases = cases;
        this.regions = regions;
        this.keys = keys;
        this.audit = audit;
    }

    @Public
    @GetMapping("/{tenant}/stellungnahme/{id}")
    View show(
            Page page,
            @PathVariable String tenant,
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response) {
        var opened = open(tenant, id, request);
        if (opened.isEmpty()) {
            return page.show("cases/outsidekey", new KeyPage(path(tenant, id), Map.of()));
        }
        keys.openCase(response, path(tenant, id), keys.find(request).orElseThrow());
        return show(page, tenant, opened.get(), RequestPage.Typed.NOTHING, Map.of());
    }

    private static String path(String tenant, UUID id) {
        return "/%s/stellungnahme/%s".formatted(tenant, id);
    }

    private Optional<Opinion> open(String tenant, UUID id, HttpServletRequest request) {
        return regions.current()
                .find(tenant)
                .flatMap(known -> keys.find(request))
                .flatMap(code -> replying.look(tenant, id, code));
    }

    private View show(Page page, String tenant, Opinion it, RequestPage.Typed typed, Map<String, String> errors) {
        var path = path(tenant, it.id());
        var shown = it.isOpen() ? it.shown() : Extract.NOTHING;
        return page.show("cases/outside", tenancy.as(tenant, () -> {
            var about = cases.find(it.caseId()).orElseThrow(NotFound::new);
            return new RequestPage(
                    path,
                    about.title(),
                    about.number().toString(),
                    sender(about),
                    page.t("cases.opinion.asked", it.askedBy(), GermanDates.moment(it.asked())),
                    it.question(),
                    page.t("cases.request.until", GermanDates.date(it.due(), page.lang())),
                    it.isOpen(),
                    shown.lines(),
                    view.shown(shown, path),
                    RequestView.verdict(page, it.reply()),
                    it.reply() == null ? "" : it.reply().text(),
                    true,
                    typed,
                    errors);
        }));
    }

    private String sender(Case it) {
        var office = regions.current().findOffice(it.tenant(), it.office()).orElseThrow();
        return regions.current().get(it.tenant()).name() + ", " + office.name();
    }

    /** Opens it with the code that was told by telephone or letter. */
    @Public
    @PostMapping("/{tenant}/stellungnahme/{id}/oeffnen")
    View open(
            Page page,
            @PathVariable String tenant,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String code,
            HttpServletResponse response) {
        var secret = AccessCode.parse(code);
        if (regions.current().find(tenant).isEmpty()
                || secret.flatMap(it -> replying.look(tenant, id, it)).isEmpty()) {
            return page.show(
                    "cases/outsidekey", new KeyPage(path(tenant, id), Map.of("code", page.t("cases.outside.unknown"))));
        }
        keys.openCase(response, path(tenant, id), secret.orElseThrow());
        return SeeOther.at(path(tenant, id));
    }

    @Public
    @PostMapping("/{tenant}/stellungnahme/{id}")
    View reply(
            Page page,
            @PathVariable String tenant,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String urteil,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) List<MultipartFile> datei,
            HttpServletRequest request) {
        var opened = open(tenant, id, request);
        if (opened.isEmpty() || !opened.get().isOpen()) {
            return SeeOther.at(path(tenant, id));
        }
        var it = opened.get();
        var typed = new RequestPage.Typed(urteil, text, name);
        try {
            var received = sentFiles.receive(tenant, datei);
            var read = view.read(page, typed, !received.isEmpty(), true);
            if (!read.errors().isEmpty()) {
                return show(page, tenant, it, typed, read.errors());
            }
            replying.reply(
                    tenant,
                    id,
                    keys.find(request).orElseThrow(),
                    Objects.requireNonNull(read.verdict()),
                    text.strip(),
                    name.strip(),
                    received);
            return SeeOther.at(path(tenant, id));
        } catch (FileRefused refused) {
            return show(page, tenant, it, typed, RequestView.refused(page, refused));
        }
    }

    @Public
    @GetMapping("/{tenant}/stellungnahme/{id}/datei/{file}")
    ResponseEntity<InputStreamResource> file(
            @PathVariable String tenant, @PathVariable UUID id, @PathVariable UUID file, HttpServletRequest request) {
        var it = open(tenant, id, request).filter(Opinion::isOpen).orElseThrow(NotFound::new);
        return tenancy.as(tenant, () -> {
            audit.record("case.opinion-file", it.caseId(), Map.of("file", file.toString()));
            return shownFiles.open(it.shown(), file);
        });
    }
}
