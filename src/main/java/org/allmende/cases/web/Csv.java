package org.allmende.cases.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table for a German spreadsheet (RFC 4180, with semicolons): every cell in quotes, UTF-8 with a byte order mark. A cell that
 * a spreadsheet would take for a formula gets an apostrophe before it.
 */
public final class Csv {

    private static final Pattern FORMULA = Pattern.compile("\\s*[=+@-]|[\\t\\r\\n]");

    private final StringBuilder text = new StringBuilder("\ufeff");

    public void line(List<String> cells) {
        text.append(cells.stream().map(Csv::cell).collect(Collectors.joining(";")))
                .append("\r\n");
    }

    public byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(String text) {
        var mark = FORMULA.matcher(text).lookingAt() ? "'" : "";
        return '"' + mark + text.replace("\"", "\"\"") + '"';
    }
}
