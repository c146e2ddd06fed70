package org.allmende.cases.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.allmende.cases.Drafts;
import org.allmende.cases.Sending;
import org.allmende.cases.identity.Identities;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.jspecify.annotations.Nullable;
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

    private final Tenancy tenancy;
    private final Drafts drafts;
    private final OpenDrafts open;
    private final FormPages forms;
    private final Sending sending;
    private final Identities identities;
    private final Keys keys;

    ApplicationPages(
            Tenancy tenancy,
            Drafts drafts,
            OpenDrafts open,
            FormPages forms,
            Sending sending,
            Identities identities,
            Keys keys) {
        this.tenancy = tenancy;
        this.drafts = drafts;
        this.open = open;
        this.forms = forms;
        this.sending = sending;
        this.identities = identities;
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
        return open.inNow(tenant, id, request, it -> forms.step(page, it, step, request));
    }

    @Public
    @PostMapping("/{tenant}/antrag/{id}/{step}")
    View answer(
            Page page,
            @PathVariable String tenant,
            @PathVariable UUID id,
            @PathVariable String step,
            HttpServletRequest request) {
        return open.in(tenant, id, request, it -> forms.answer(page, it, step, request));
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
        return forms.remember(page, it, step, request);
    }

    @Public
    @PostMapping("/{tenant}/antrag/{id}/{step}/entfernen/{file}")
    View remove(
            @PathVariable String tenant,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable UUID file,
            HttpServletRequest request) {
        return open.in(tenant, id, request, it -> forms.remove(it, step, file, request));
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
            var waiting = it.firstOpen();
            if (waiting.isPresent()) {
                return SeeOther.at(it.base() + "/" + waiting.get().id());
            }
            tenancy.run(tenant, () -> drafts.markChecked(id));
            var office = forms.officeName(it);
            return page.show("cases/check", CheckPage.of(page, it, office, identify(page, it, office, ausweis)));
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
        if (!draft.get().isSent() && FormPages.isFromOldPage(request, open.written(draft.get()))) {
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
}
