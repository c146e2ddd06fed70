package org.allmende.cases.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.allmende.cases.AccessCode;
import org.allmende.cases.Draft;
import org.allmende.cases.Drafts;
import org.allmende.cases.Sending;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Markup;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.allmende.platform.pdf.QrCode;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.services.Service;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.Entries;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Step;
import org.allmende.services.form.Submission;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/**
 * An application from the first question to the moment it is sent: one thing per page, kept at each step, resumable
 * elsewhere by its code. Every POST ends in a redirect, so that back and reload are harmless.
 */
@Controller
class ApplicationPages {

    private final Tenancy tenancy;
    private final Drafts drafts;
    private final Services services;
    private final Sending sending;
    private final Regions regions;
    private final Uploads uploads;
    private final Keys keys;
    private final Clock clock;

    ApplicationPages(
            Tenancy tenancy,
            Drafts drafts,
            Services services,
            Sending sending,
            Regions regions,
            Uploads uploads,
            Keys keys,
            Clock clock) {
        this.tenancy = tenancy;
        this.drafts = drafts;
        this.services = services;
        this.sending = sending;
        this.regions = regions;
        this.uploads = uploads;
        this.keys = keys;
        this.clock = clock;
    }

    @Public
    @PostMapping("/{tenant}/leistungen/{service}/beginnen")
    View begin(Page page, @PathVariable String tenant, @PathVariable String service, HttpServletResponse response) {
        var offered = services.find(tenant, service).orElseThrow(NotFound::new);
        var code = AccessCode.next();
        var draft = tenancy.as(
                tenant, () -> drafts.begin(service, offered.pack().version().toString(), page.lang(), code));
        var base = base(tenant, draft.id());
        keys.openDraft(response, base, code);
        return SeeOther.at(base + "/" + run(offered, draft).first().id());
    }

    @Public
    @GetMapping("/{tenant}/antrag/{id}/{step}")
    View step(
            Page page,
            @PathVariable String tenant,
            @PathVariable UUID id,
            @PathVariable String step,
            HttpServletRequest request) {
        return atStep(
                tenant,
                id,
                step,
                request,
                (it, found) -> show(
                        page,
                        it,
                        found,
                        it.unfinished().find(found).orElseGet(() -> it.run().typed(found)),
                        Map.of()));
    }

    @Public
    @PostMapping("/{tenant}/antrag/{id}/{step}")
    View answer(
            Page page,
            @PathVariable String tenant,
            @PathVariable UUID id,
            @PathVariable String step,
            HttpServletRequest request) {
        return atStep(tenant, id, step, request, (it, found) -> answer(page, it, found, request));
    }

    private View answer(Page page, Written it, Step step, HttpServletRequest request) {
        var tenant = it.draft().tenant();
        var id = it.draft().id();
        var errors = new LinkedHashMap<String, String>();
        var uploaded = uploads.receive(page, tenant, it.run(), step, request, errors);
        var posted = posted(request);
        var refs = Uploads.refs(it.run(), step, uploaded);
        var changed = Entries.change(it.run().questions(step), posted, request.getParameter("weiter"));
        if (changed.isPresent()) {
            uploads.keepUnfinished(it, step, changed.get().posted(), uploaded, refs);
            return errors.isEmpty()
                    ? SeeOther.at(base(tenant, id) + "/" + step.id() + "#"
                            + changed.get().at())
                    : show(page, reopen(it, request), step, changed.get().posted(), errors);
        }
        return switch (it.run().submit(step, posted, refs)) {
            case Submission.Accepted accepted -> {
                uploads.keep(it.draft(), accepted.run().answers(), step, uploaded);
                yield errors.isEmpty()
                        ? SeeOther.at(onward(request, tenant, id, accepted.run(), step))
                        : show(page, it.with(accepted.run()), step, posted, errors);
            }
            case Submission.Invalid invalid -> {
                uploads.keepUnfinished(it, step, posted, uploaded, refs);
                if (errors.isEmpty() && isLeaving(request)) {
                    yield SeeOther.at(base(tenant, id) + "/speichern");
                }
                invalid.errors()
                        .forEach(error -> errors.putIfAbsent(
                                error.input(), error.message().in(page.lang())));
                yield show(page, reopen(it, request), step, posted, errors);
            }
        };
    }

    /** The application that the visitor's key opens; without a key they are asked for the code, a sent one shows its case. */
    private View inDraft(String tenant, UUID id, HttpServletRequest request, Function<Written, View> work) {
        var opened = open(tenant, id, request);
        if (opened.isEmpty()) {
            return askForCode(tenant);
        }
        var draft = opened.get();
        if (draft.isSent()) {
            return SeeOther.at("/%s/vorgang/%s".formatted(tenant, draft.sentAs()));
        }
        return work.apply(written(draft));
    }

    /** As {@link #inDraft}, at a step that is to be seen; another one leads to where something is missing. */
    private View atStep(
            String tenant, UUID id, String step, HttpServletRequest request, BiFunction<Written, Step, View> work) {
        return inDraft(
                tenant,
                id,
                request,
                it -> it.run()
                        .findStep(step)
                        .map(found -> work.apply(it, found))
                        .orElseGet(() -> {
                            var open = it.firstOpen().orElse(it.run().first());
                            return SeeOther.at(base(tenant, id) + "/" + open.id());
                        }));
    }

    private Written reopen(Written it, HttpServletRequest request) {
        return written(open(it.draft().tenant(), it.draft().id(), request).orElseThrow(NotFound::new));
    }

    private Written written(Draft draft) {
        var service = service(draft);
        return new Written(draft, service, run(service, draft));
    }

    private static boolean isLeaving(HttpServletRequest request) {
        return "speichern".equals(request.getParameter("weiter"));
    }

    /** Where the button leads: on, out, or to another page that was being checked. */
    private static String onward(HttpServletRequest request, String tenant, UUID id, FormRun run, Step step) {
        var base = base(tenant, id);
        if (isLeaving(request)) {
            return base + "/speichern";
        }
        if ("hochladen".equals(request.getParameter("weiter"))) {
            return base + "/" + step.id();
        }
        return run.findStep(step.id())
                .flatMap(run::next)
                .map(next -> base + "/" + next.id())
                .orElse(base + "/pruefen");
    }

    @Public
    @PostMapping("/{tenant}/antrag/{id}/{step}/entfernen/{file}")
    View remove(
            @PathVariable String tenant,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable UUID file,
            HttpServletRequest request) {
        return inDraft(tenant, id, request, it -> {
            uploads.remove(it.draft(), file);
            it.run().findStep(step).ifPresent(found -> keep(reopen(it, request), found, posted(request)));
            return SeeOther.at(base(tenant, id) + "/" + step);
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
    View check(Page page, @PathVariable String tenant, @PathVariable UUID id, HttpServletRequest request) {
        return inDraft(tenant, id, request, it -> {
            var run = it.run();
            var open = it.firstOpen();
            if (open.isPresent()) {
                return SeeOther.at(base(tenant, id) + "/" + open.get().id());
            }
            var office = officeName(it.service(), run);
            return page.show(
                    "cases/check", CheckPage.of(page, it.draft(), it.service(), run, base(tenant, id), office));
        });
    }

    @Public
    @PostMapping("/{tenant}/antrag/{id}/absenden")
    View send(
            @PathVariable String tenant,
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response) {
        var code = keys.find(request);
        if (code.isEmpty() || open(tenant, id, request).isEmpty()) {
            return askForCode(tenant);
        }
        var sent = sending.send(tenant, id, code.get());
        if (sent.isEmpty()) {
            return SeeOther.at(base(tenant, id) + "/pruefen");
        }
        var path = CasePath.of(sent.get());
        keys.openCase(response, path, code.get());
        return SeeOther.at(path + "/gesendet");
    }

    @Public
    @GetMapping("/{tenant}/antrag/{id}/speichern")
    View saved(Page page, @PathVariable String tenant, @PathVariable UUID id, HttpServletRequest request) {
        return inDraft(tenant, id, request, it -> {
            var code = keys.find(request).orElseThrow();
            var typed = regions.current().get(tenant).numberPrefix().letters() + "-" + code.inGroups();
            var address = page.url("/%s/antrag".formatted(tenant));
            return page.show(
                    "cases/saved",
                    new SavedPage(
                            title(it.service(), page),
                            typed,
                            address,
                            new Markup(QrCode.of(address + "#" + typed).svg(page.t("cases.saved.phone"))),
                            GermanDates.date(it.draft().expires(), page.lang()),
                            base(tenant, id) + "/"
                                    + it.firstOpen().map(Step::id).orElse("pruefen"),
                            base(tenant, id) + "/verlassen"));
        });
    }

    /** Forgets the draft on this device; the code still opens it. */
    @Public
    @PostMapping("/{tenant}/antrag/{id}/verlassen")
    View leave(@PathVariable String tenant, @PathVariable UUID id, HttpServletResponse response) {
        keys.close(response, base(tenant, id));
        return SeeOther.at("/%s/".formatted(tenant));
    }

    private Optional<Draft> open(String tenant, UUID id, HttpServletRequest request) {
        return keys.find(request).flatMap(code -> tenancy.as(tenant, () -> drafts.find(id, code)));
    }

    private static View askForCode(String tenant) {
        return SeeOther.at("/%s/antrag?geschlossen".formatted(tenant));
    }

    private Service service(Draft draft) {
        return services.get(draft.tenant(), draft.service(), draft.version());
    }

    private FormRun run(Service service, Draft draft) {
        return service.run(Answers.parse(draft.answers()), GermanDates.today(clock));
    }

    private String officeName(Service service, FormRun run) {
        return service.pack()
                .responsibility()
                .findTenant(run)
                .map(tenant -> regions.current().get(tenant).name())
                .orElse("");
    }

    private static String title(Service service, Page page) {
        return service.pack().description().title().in(page.lang());
    }

    private View show(Page page, Written it, Step step, Map<String, List<String>> typed, Map<String, String> errors) {
        var draft = it.draft();
        var run = it.run();
        var base = base(draft.tenant(), draft.id());
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
                        title(it.service(), page),
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
                        step.ends()));
    }

    private static Map<String, List<String>> posted(HttpServletRequest request) {
        var posted = new LinkedHashMap<String, List<String>>();
        request.getParameterMap().forEach((name, values) -> posted.put(name, Arrays.asList(values)));
        return posted;
    }

    private static String base(String tenant, UUID id) {
        return "/%s/antrag/%s".formatted(tenant, id);
    }
}
