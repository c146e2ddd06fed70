package org.allmende.cases.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** What a form for several cases says. */
record TogetherOrder(String act, String to, String mark, String text, String until, String outcome, String reason) {

    static final TogetherOrder NONE = new TogetherOrder("", "", "", "", "", "", "");

    static TogetherOrder of(MultiValueMap<String, String> form) {
        return new TogetherOrder(
                first(form, "act"),
                first(form, "an"),
                first(form, "zeichen"),
                first(form, "text"),
                first(form, first(form, "act").equals("aside") ? "tag" : "bis"),
                first(form, "outcome"),
                first(form, "reason"));
    }

    private static String first(MultiValueMap<String, String> form, String name) {
        var value = form.getFirst(name);
        return value == null ? "" : value.replace("\0", "").strip();
    }

    @Nullable
    LocalDate day() {
        try {
            return LocalDate.parse(until);
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
