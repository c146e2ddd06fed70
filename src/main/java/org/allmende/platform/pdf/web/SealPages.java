package org.allmende.platform.pdf.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.pdf.SealCheck;
import org.allmende.platform.pdf.SealReport;
import org.allmende.platform.time.GermanDates;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/** Checks a PDF that somebody brings. The file is looked at and forgotten: nothing of it is stored or logged. */
@Controller
class SealPages {

    private static final int MEGABYTE = 1024 * 1024;

    /** Notices are a tenth of it. */
    private static final int LIMIT = 10;

    /** So many files are in memory at once. */
    private static final int AT_ONCE = 6;

    private static final int PATIENCE_SECONDS = 10;
    private static final int LONGEST_NAME = 60;

    private final SealCheck check;
    private final Semaphore places = new Semaphore(AT_ONCE);

    SealPages(SealCheck check) {
        this.check = check;
    }

    @Public
    @GetMapping("/pruefen")
    View ask(Page page) {
        return page.show("platform/seal", new SealPage(LIMIT, null));
    }

    @Public
    @PostMapping("/pruefen")
    View check(Page page, @RequestParam(required = false) MultipartFile datei) {
        if (datei == null || datei.isEmpty()) {
            return page.show("platform/seal", new SealPage(LIMIT, simple("missing", "upload_file", List.of())));
        }
        if (datei.getSize() > (long) LIMIT * MEGABYTE) {
            var tooLarge = verdict(page, new SealReport.TooLarge(LIMIT * MEGABYTE), datei);
            return page.show("platform/seal", new SealPage(LIMIT, tooLarge));
        }
        var report = report(datei);
        if (report.isEmpty()) {
            var busy = simple("busy", "hourglass_top", List.of());
            return page.show("platform/seal", new SealPage(LIMIT, busy), HttpStatus.SERVICE_UNAVAILABLE);
        }
        return page.show("platform/seal", new SealPage(LIMIT, verdict(page, report.get(), datei)));
    }

    private Optional<SealReport> report(MultipartFile file) {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(check.check(file.getBytes()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            places.release();
        }
    }

    private static SealPage.Verdict verdict(Page page, SealReport report, MultipartFile file) {
        return switch (report) {
            case SealReport.Unchanged it -> sealed(page, "unchanged", "good", "verified", it.seal(), file);
            case SealReport.Changed it ->
                sealed(page, it.sealedBytes() > 0 ? "appended" : "altered", "bad", "error", it.seal(), file);
            case SealReport.Stranger it -> simple("stranger", "help", List.of(it.claimedHolder()));
            case SealReport.Broken it -> new SealPage.Verdict("broken", "bad", "error", List.of(), List.of(), false);
            case SealReport.NotSealed it -> simple("notSealed", "help", List.of());
            case SealReport.Encrypted it -> simple("encrypted", "lock", List.of());
            case SealReport.TooLarge it -> simple("tooLarge", "help", List.of(String.valueOf(it.limitBytes() / MEGABYTE)));
            case SealReport.NotPdf it -> simple("notPdf", "help", List.of());
        };
    }

    private static SealPage.Verdict simple(String kind, String icon, List<String> arguments) {
        return new SealPage.Verdict(kind, "", icon, arguments, List.of(), false);
    }

    private static SealPage.Verdict sealed(
            Page page, String kind, String look, String icon, SealReport.Mark seal, MultipartFile file) {
        var facts = new ArrayList<SealPage.Fact>();
        facts.add(new SealPage.Fact(page.t("seal.holder"), seal.holder()));
        if (seal.at() != null) {
            var moment = page.t(
                    "seal.moment",
                    GermanDates.date(GermanDates.dayOf(seal.at()), page.lang()),
                    GermanDates.time(seal.at()));
            facts.add(new SealPage.Fact(page.t("seal.at"), moment));
        }
        if (!seal.reason().isEmpty()) {
            facts.add(new SealPage.Fact(page.t("seal.reason"), seal.reason()));
        }
        if (!seal.office().isEmpty()) {
            facts.add(new SealPage.Fact(page.t("seal.office"), seal.office()));
        }
        facts.add(new SealPage.Fact(page.t("seal.file"), page.t("seal.kilobytes", name(file), kilobytes(file))));
        return new SealPage.Verdict(kind, look, icon, List.of(), facts, seal.demonstration());
    }

    private static long kilobytes(MultipartFile file) {
        return Math.max(1, file.getSize() / 1024);
    }

    private static String name(MultipartFile file) {
        var name = Optional.ofNullable(file.getOriginalFilename()).orElse("").replaceAll("\\p{C}", "");
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + " …";
    }
}
