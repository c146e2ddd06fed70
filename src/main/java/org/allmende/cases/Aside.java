package org.allmende.cases;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.services.form.Answers;
import org.allmende.services.form.Text;
import org.allmende.services.form.Value;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was answered to a question that a new version of the form no longer asks, or asks otherwise. It stays in the draft,
 * readable for its author, and is never sent.
 *
 * @param version that of the form which asked it
 * @param question as it was asked
 * @param answer as people read it
 * @param value the answer as {@link Answers#json} writes it, {@code {}} when it was typed and not accepted yet
 * @param typed what was typed and not accepted yet, by input
 */
public record Aside(
        String path, String version, Text question, Text answer, String value, Map<String, List<String>> typed) {

    static Aside answered(String path, String version, Text question, Text answer, Value value) {
        return new Aside(
                path, version, question, answer, Answers.NONE.with(path, value).json(), Map.of());
    }

    static Aside typed(String path, String version, Text question, Text answer, Map<String, List<String>> typed) {
        return new Aside(path, version, question, answer, Answers.NONE.json(), typed);
    }

    /** The answer, if it was accepted once. */
    public Optional<Value> findValue() {
        return Answers.parse(value).find(path);
    }

    static List<Aside> parse(String json) {
        return Arrays.asList(JsonMapper.shared().readValue(json, Aside[].class));
    }

    static String json(List<Aside> aside) {
        return JsonMapper.shared().writeValueAsString(aside);
    }
}
