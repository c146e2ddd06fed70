package org.allmende.cases.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.allmende.cases.identity.Identities;
import org.allmende.cases.identity.ProofRefused;
import org.allmende.cases.identity.ProofRequest;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.allmende.services.Identification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriComponentsBuilder;

/** From the page on which everything is checked to the identity service, and back. */
@Controller
class IdentityPages {

    private static final Logger LOG = LoggerFactory.getLogger(IdentityPages.class);

    private final OpenDrafts open;
    private final Identities identities;

    IdentityPages(OpenDrafts open, Identities identities) {
        this.open = open;
        this.identities = identities;
    }

    @Public
    @PostMapping("/{tenant}/antrag/{id}/ausweisen")
    View begin(@PathVariable String tenant, @PathVariable UUID id, HttpServletRequest request) {
        return open.inNow(tenant, id, request, it -> {
            var needed = it.service().pack().identification();
            if (needed == Identification.NONE) {
                return SeeOther.at(OpenDrafts.base(tenant, id) + "/pruefen");
            }
            try {
                return SeeOther.at(identities.begin(tenant, id, needed));
            } catch (ProofRefused silent) {
                LOG.warn("Nobody can prove who they are: {}", silent.getMessage());
                return back(tenant, id, "dienst");
            }
        });
    }

    /** One address for all drafts, as identity services want it; the key of the draft is sent only to its own. */
    @Public
    @GetMapping(ProofRequest.ANSWER)
    View answer(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String error) {
        var draft = ProofRequest.findDraft(state).orElseThrow(NotFound::new);
        return SeeOther.at(UriComponentsBuilder.fromPath(draft + "/ausweisen")
                .queryParam("state", "{state}")
                .queryParam("code", "{code}")
                .queryParam("error", "{error}")
                .encode()
                .buildAndExpand(state, code, error)
                .toUriString());
    }

    @Public
    @GetMapping("/{tenant}/antrag/{id}/ausweisen")
    View finish(
            @PathVariable String tenant,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String error,
            HttpServletRequest request) {
        return open.in(tenant, id, request, it -> {
            if (code.isEmpty()) {
                identities.abandon(tenant, id, state);
                return back(tenant, id, error.equals("access_denied") ? "abgebrochen" : "fehler");
            }
            try {
                identities.finish(tenant, id, state, code, it.run());
                return SeeOther.at(OpenDrafts.base(tenant, id) + "/pruefen");
            } catch (ProofRefused refused) {
                LOG.warn("Nothing is proved: {}", refused.getMessage());
                return back(tenant, id, "fehler");
            }
        });
    }

    private static View back(String tenant, UUID id, String what) {
        return SeeOther.at("%s/pruefen?ausweis=%s".formatted(OpenDrafts.base(tenant, id), what));
    }
}
