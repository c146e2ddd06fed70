package org.allmende.cases.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.AccessCode;
import org.allmende.cases.Drafts;
import org.allmende.cases.FormVersions;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Markup;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.allmende.platform.pdf.QrCode;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.PlanType;
import org.allmende.services.form.Step;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** What happens to an application as a whole while it is written: it is begun, laid aside, and its form may change. */
@Controller
class DraftPages {

    private final Tenancy tenancy;
    private final Drafts drafts;
    private final FormVersions versions;
    private final Services services;
    private final Regions regions;
    private final OpenDrafts open;
    private final Keys keys;

    DraftPages(
            Tenancy tenancy,
            Drafts drafts,
            FormVersions versions,
            Services services,
            Regions regions,
            OpenDrafts open,
            Keys keys) {
        this.tenancy = tenancy;
        this.drafts = drafts;
        this.versions = versions;
        this.services = services;
        this.regions = regions;
        this.open = open;
        this.keys = keys;
    }

    @Public
    @PostMapping("/{tenant}/leistungen/{service}/beginnen")
    View begin(
            Page page,
            @PathVariable String tenant,
            @PathVariable String service,
            @RequestParam(defaultValue = "") String plan,
            HttpServletResponse response) {
        var offered = services.find(tenant, service).orElseThrow(NotFound::new);
        var code = AccessCode.next();
        var written = tenancy.as(tenant, () -> {
            var draft = drafts.begin(service, offered.pack().version().toString(), page.lang(), code);
            var begun = open.written(draft, offered);
            propose(begun, plan);
            return begun;
        });
        keys.openDraft(response, written.base(), code);
        return SeeOther.at(written.base() + "/" + written.run().first().id());
    }

    /** A plan from a link is chosen in the form as if it had been ticked, as long as it is laid open. */
    private void propose(Written it, String plan) {
        for (var step : it.run().form().steps()) {
            for (var question : step.questions()) {
                if (question.type() instanceof PlanType
                        && it.run().setting().plans().stream()
                                .anyMatch(open -> open.id().equals(plan))) {
                    drafts.keepUnfinished(it.draft(), step, Answers.NONE, Map.of(question.input(""), List.of(plan)));
                }
            }
        }
    }

    @Public
    @GetMapping("/{tenant}/antrag/{id}/geaendert")
    View changed(Page page, @PathVariable String tenant, @PathVariable UUID id, HttpServletRequest request) {
        return open.in(tenant, id, request, it -> page.show("cases/changed", ChangedPage.of(page, it)));
    }

    @Public
    @PostMapping("/{tenant}/antrag/{id}/geaendert")
    View goOn(@PathVariable String tenant, @PathVariable UUID id, HttpServletRequest request) {
        return open.in(tenant, id, request, it -> {
            versions.markSeen(tenant, id);
            return SeeOther.at(OpenDrafts.base(tenant, id) + "/pruefen");
        });
    }

    @Public
    @GetMapping("/{tenant}/antrag/{id}/speichern")
    View saved(Page page, @PathVariable String tenant, @PathVariable UUID id, HttpServletRequest request) {
        return open.in(tenant, id, request, it -> {
            tenancy.run(tenant, () -> drafts.markSaved(id));
            var code = keys.find(request).orElseThrow();
            var typed = regions.current().get(tenant).numberPrefix().letters() + "-" + code.inGroups();
            var address = page.url("/%s/antrag".formatted(tenant));
            var base = OpenDrafts.base(tenant, id);
            return page.show(
                    "cases/saved",
                    new SavedPage(
                            OpenDrafts.title(it, page),
                            typed,
                            address,
                            new Markup(QrCode.of(address + "#" + typed).svg(page.t("cases.saved.phone"))),
                            GermanDates.date(it.draft().expires(), page.lang()),
                            base + "/" + it.firstOpen().map(Step::id).orElse("pruefen"),
                            base + "/verlassen"));
        });
    }

    /** Takes the answers of an earlier application out again. */
    @Public
    @PostMapping("/{tenant}/antrag/{id}/zuruecknehmen")
    View giveBack(@PathVariable String tenant, @PathVariable UUID id, HttpServletRequest request) {
        return open.in(tenant, id, request, it -> {
            tenancy.run(tenant, () -> drafts.giveBack(id));
            return SeeOther.at(OpenDrafts.base(tenant, id) + "/pruefen");
        });
    }

    /** Forgets the draft on this device; the code still opens it. */
    @Public
    @PostMapping("/{tenant}/antrag/{id}/verlassen")
    View leave(@PathVariable String tenant, @PathVariable UUID id, HttpServletResponse response) {
        keys.close(response, OpenDrafts.base(tenant, id));
        return SeeOther.at("/%s/".formatted(tenant));
    }
}
