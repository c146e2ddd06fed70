package org.allmende.cases.opinion.web;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.allmende.cases.opinion.OpinionRequest;
import org.allmende.cases.opinion.OpinionRequests;
import org.allmende.cases.opinion.Replying;
import org.allmende.cases.web.SentFiles;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.FileRefused;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/** Where an office reads what others ask it, and answers. */
@Controller
@RequestMapping("/arbeitsplatz/stellungnahmen")
class RequestPages {

    private static final int MOST = 200;

    private final Tenancy tenancy;
    private final OpinionRequests requests;
    private final Replying replying;
    private final RequestView view;
    private final ShownFiles shownFiles;
    private final SentFiles sentFiles;
    private final Audit audit;
    private final Clock clock;

    RequestPages(
            Tenancy tenancy,
            OpinionRequests requests,
            Replying replying,
            RequestView view,
            ShownFiles shownFiles,
            SentFiles sentFiles,
            Audit audit,
            Clock clock) {
        this.tenancy = tenancy;
        this.requests = requests;
        this.replying = replying;
        this.view = view;
        this.shownFiles = shownFiles;
        this.sentFiles = sentFiles;
        this.audit = audit;
        this.clock = clock;
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping
    View list(Page page, Staff staff, @RequestParam(required = false) String erledigt) {
        var done =
                erledigt == null ? null : page.t(erledigt.equals("ja") ? "cases.request.done" : "cases.request.late");
        var rows = tenancy.as(staff.tenant(), () -> requests.list(staff, MOST)).stream()
                .map(it -> row(page, it))
                .toList();
        return page.show("cases/requests", new RequestListPage(rows, done));
    }

    private RequestListPage.Row row(Page page, OpinionRequest it) {
        boolean overdue = it.reply() == null && it.due().isBefore(GermanDates.today(clock));
        var state = it.reply() != null ? "given" : overdue ? "overdue" : "open";
        return new RequestListPage.Row(
                path(it.id()),
                it.title(),
                it.number(),
                it.sender(),
                GermanDates.date(it.due(), page.lang()),
                page.t("cases.request.state." + state),
                it.reply() != null ? "success" : overdue ? "danger" : "warning",
                it.reply() != null ? "check" : "schedule");
    }

    private static String path(UUID id) {
        return "/arbeitsplatz/stellungnahmen/" + id;
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping("/{id}")
    View show(Page page, Staff staff, @PathVariable UUID id) {
        return show(page, staff, id, RequestPage.Typed.NOTHING, Map.of());
    }

    private View show(Page page, Staff staff, UUID id, RequestPage.Typed typed, Map<String, String> errors) {
        var it = replying.look(staff, id).orElseThrow(NotFound::new);
        var files = tenancy.as(staff.tenant(), () -> view.shown(it.shown(), path(id)));
        return page.show(
                "cases/request",
                new RequestPage(
                        path(id),
                        it.title(),
                        it.number(),
                        it.sender(),
                        page.t("cases.opinion.asked", it.askedBy(), GermanDates.moment(it.asked())),
                        it.question(),
                        page.t("cases.request.until", GermanDates.date(it.due(), page.lang())),
                        it.reply() == null,
                        it.shown().lines(),
                        files,
                        RequestView.verdict(page, it.reply()),
                        it.reply() == null ? "" : it.reply().text(),
                        false,
                        typed,
                        errors));
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/{id}")
    View reply(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String urteil,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) List<MultipartFile> datei) {
        if (tenancy.as(staff.tenant(), () -> requests.find(staff, id)).isEmpty()) {
            throw new NotFound();
        }
        var typed = new RequestPage.Typed(urteil, text, "");
        try {
            var received = sentFiles.receive(staff.tenant(), datei);
            var read = view.read(page, typed, !received.isEmpty(), false);
            if (!read.errors().isEmpty()) {
                return show(page, staff, id, typed, read.errors());
            }
            boolean kept = replying.reply(staff, id, Objects.requireNonNull(read.verdict()), text.strip(), received);
            return SeeOther.at("/arbeitsplatz/stellungnahmen?erledigt=" + (kept ? "ja" : "nein"));
        } catch (FileRefused refused) {
            return show(page, staff, id, typed, RequestView.refused(page, refused));
        }
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping("/{id}/datei/{file}")
    ResponseEntity<InputStreamResource> file(Staff staff, @PathVariable UUID id, @PathVariable UUID file) {
        var it = replying.look(staff, id).orElseThrow(NotFound::new);
        return tenancy.as(staff.tenant(), () -> {
            audit.record("opinion.file-opened", id, Map.of("file", file.toString()));
            return shownFiles.open(it.shown(), file);
        });
    }
}
