package org.allmende.measures.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the tenant can switch. Public because the template reads it.
 *
 * @param house the tenant's name
 * @param errors what could not be switched, by the id of its section
 */
public record SwitchesPage(
        String house,
        List<Row> rows,
        Map<String, String> errors,
        @Nullable String done) {

    /** One thing: by which device it goes, what it can be told by a click, and what it was told last. */
    public record Row(String id, String name, String what, String device, List<Choice> choices, List<Told> told) {}

    /** A button. {@code about}: the whole sentence. */
    public record Choice(String key, String label, String about) {}

    /** A task, and how far it is. */
    public record Told(String moment, String what, String state, String tone, String reason) {}
}
