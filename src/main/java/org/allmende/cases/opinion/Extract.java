package org.allmende.cases.opinion;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * What of a case others may see: the answers and files that a clerk has chosen for them, as they were then, and nothing else (Art. 5
 * (1) c GDPR, § 67d SGB X).
 *
 * @param files of {@code platform.files}, in the tenant that holds this extract
 */
public record Extract(List<Line> lines, List<UUID> files) {

    public static final Extract NOTHING = new Extract(List.of(), List.of());

    /** One answer, with its question and the page of the form on which it was asked. */
    public record Line(String section, String question, String answer) {}

    /** The answers as JSON. */
    String json() {
        return JsonMapper.shared().writeValueAsString(lines);
    }

    static Extract of(String json, UUID[] files) {
        return new Extract(Arrays.asList(JsonMapper.shared().readValue(json, Line[].class)), List.of(files));
    }
}
