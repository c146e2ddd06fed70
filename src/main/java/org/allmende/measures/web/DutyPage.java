package org.allmende.measures.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of the duty, and who is on it. Public because the template reads it.
 *
 * @param people who can be on duty, names by account
 * @param typed the roster that is being written
 * @param roster its id, empty for a new one
 */
public record DutyPage(
        String house,
        List<Task> tasks,
        List<Roster> rosters,
        Map<String, String> people,
        Typed typed,
        String roster,
        @Nullable String done) {

    /** {@code about}: who has to do what until when, in a sentence. */
    public record Task(
            String id,
            String title,
            String text,
            String state,
            String tone,
            String about,
            boolean mine,
            boolean open,
            boolean acknowledged,
            String rule,
            String moment) {}

    /** {@code order}: names in the order in which they are asked. */
    public record Roster(String id, String name, String order, int minutes) {}
}
