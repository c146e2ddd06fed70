package org.allmende.cases.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.allmende.cases.Draft;
import org.allmende.cases.Drafts;
import org.allmende.cases.FormVersions;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.Service;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** Opens the application that is being written with the key that a request carries. */
@Component
class OpenDrafts {

    private final Tenancy tenancy;
    private final Drafts drafts;
    private final FormVersions versions;
    private final Services services;
    private final Keys keys;
    private final Clock clock;

    OpenDrafts(Tenancy tenancy, Drafts drafts, FormVersions versions, Services services, Keys keys, Clock clock) {
        this.tenancy = tenancy;
        this.drafts = drafts;
        this.versions = versions;
        this.services = services;
        this.keys = keys;
        this.clock = clock;
    }

    /** The path below which a draft has its pages. */
    static String base(String tenant, UUID id) {
        return "/%s/antrag/%s".formatted(tenant, id);
    }

    static String base(Draft draft) {
        return base(draft.tenant(), draft.id());
    }

    static View askForCode(String tenant) {
        return SeeOther.at("/%s/antrag?geschlossen".formatted(tenant));
    }

    static String title(Written it, Page page) {
        return it.service().pack().description().title().in(page.lang());
    }

    Optional<Draft> find(String tenant, UUID id, HttpServletRequest request) {
        return keys.find(request).flatMap(code -> tenancy.as(tenant, () -> drafts.find(id, code)));
    }

    /**
     * The application that the visitor's key opens, as it is; without a key they are asked for the code, a sent one shows its
     * case.
     */
    View in(String tenant, UUID id, HttpServletRequest request, Function<Written, View> work) {
        var opened = find(tenant, id, request);
        if (opened.isEmpty()) {
            return askForCode(tenant);
        }
        var draft = opened.get();
        if (draft.isSent()) {
            return SeeOther.at("/%s/vorgang/%s".formatted(tenant, draft.sentAs()));
        }
        return work.apply(written(draft));
    }

    /** As {@link #in}, under the form's version of now; what has changed in the form is told first. */
    View inNow(String tenant, UUID id, HttpServletRequest request, Function<Written, View> work) {
        return in(tenant, id, request, it -> {
            var draft = versions.upToDate(it.draft());
            if (!draft.isToldOfMoves()) {
                return SeeOther.at(base(draft) + "/geaendert");
            }
            return work.apply(draft.equals(it.draft()) ? it : written(draft));
        });
    }

    Written again(Written it, HttpServletRequest request) {
        var again = written(find(it.draft().tenant(), it.draft().id(), request).orElseThrow(NotFound::new));
        return it.atCounter() ? again.asAtCounter() : again;
    }

    Written written(Draft draft) {
        var service = services.get(draft.tenant(), draft.service(), draft.version());
        return written(draft, service);
    }

    Written written(Draft draft, Service service) {
        return new Written(
                draft, service, service.run(Answers.parse(draft.answers()), GermanDates.today(clock)), false);
    }

    /** What the browser sent, by input. */
    static Map<String, List<String>> posted(HttpServletRequest request) {
        var posted = new LinkedHashMap<String, List<String>>();
        request.getParameterMap().forEach((name, values) -> posted.put(name, Arrays.asList(values)));
        return posted;
    }
}
