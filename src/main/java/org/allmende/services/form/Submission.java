package org.allmende.services.form;

import java.util.List;
import java.util.Map;

/** What became of a step that was sent. */
public sealed interface Submission {

    /** Everything understood: the run with the new answers. */
    record Accepted(FormRun run) implements Submission {}

    /**
     * Something to correct; nothing is stored.
     *
     * @param errors in the order of the page
     * @param typed what was typed, by input, to show it again
     */
    record Invalid(List<FieldError> errors, Map<String, List<String>> typed) implements Submission {

        public Invalid {
            errors = List.copyOf(errors);
        }
    }

    /** A message at an input of the page. */
    record FieldError(String input, Text message) {}
}
