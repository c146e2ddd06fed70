package org.allmende.cases.web;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.region.Region;
import org.springframework.web.util.UriUtils;

/**
 * What somebody at work looks at: whose figures, and of which days.
 *
 * @param tenants the own one; for the Kompetenzcenter all, or the one that was chosen
 * @param choices those to choose from, by slug; empty for everybody else
 * @param chosen the chosen one's slug, empty for all or for no choice
 */
record Scope(List<String> tenants, Map<String, String> choices, String chosen, Span span, LocalDate today) {

    static final String LIST = "/arbeitsplatz/zahlen";

    static Scope of(Staff staff, Region region, String tenant, String days, LocalDate today) {
        var span = Span.of(days);
        if (!staff.isOneOf(Role.COMPETENCE_CENTER)) {
            return new Scope(List.of(staff.tenant()), Map.of(), "", span, today);
        }
        var choices = new LinkedHashMap<String, String>();
        region.tenants().values().forEach(one -> choices.put(one.slug().value(), one.name()));
        return choices.containsKey(tenant)
                ? new Scope(List.of(tenant), choices, tenant, span, today)
                : new Scope(List.copyOf(choices.keySet()), choices, "", span, today);
    }

    LocalDate from() {
        return span.from(today);
    }

    /** The address of one service's figures. */
    String hrefOf(String service) {
        return href("/leistung", "leistung=" + UriUtils.encode(service, StandardCharsets.UTF_8) + "&");
    }

    /** The address of a page about all of them: {@code /arbeitsplatz/zahlen} and what follows. */
    String href(String path) {
        return href(path, "");
    }

    private String href(String path, String query) {
        var whose = chosen.isEmpty() ? "" : "&gemeinde=" + UriUtils.encode(chosen, StandardCharsets.UTF_8);
        return LIST + path + "?" + query + "zeit=" + span.path() + whose;
    }
}
