package org.allmende.cases.desk.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is away, and the form for one more.
 *
 * @param who may be away as far as this person may say so
 */
public record AbsencesPage(
        List<Line> lines,
        Map<String, String> who,
        Map<String, String> colleagues,
        String account,
        String since,
        String until,
        @Nullable String error) {

    public record Line(String id, String name, String deputy, String span, boolean now, boolean mine) {}
}
