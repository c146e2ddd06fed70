package org.allmende.cases.desk.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Text blocks, and the form for one.
 *
 * @param edited id of the one that is changed, empty for a new one
 * @param audiences for whom one can be, empty where only for oneself
 * @param fields what can stand in double braces
 */
public record TextBlocksPage(
        List<Line> lines,
        String edited,
        String name,
        String body,
        Map<String, String> audiences,
        List<String> fields,
        @Nullable String error) {

    public record Line(String id, String name, String body, String whose, boolean mine) {}
}
