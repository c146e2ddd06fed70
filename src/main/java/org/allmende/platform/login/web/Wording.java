package org.allmende.platform.login.web;

import java.time.LocalDate;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.allmende.platform.html.Faces;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Assignment;
import org.allmende.platform.login.OfficeNames;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Says in words what somebody may do and where. */
@Component
class Wording {

    private final Faces faces;
    private final Optional<OfficeNames> offices;

    Wording(Faces faces, ObjectProvider<OfficeNames> offices) {
        this.faces = faces;
        this.offices = Optional.ofNullable(offices.getIfAvailable());
    }

    SequencedMap<String, String> offices(String tenant) {
        return offices.<SequencedMap<String, String>>map(names -> names.of(tenant))
                .orElseGet(TreeMap::new);
    }

    String office(Page page, String tenant, String id) {
        return id.equals("*") ? page.t("login.office.all") : offices(tenant).getOrDefault(id, id);
    }

    String role(Page page, Role role) {
        return page.t("login.role." + role);
    }

    String tenant(String slug) {
        return faces.find(slug).map(org.allmende.platform.html.Face::name).orElse(slug);
    }

    String crest(String slug) {
        return faces.find(slug).orElseGet(faces::region).crest();
    }

    /** „Sachbearbeitung, Standesamt, Vertretung bis 31.12.2026“ */
    String right(Page page, Assignment it) {
        var words = role(page, it.role()) + ", " + office(page, it.tenant(), it.office());
        return it.kind() == Assignment.Kind.OWN && it.until() == null
                ? words
                : words + ", " + term(page, it.kind(), it.since(), it.until());
    }

    String term(Page page, Assignment.Kind kind, LocalDate since, @Nullable LocalDate until) {
        var word = page.t("login.kind." + kind);
        var from = GermanDates.day(since);
        return until == null
                ? page.t("login.term.open", word, from)
                : page.t("login.term", word, from, GermanDates.day(until));
    }
}
