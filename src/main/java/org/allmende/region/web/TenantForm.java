package org.allmende.region.web;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What somebody typed about a tenant, kept as it was typed, and what is wrong with it, in the order of the page. */
public record TenantForm(Map<String, String> typed, Map<String, String> errors) {

    static TenantForm of(Map<String, String> typed) {
        return new TenantForm(typed, Map.of());
    }

    /** What a browser sent, without line ends and other signs that no name has. */
    static Map<String, String> clean(Map<String, String> sent) {
        var typed = new TreeMap<String, String>();
        sent.forEach((field, text) -> typed.put(field, text.replaceAll("\\p{Cntrl}+", " ").strip()));
        return typed;
    }

    public String value(String field) {
        return typed.getOrDefault(field, "");
    }

    public @Nullable String error(String field) {
        return errors.get(field);
    }
}
