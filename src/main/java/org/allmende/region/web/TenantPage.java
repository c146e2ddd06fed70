package org.allmende.region.web;

import java.util.List;
import java.util.Map;
import org.allmende.region.Theme;
import org.jspecify.annotations.Nullable;

/**
 * A tenant with all that the Kompetenzcenter keeps for it: never a case.
 *
 * @param form what the forms of the page show
 * @param office the office that is being changed, empty for a new one
 * @param done what has just been done, null for nothing
 */
public record TenantPage(
        String slug,
        String name,
        String kind,
        String belongsTo,
        String crest,
        String address,
        String portal,
        String prefix,
        String since,
        Theme theme,
        TenantForm form,
        List<TenantState> states,
        Map<String, String> topics,
        List<Unit> offices,
        Map<String, String> officeKinds,
        String office,
        @Nullable String done) {

    public String path() {
        return "/arbeitsplatz/gemeinden/" + slug;
    }

    /** An office of the tenant. */
    public record Unit(String id, String name, String kind, String phone, String email, String hours, String href) {}
}
