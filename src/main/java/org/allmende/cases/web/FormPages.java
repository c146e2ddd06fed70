package org.allmende.cases.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.allmende.cases.Draft;
import org.allmende.cases.FormVersions;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.services.form.Entries;
import org.allmende.services.form.Step;
import org.allmende.services.form.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/**
 * The pages of a form that is being filled in, the same for a citizen in the portal and for a clerk at the counter: one thing
 * per page, kept at each step. Whoever calls has opened the application and may do so.
 */
@Component
class FormPages {

    /** The field that says for which version of the form a page was made. */
    private static final String VERSION = "fassung";

    private final OpenDrafts open;
    private final FormVersions versions;
    private final Uploads uploads;
    private final Regions regions;

    FormPages(OpenDrafts open, FormVersions versions, Uploads uploads, Regions regions) {
        this.open = open;
        this.versions = versions;
        this.uploads = uploads;
        this.regions = regions;
    }

    /** Who decides; empty as long as the answers do not tell. */
    String officeName(Written it) {
        return it.service()
                .pack()
                .responsibility()
                .findTenant(it.run())
                .map(tenant -> regions.current().get(tenant).name())
                .orElse("");
    }

    View step(Page page, Written it, String step, HttpServletRequest request) {
        return atStep(it, step, found -> show(page, request, it, found, it.typed(found), Map.of()));
    }

    View answer(Page page, Written it, String step, HttpServletRequest request) {
        if (isFromOldPage(request, it)) {
            versions.keepFromOldPage(it.draft(), request.getParameter(VERSION), step, Uploads.named(request));
        }
        return atStep(it, step, found -> answer(page, it, found, request));
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
                    ? SeeOther.at(
                            it.base() + "/" + step.id() + "#" + changed.get().at())
                    : show(
                            page,
                            request,
                            open.again(it, request),
                            step,
                            changed.get().posted(),
                            errors);
        }
        var moved = PointMap.move(posted, request.getParameterMap());
        if (moved.isPresent()) {
            uploads.keepUnfinished(it, step, moved.get().posted(), uploaded, refs);
            return SeeOther.at(it.base() + "/" + step.id() + moved.get().query());
        }
        return switch (it.run().submit(step, posted, refs)) {
            case Submission.Accepted accepted -> {
                uploads.keep(it.draft(), accepted.run().answers(), step, uploaded);
                yield errors.isEmpty()
                        ? SeeOther.at(away(request, it.with(accepted.run()), step)
                                .orElseGet(() -> onward(request, it.with(accepted.run()), step)))
                        : show(page, request, it.with(accepted.run()), step, posted, errors);
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
                yield show(page, request, open.again(it, request), step, posted, errors);
            }
        };
    }

    /** At a step that is to be seen; another one leads to where something is missing. */
    private static View atStep(Written it, String step, Function<Step, View> work) {
        return it.run().findStep(step).map(work).orElseGet(() -> {
            var next = it.firstOpen().orElse(it.run().first());
            return SeeOther.at(it.base() + "/" + next.id());
        });
    }

    /** Whether the page was made for another version of the form than the draft has, since it moved on another device. */
    static boolean isFromOldPage(HttpServletRequest request, Written it) {
        var version = request.getParameter(VERSION);
        return version != null && !version.equals(it.draft().version());
    }

    /** Where a button leads that leaves the step as it is, right or not: out, a page back, or the other language. */
    private static Optional<String> away(HttpServletRequest request, Written it, Step step) {
        var base = it.base() + "/";
        return switch (String.valueOf(request.getParameter("weiter"))) {
            case "speichern" -> Optional.of(it.aside());
            case "zurueck" ->
                Optional.of(base + it.run().previous(step).orElse(step).id());
            case "de" -> Optional.of(base + step.id() + "?lang=de");
            case "en" -> Optional.of(base + step.id() + "?lang=en");
            default -> Optional.empty();
        };
    }

    /** Where the button leads: on, out, or to another page that was being checked. */
    private static String onward(HttpServletRequest request, Written it, Step step) {
        var base = it.base() + "/";
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

    /** Keeps what is being typed and says when; without an application there is nothing to keep. */
    ResponseEntity<String> remember(Page page, Optional<Written> it, String step, HttpServletRequest request) {
        var found = it.filter(one -> !isFromOldPage(request, one))
                .flatMap(one -> one.run().findStep(step));
        if (found.isEmpty()) {
            return ResponseEntity.noContent().build();
        }
        var written = it.orElseThrow();
        uploads.keepUnfinished(written, found.get(), OpenDrafts.posted(request), Map.of(), Map.of());
        var changed = open.again(written, request).draft().changed();
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(page.t("cases.form.savedAt", GermanDates.time(changed)));
    }

    View remove(Written it, String step, UUID file, HttpServletRequest request) {
        uploads.remove(it.draft(), file);
        it.run().findStep(step).ifPresent(found -> keep(open.again(it, request), found, OpenDrafts.posted(request)));
        return SeeOther.at(it.base() + "/" + step);
    }

    /** Keeps what was typed beside something else that was done on the page. */
    private void keep(Written it, Step step, Map<String, List<String>> posted) {
        switch (it.run().submit(step, posted)) {
            case Submission.Accepted accepted ->
                uploads.keep(it.draft(), accepted.run().answers(), step, Map.of());
            case Submission.Invalid ignored -> uploads.keepUnfinished(it, step, posted, Map.of(), Map.of());
        }
    }

    private static @Nullable String taken(Draft draft, Step step, Page page) {
        var taken = draft.taken();
        return taken == null || !taken.isIn(step)
                ? null
                : GermanDates.date(GermanDates.dayOf(taken.submitted()), page.lang());
    }

    private View show(
            Page page,
            HttpServletRequest request,
            Written it,
            Step step,
            Map<String, List<String>> typed,
            Map<String, String> errors) {
        var draft = it.draft();
        var run = it.run();
        var base = it.base();
        var chapters = StepPage.chapters(run);
        var town = regions.current().get(draft.tenant());
        var asked = new FormField.Asked(
                run,
                typed,
                errors,
                page.lang(),
                (name, values) -> PointMap.of(name, values, town, request.getParameterMap()));
        var fields = run.questions(step).stream()
                .map(question -> FormField.of(question, asked))
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
                        base + "/zuruecknehmen",
                        it.atCounter()));
    }
}
