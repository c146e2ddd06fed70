package org.allmende.cases.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.allmende.cases.Draft;
import org.allmende.cases.Drafts;
import org.allmende.cases.FormVersions;
import org.allmende.cases.Sending;
import org.allmende.cases.identity.Identities;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.services.Service;
import org.allmende.services.form.Entries;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Step;
import org.allmende.services.form.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * An application from the first question to the moment it is sent: one thing per page, kept at each step, resumable
 * elsewhere by its code. Every POST ends in a redirect, so that back and reload are harmless.
 */
@Controller
class ApplicationPages {

    /** The field that says for which version of the form a page was made. */
    private static final String VERSION = "fassung";

    private final Tenancy tenancy;
    private final Drafts drafts;
    private final OpenDrafts open;
    private final FormVersions versions;
    private final Sending sending;
    private final Identities identities;
    private final Regions regions;
    private final Uploads uploads;
    private final Keys keys;

    ApplicationPages(
            Tenancy tenancy,
            Drafts drafts,
            OpenDrafts open,
            FormVersions versions,
            Sending sending,
            Identities identities,
            Regions regions,
            Uploads uploads,
            Keys keys) {
        this.tenancy = tenancy;
        this.drafts = drafts;
        this.open = open;
        this.versions = versions;
        this.sending = sending;
        this.identities = identities;
        this.regions = regions;
        this.uploads = uploads;
        this.keys = keys;
    }

    @Public
    @GetMapping("/{tenant}/antrag/{id}/{step}")
    View step(
            Page page,
            @PathVariable String tenant,
            @PathVariable UUID id,
            @PathVariable String step,
            HttpServletRequest request) {
        return open.inNow(
                tenant, id, request, it -> atStep(it, step, found -> show(page, it, found, it.typed(found), Map.of())));
    }

    @Public
    @PostMapping("/{tenant}/antrag/{id}/{step}")
    View answer(
            Page page,
            @PathVariable String tenant,
            @PathVariable UUID id,
            @PathVariable String step,
            HttpServletRequest request) {
        return open.in(tenant, id, request, it -> {
            if (fromOldPage(request, it)) {
                versions.keepFromOldPage(it.draft(), request.getParameter(VERSION), step, Uploads.named(request));
            }
            return atStep(it, step, found -> answer(page, it, found, request));
        });
    }

    private View answer(Page page, Written it, Step step, HttpServletRequest request) {
        var tenant = it.draft().tenant();
        var errors = new LinkedHashMap<String, String>();
        var uploaded = uploads.receive(page, tenant, it.run(), step, request, errors);
        var posted = OpenDrafts.posted(request);
        var refs = Uploads.refs(it.run(), step, uploaded);
        var changed = Entries.change(it.run().questions(step), posted, request.getParameter("weiter"));
        if (changed.isPresent()) {
            uploads.keepUnfinished(it, step, changed.get().posted(), uploaded, refs);
            return errors.isEmpty()
                    ? SeeOther.at(OpenDrafts.base(it.draft()) + "/" + step.id() + "#"
                            + changed.get().at())
                    : show(page, open.again(it, request), step, changed.get().posted(), errors);
        }
        return switch (it.run().submit(step, posted, refs)) {
            case Submission.Accepted accepted -> {
                uploads.keep(it.draft(), accepted.run().answers(), step, uploaded);
                yield errors.isEmpty()
                        ? SeeOther.at(away(request, it.with(accepted.run()), step)
                                .orElseGet(() -> onward(request, it.with(accepted.run()), step)))
                        : show(page, it.with(accepted.run()), step, posted, errors);
            }
            case Submission.Invalid invalid -> {
                uploads.keepUnfinished(it, step, posted, uploaded, refs);
                var away = away(request, it, step);
                if (errors.isEmpty() && away.isPresent()) {
                    yield SeeOther.at(away.get());
                }
                invalid.errors()
                        .forEach(error -> errors.putIfAbsent(
                                error.input(), error.message().in(page.lang())));
                yield show(page, open.again(it, request), step, posted, errors);
            }
        };
    }

    /** At a step that is to be seen; another one leads to where something is missing. */
    private static View atStep(Written it, String step, Function<Step, View> work) {
        return it.run().findStep(step).map(work).orElseGet(() -> {
            var next = it.firstOpen().orElse(it.run().first());
            return SeeOther.at(OpenDrafts.base(it.draft()) + "/" + next.id());
        });
    }

    /** Whether the page was made for another version of the form than the draft has, since it moved on another device. */
    private static boolean fromOldPage(HttpServletRequest request, Written it) {
        var version = request.getParameter(VERSION);
        return version != null && !version.equals(it.draft().version());
    }

    /** Where a button leads that leaves the step as it is, right or not: out, a page back, or the other language. */
    private static Optional<String> away(HttpServletRequest request, Written it, Step step) {
        var base = OpenDrafts.base(it.draft()) + "/";
        return switch (String.valueOf(request.getParameter("weiter"))) {
            case "speichern" -> Optional.of(base + "speichern");
            case "zurueck" ->
                Optional.of(base + it.run().previous(step).orElse(step).id());
            case "de" -> Optional.of(base + step.id() + "?lang=de");
            case "en" -> Optional.of(base + step.id() + "?lang=en");
            default -> Optional.empty();
        };
    }

    /** Where the button leads: on, out, or to another page that was being checked. */
    private static String onward(HttpServletRequest request, Written it, Step step) {
        var base = OpenDrafts.base(it.draft()) + "/";
        if ("hochladen".equals(request.getParameter("weiter"))) {
            return base + step.id();
        }
        return base
                + it.run()
                        .findStep(step.id())
                        .flatMap(it.run()::next)
                        .map(Step::id)
                        .orElse("pruefen");
    }

    /** Keeps what is being typed, while it is typed, and says when; nobody is told what is wrong with it yet. */
    @Public
    @PostMapping("/{tenant}/antrag/{id}/{step}/merken")
    ResponseEntity<String> remember(
            Page page,
            @PathVariable String tenant,
            @PathVariable UUID id,
            @PathVariable String step,
            HttpServletRequest request) {
        var it = open.find(tenant, id, request).filter(draft -> !draft.isSent()).map(open::written);
        var found = it.filter(one -> !fromOldPage(request, one))
                .flatMap(one -> one.run().findStep(step));
        if (found.isEmpty()) {
            return ResponseEntity.noContent().build();
        }
        uploads.keepUnfinished(it.orElseThrow(), found.get(), OpenDrafts.posted(request), Map.of(), Map.of());
        var changed = open.find(tenant, id, request).orElseThrow(NotFound::new).changed();
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(page.t("cases.form.savedAt", GermanDates.time(changed)));
    }

    @Public
    @PostMapping("/{tenant}/antrag/{id}/{step}/entfernen/{file}")
    View remove(
            @PathVariable String tenant,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable UUID file,
            HttpServletRequest request) {
        return open.in(tenant, id, request, it -> {
            uploads.remove(it.draft(), file);
            it.run()
                    .findStep(step)
                    .ifPresent(found -> keep(open.again(it, request), found, OpenDrafts.posted(request)));
            return SeeOther.at(OpenDrafts.base(tenant, id) + "/" + step);
        });
    }

    /** Keeps what was typed beside something else that was done on the page. */
    private void keep(Written it, Step step, Map<String, List<String>> posted) {
        switch (it.run().submit(step, posted)) {
            case Submission.Accepted accepted ->
                uploads.keep(it.draft(), accepted.run().answers(), step, Map.of());
            case Submission.Invalid ignored -> uploads.keepUnfinished(it, step, posted, Map.of(), Map.of());
        }
    }

    @Public
    @GetMapping("/{tenant}/antrag/{id}/pruefen")
    View check(
            Page page,
            @PathVariable String tenant,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String ausweis,
            HttpServletRequest request) {
        return open.inNow(tenant, id, request, it -> {
            var run = it.run();
            var waiting = it.firstOpen();
            if (waiting.isPresent()) {
                return SeeOther.at(
                        OpenDrafts.base(tenant, id) + "/" + waiting.get().id());
            }
            tenancy.run(tenant, () -> drafts.markChecked(id));
            var office = officeName(it.service(), run);
            return page.show(
                    "cases/check",
                    CheckPage.of(
                            page,
                            it.draft(),
                            it.service(),
                            run,
                            OpenDrafts.base(tenant, id),
                            office,
                            identify(page, it, office, ausweis)));
        });
    }

    private @Nullable Identify identify(Page page, Written it, String office, String back) {
        var needed = it.service().pack().identification();
        var standing = tenancy.as(
                it.draft().tenant(), () -> identities.standing(it.draft().id(), needed, it.run()));
        return Identify.of(page, standing, needed, identities.findServiceName().orElse(""), office, back);
    }

    @Public
    @PostMapping("/{tenant}/antrag/{id}/absenden")
    View send(
            @PathVariable String tenant,
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response) {
        var code = keys.find(request);
        var draft = open.find(tenant, id, request);
        if (code.isEmpty() || draft.isEmpty()) {
            return OpenDrafts.askForCode(tenant);
        }
        if (!draft.get().isSent() && fromOldPage(request, open.written(draft.get()))) {
            return SeeOther.at(OpenDrafts.base(tenant, id) + "/pruefen");
        }
        var sent = sending.send(tenant, id, code.get());
        if (sent.isEmpty()) {
            return SeeOther.at(OpenDrafts.base(tenant, id) + "/pruefen");
        }
        var path = CasePath.of(sent.get());
        keys.openCase(response, path, code.get());
        return SeeOther.at(path + "/gesendet");
    }

    private String officeName(Service service, FormRun run) {
        return service.pack()
                .responsibility()
                .findTenant(run)
                .map(tenant -> regions.current().get(tenant).name())
                .orElse("");
    }

    private static @Nullable String taken(Draft draft, Step step, Page page) {
        var taken = draft.taken();
        return taken == null || !taken.isIn(step)
                ? null
                : GermanDates.date(GermanDates.dayOf(taken.submitted()), page.lang());
    }

    private View show(Page page, Written it, Step step, Map<String, List<String>> typed, Map<String, String> errors) {
        var draft = it.draft();
        var run = it.run();
        var base = OpenDrafts.base(draft.tenant(), draft.id());
        var chapters = StepPage.chapters(run);
        var fields = run.questions(step).stream()
                .map(question -> FormField.of(question, run, typed, errors, page.lang()))
                .toList();
        var back = chapters.stream()
                .map(chapter -> run.steps().stream()
                        .filter(one -> one.chapter().equals(chapter))
                        .findFirst()
                        .orElseThrow())
                .map(first -> base + "/" + first.id())
                .toList();
        return page.show(
                "cases/step",
                new StepPage(
                        OpenDrafts.title(it, page),
                        "/%s/leistungen/%s".formatted(draft.tenant(), draft.service()),
                        step.title().in(page.lang()),
                        step.intro().in(page.lang()),
                        StepPage.chapterTitles(run, page.lang(), page.t("cases.check.step")),
                        chapters.indexOf(step.chapter()),
                        back,
                        fields,
                        errors,
                        fields.size() == 1
                                && step.title()
                                        .in(page.lang())
                                        .equals(fields.getFirst().label()),
                        run.questions(step).stream()
                                .anyMatch(question -> question.type().word().equals("files")),
                        run.previous(step)
                                .map(previous -> base + "/" + previous.id())
                                .orElse(null),
                        base + "/" + step.id() + "/entfernen/",
                        GermanDates.time(draft.changed()),
                        base + "/" + step.id() + "/merken",
                        base + "/" + step.id() + "/hochladen/",
                        step.ends(),
                        draft.version(),
                        taken(draft, step, page),
                        base + "/zuruecknehmen"));
    }
}
