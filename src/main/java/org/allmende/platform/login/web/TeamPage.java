package org.allmende.platform.login.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The staff of a tenant and the form that gives somebody a right.
 *
 * @param values what was typed in a form that came back
 * @param notice what was just done; empty for nothing
 */
public record TeamPage(
        List<Person> people,
        Map<String, String> roles,
        Map<String, String> offices,
        Map<String, String> kinds,
        Map<String, String> values,
        Map<String, String> errors,
        String notice) {

    /** Somebody with what they may do here. */
    public record Person(UUID account, String name, String login, boolean open, boolean ownPost, List<Right> rights) {}

    /** A right; {@code state} is now, later or empty, {@code mayEnd} when this administrator may end it. */
    public record Right(UUID id, String words, String term, boolean later, boolean mayEnd) {}

    public String value(String field) {
        return values.getOrDefault(field, "");
    }
}
