package org.allmende.cases.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.cases.AccessCode;
import org.allmende.cases.Answering;
import org.allmende.cases.Case;
import org.allmende.cases.CaseNumber;
import org.allmende.cases.EarlierAnswers;
import org.allmende.cases.Letters;
import org.allmende.cases.Notices;
import org.allmende.cases.Objecting;
import org.allmende.cases.Transfers;
import org.allmende.cases.Withdrawing;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.FileRefused;
import org.allmende.platform.files.Files;
import org.allmende.platform.files.Received;
import org.allmende.platform.html.FileAnswer;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.allmende.services.Services;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/** A citizen's own case without an account: whose turn it is, answers, documents. */
@Controller
class StatusPages {

    /** A citizen's answer is as long as that at most. */
    static final int LONGEST = 4000;

    private final Tenancy tenancy;
    private final OpenCases open;
    private final Answering answering;
    private final Objecting objecting;
    private final Withdrawing withdrawing;
    private final Transfers transfers;
    private final Notices notices;
    private final Files files;
    private final Services services;
    private final EarlierAnswers earlierAnswers;
    private final StatusView statusView;
    private final Keys keys;
    private final SentFiles sentFiles;

    StatusPages(
            Tenancy tenancy,
            OpenCases open,
            Answering answering,
            Objecting objecting,
            Withdrawing withdrawing,
            Transfers transfers,
            Notices notices,
            Files files,
            Services services,
            EarlierAnswers earlierAnswers,
            StatusView statusView,
            Keys keys,
            SentFiles sentFiles) {
        this.tenancy = tenancy;
        this.open = open;
        this.answering = answering;
        this.objecting = objecting;
        this.withdrawing = withdrawing;
        this.transfers = transfers;
        this.notices = notices;
        this.files = files;
        this.services = services;
        this.earlierAnswers = earlierAnswers;
        this.statusView = statusView;
        this.keys = keys;
        this.sentFiles = sentFiles;
    }

    @Public
    @GetMapping("/{tenant}/vorgang/{number}")
    View status(
            Page page,
            @PathVariable String tenant,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String bezahlt,
            HttpServletRequest request,
            HttpServletResponse response) {
        var opened = open.find(tenant, number, request);
        if (opened.isEmpty()) {
            return askForCode(tenant, number);
        }
        stayOpen(request, response, opened.get());
        return page.show("cases/status", statusView.of(page, opened.get(), "", "", bezahlt));
    }

    @Public
    @GetMapping("/{tenant}/vorgang/{number}/gesendet")
    View sent(Page page, @PathVariable String tenant, @PathVariable String number, HttpServletRequest request) {
        var opened = open.find(tenant, number, request);
        if (opened.isEmpty()) {
            return askForCode(tenant, number);
        }
        return page.show(
                "cases/sent",
                statusView.sent(page, opened.get(), keys.find(request).orElseThrow()));
    }

    @Public
    @PostMapping("/{tenant}/vorgang/{number}/antwort")
    View answer(
            Page page,
            @PathVariable String tenant,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) List<MultipartFile> datei,
            HttpServletRequest request) {
        var opened = open.find(tenant, number, request);
        if (opened.isEmpty()) {
            return askForCode(tenant, number);
        }
        var it = opened.get();
        List<Received> received;
        try {
            received = sentFiles.receive(it.tenant(), datei);
        } catch (FileRefused refused) {
            var error = page.t(refused.messageKey(), refused.arguments().toArray());
            return page.show("cases/status", statusView.of(page, it, error, text));
        }
        if (text.isBlank() && received.isEmpty()) {
            return page.show("cases/status", statusView.of(page, it, page.t("cases.status.answer.missing"), text));
        }
        if (text.length() > LONGEST) {
            return page.show(
                    "cases/status", statusView.of(page, it, page.t("cases.status.answer.long", LONGEST), text));
        }
        answering.answer(it.tenant(), it.id(), text.strip(), received);
        return SeeOther.at(CasePath.of(it));
    }

    /** Takes the application back, once its author has said that they are sure. */
    @Public
    @PostMapping("/{tenant}/vorgang/{number}/ruecknahme")
    View withdraw(
            @PathVariable String tenant,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String sicher,
            HttpServletRequest request) {
        var opened = open.find(tenant, number, request);
        if (opened.isEmpty()) {
            return askForCode(tenant, number);
        }
        if (!sicher.isEmpty()) {
            withdrawing.withdraw(opened.get().tenant(), opened.get().id());
        }
        return SeeOther.at(CasePath.of(opened.get()));
    }

    /** Objects to the notice; the same code opens the case that comes of it. */
    @Public
    @PostMapping("/{tenant}/vorgang/{number}/widerspruch")
    View object(
            Page page,
            @PathVariable String tenant,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String begruendung,
            @RequestParam(required = false) List<MultipartFile> datei,
            HttpServletRequest request,
            HttpServletResponse response) {
        var opened = open.find(tenant, number, request);
        if (opened.isEmpty()) {
            return askForCode(tenant, number);
        }
        var it = opened.get();
        if (begruendung.length() > LONGEST) {
            return page.show(
                    "cases/status", statusView.of(page, it, page.t("cases.status.answer.long", LONGEST), begruendung));
        }
        var code = keys.find(request).orElseThrow();
        try {
            var filed = objecting.file(
                    it.tenant(), it.id(), code, begruendung.strip(), sentFiles.receive(it.tenant(), datei));
            filed.ifPresent(objection -> keys.openCase(response, CasePath.of(objection), code));
            return SeeOther.at(filed.map(CasePath::of).orElse(CasePath.of(it)));
        } catch (FileRefused refused) {
            var error = page.t(refused.messageKey(), refused.arguments().toArray());
            return page.show("cases/status", statusView.of(page, it, error, begruendung));
        }
    }

    @Public
    @GetMapping("/{tenant}/vorgang/{number}/{letter}.pdf")
    ResponseEntity<?> letter(
            @PathVariable String tenant,
            @PathVariable String number,
            @PathVariable String letter,
            HttpServletRequest request) {
        var it = open.find(tenant, number, request).orElseThrow(NotFound::new);
        return tenancy.as(it.tenant(), () -> {
            var found = notices.open(it, letter).orElseThrow(NotFound::new);
            return pdf(files.findFile(found.file()).orElseThrow().size(), it, found, files.open(found.file()));
        });
    }

    private static ResponseEntity<InputStreamResource> pdf(
            long size, Case it, Letters.CaseLetter letter, java.io.InputStream content) {
        var name = "%s-%s.pdf".formatted(letter.path(), it.number());
        return FileAnswer.toKeep(MediaType.APPLICATION_PDF, name)
                .contentLength(size)
                .body(new InputStreamResource(content));
    }

    @Public
    @GetMapping("/{tenant}/vorgang/{number}/noch-einmal")
    View again(Page page, @PathVariable String tenant, @PathVariable String number, HttpServletRequest request) {
        var opened = open.find(tenant, number, request);
        return opened.isEmpty()
                ? askForCode(tenant, number)
                : again(page, opened.get(), Map.of(), Map.of("was", AgainPage.OTHER));
    }

    private View again(Page page, Case it, Map<String, String> errors, Map<String, String> chosen) {
        var person = earlierAnswers.listAboutPerson(it).stream()
                .map(question -> question.label().in(page.lang()))
                .toList();
        return page.show("cases/again", AgainPage.of(page, it, person, services.list(it.portal()), errors, chosen));
    }

    /** Begins an application with what this one tells, once its author has agreed to that. */
    @Public
    @PostMapping("/{tenant}/vorgang/{number}/noch-einmal")
    View beginAgain(
            Page page,
            @PathVariable String tenant,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String was,
            @RequestParam(defaultValue = "") String leistung,
            @RequestParam(defaultValue = "") String einwilligung,
            HttpServletRequest request,
            HttpServletResponse response) {
        var opened = open.find(tenant, number, request);
        if (opened.isEmpty()) {
            return askForCode(tenant, number);
        }
        var it = opened.get();
        var next = services.find(tenant, was.equals(AgainPage.SAME) ? it.service() : leistung);
        var errors = new LinkedHashMap<String, String>();
        if (next.isEmpty()) {
            errors.put("leistung", page.t("cases.again.service.missing"));
        }
        if (!einwilligung.equals("ja")) {
            errors.put("einwilligung", page.t("cases.again.consent.missing"));
        }
        if (!errors.isEmpty()) {
            return again(page, it, errors, Map.of("was", was, "leistung", leistung, "einwilligung", einwilligung));
        }
        var code = AccessCode.next();
        var draft = earlierAnswers.begin(it, next.orElseThrow(), page.lang(), code);
        var base = OpenDrafts.base(draft);
        keys.openDraft(response, base, code);
        return SeeOther.at(base + "/pruefen");
    }

    /** Closes the case on this device. */
    @Public
    @PostMapping("/{tenant}/vorgang/{number}/schliessen")
    View close(@PathVariable String tenant, @PathVariable String number, HttpServletResponse response) {
        keys.close(response, "/%s/vorgang/%s".formatted(tenant, number));
        return SeeOther.at("/%s/antrag".formatted(tenant));
    }

    private void stayOpen(HttpServletRequest request, HttpServletResponse response, Case it) {
        keys.find(request).ifPresent((AccessCode code) -> {
            keys.openCase(response, CasePath.of(it), code);
            tenancy.as(it.tenant(), () -> transfers.findHanded(it.id()))
                    .ifPresent(handed -> keys.openCase(response, ConsentPages.path(handed), code));
            objecting.listFiled(it).forEach(filed -> keys.openCase(response, CasePath.of(filed), code));
        });
    }

    private static View askForCode(String tenant, String number) {
        var known = CaseNumber.parse(number).map(it -> "&nummer=" + it).orElse("");
        return SeeOther.at("/%s/antrag?geschlossen%s".formatted(tenant, known));
    }
}
