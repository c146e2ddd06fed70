package org.allmende.region.gazetteer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table as text: comma-separated, quoted where needed (RFC 4180), lines with {@code #} are remarks. */
public record Csv(String source, List<Row> rows) {

    /** One line of the table, by the names of its columns. */
    public record Row(String source, int line, Map<String, String> values) {

        /** The value of a column; an empty one is an empty text. */
        public String get(String column) {
            var value = values.get(column);
            if (value == null) {
                throw problem("has no column \"%s\"; add it to the first line".formatted(column));
            }
            return value;
        }

        public int number(String column) {
            try {
                return Integer.parseInt(get(column));
            } catch (NumberFormatException e) {
                throw problem("needs a whole number in \"%s\", not \"%s\"".formatted(column, get(column)), e);
            }
        }

        public double decimal(String column) {
            try {
                return Double.parseDouble(get(column));
            } catch (NumberFormatException e) {
                throw problem("needs a number such as 72.28 in \"%s\", not \"%s\"".formatted(column, get(column)), e);
            }
        }

        public IllegalArgumentException problem(String sentence) {
            return new IllegalArgumentException("%s, line %d, %s.".formatted(source, line, sentence));
        }

        private IllegalArgumentException problem(String sentence, Exception cause) {
            var problem = problem(sentence);
            problem.initCause(cause);
            return problem;
        }
    }

    public static Csv parse(String source, String text) {
        List<String> columns = List.of();
        var rows = new ArrayList<Row>();
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var cells = cells(line);
            if (columns.isEmpty()) {
                columns = cells;
                continue;
            }
            if (cells.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "%s, line %d, has %d values for %d columns; a value with a comma stands in quotes."
                                .formatted(source, i + 1, cells.size(), columns.size()));
            }
            var values = new HashMap<String, String>();
            for (int c = 0; c < cells.size(); c++) {
                values.put(columns.get(c), cells.get(c));
            }
            rows.add(new Row(source, i + 1, values));
        }
        return new Csv(source, rows);
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            if (quoted && letter == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (letter == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(letter);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
