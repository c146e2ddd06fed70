package org.allmende.sensing.web;

import java.util.List;
import java.util.Map;

/**
 * Public because the template reads it.
 *
 * @param examples a line for each: port and payload in hexadecimal
 * @param errors by field
 * @param done what was saved, or empty
 */
public record CodecPage(
        List<Known> codecs,
        String name,
        String source,
        String examples,
        List<Result> results,
        Map<String, String> errors,
        String done) {

    /** A codec that is kept. */
    public record Known(String name, int version, int examples) {}

    /** What became of an example. */
    public record Result(String example, String text, boolean failed) {}
}
