package org.allmende.measures.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule. Public because the template reads it.
 *
 * @param stations names
 * @param measures what follows, a sentence each
 * @param round whether its stations make a round
 * @param trial what the dry run has found; null before it
 * @param firings the newest first
 * @param key with which receivers of a webhook check it; null if there is none
 * @param messages to other software and devices, the newest first
 */
public record RulePage(
        String path,
        String name,
        String kind,
        String state,
        String tone,
        boolean active,
        boolean changed,
        int version,
        List<String> stations,
        String fires,
        String ends,
        List<String> measures,
        boolean round,
        @Nullable Found trial,
        List<Row> firings,
        @Nullable String key,
        List<Line> messages,
        String from,
        String to,
        java.util.Map<String, String> errors,
        @Nullable String done) {

    /** {@code sentence}: how often it would have fired. */
    public record Found(String sentence, String looked, boolean complete, List<Row> rows, int more) {}

    /** One firing, as it is shown. */
    public record Row(String moment, String station, String value, String ended) {}

    /** One message: where it goes to, how far it is, and what the line said last. */
    public record Line(String moment, String target, String state, String tone, String tries, String problem) {}
}
