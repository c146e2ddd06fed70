package org.allmende.cases;

import java.time.Instant;
import java.util.List;
import org.allmende.services.form.Question;
import org.allmende.services.form.Step;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers that a draft has from an earlier application, because its author wanted it. An answer is no longer among them once
 * its step has been looked at and sent.
 *
 * @param submitted when the earlier application was sent
 * @param paths of the answers
 */
public record Taken(Instant submitted, List<String> paths) {

    public boolean isIn(Step step) {
        return step.questions().stream().map(Question::path).anyMatch(paths::contains);
    }

    /** What is left when this step has been looked at, null when nothing is. */
    @Nullable
    Taken without(Step step) {
        var left = paths.stream()
                .filter(path -> step.questions().stream().noneMatch(question -> path.equals(question.path())))
                .toList();
        return left.isEmpty() ? null : new Taken(submitted, left);
    }

    static @Nullable Taken parse(@Nullable String json) {
        return json == null ? null : JsonMapper.shared().readValue(json, Taken.class);
    }

    static @Nullable String json(@Nullable Taken taken) {
        return taken == null ? null : JsonMapper.shared().writeValueAsString(taken);
    }
}
