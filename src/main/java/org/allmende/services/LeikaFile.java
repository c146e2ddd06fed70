package org.allmende.services;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code leistungen_leika.csv}: the table of public services as the Länder hand it on, separated by semicolons. A row that
 * cannot be used is reported with its line and reason; no row stops the others.
 */
final class LeikaFile {

    static final String NAME = "leistungen_leika.csv";

    private static final String KEY = "service_key";
    private static final String TITLE = "name";
    private static final String KIND = "service_type";
    private static final String BASIS = "legal_basis";
    private static final int LONGEST_NAME = 500;

    private final Map<String, Leika.Known> known = new LinkedHashMap<>();
    private final List<Leika.Rejected> rejected = new ArrayList<>();

    private LeikaFile() {}

    /** @throws IllegalArgumentException with a sentence when the folder has no such table */
    static Leika.Reading read(Path folder) {
        var file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "%s has no %s; name the folder with that table.".formatted(folder, NAME));
        }
        try {
            return read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("%s cannot be read.".formatted(file), unreadable);
        }
    }

    static Leika.Reading read(String text) {
        var reader = new LeikaFile();
        var lines = text.lines().toList();
        var columns = columns(lines.isEmpty() ? "" : lines.getFirst());
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                reader.row(i + 1, lines.get(i), columns);
            }
        }
        return new Leika.Reading(List.copyOf(reader.known.values()), List.copyOf(reader.rejected));
    }

    private static Map<String, Integer> columns(String head) {
        var names = cells(head.replace("\uFEFF", ""));
        var columns = new HashMap<String, Integer>();
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), i);
        }
        for (var wanted : List.of(KEY, TITLE, KIND, BASIS)) {
            if (!columns.containsKey(wanted)) {
                throw new IllegalArgumentException("%s has no column %s in its first line.".formatted(NAME, wanted));
            }
        }
        return columns;
    }

    private void row(int line, String row, Map<String, Integer> columns) {
        var cells = cells(row);
        if (cells.size() != columns.size()) {
            reject(line, "", "", "%d Spalten statt %d".formatted(cells.size(), columns.size()));
            return;
        }
        var key = cells.get(columns.getOrDefault(KEY, 0)).strip();
        var name = cells.get(columns.getOrDefault(TITLE, 0)).strip();
        if (!key.matches("[0-9]+")) {
            reject(line, key, name, key.isEmpty() ? "ohne Schlüssel" : key);
        } else if (key.length() != 14) {
            reject(line, key, name, "Schlüssel mit %d statt 14 Ziffern".formatted(key.length()));
        } else if (!key.startsWith("99")) {
            reject(line, key, name, "Schlüssel beginnt nicht mit 99");
        } else if (name.isEmpty()) {
            reject(line, key, name, "ohne Namen");
        } else if (name.length() > LONGEST_NAME || (name + row).contains("\uFFFD")) {
            reject(line, key, name, "Name zu lang oder nicht in UTF-8");
        } else if (known.containsKey(key)) {
            reject(line, key, name, "Schlüssel steht schon weiter oben");
        } else {
            known.put(
                    key,
                    new Leika.Known(
                            key,
                            name,
                            cells.get(columns.getOrDefault(KIND, 0)).strip(),
                            cells.get(columns.getOrDefault(BASIS, 0)).strip()));
        }
    }

    private void reject(int line, String key, String name, String reason) {
        rejected.add(new Leika.Rejected(line, key, name, reason));
    }

    /** A quotation mark that is never closed takes the rest of its line, so that it harms no other row. */
    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (int i = 0; i < line.length(); i++) {
            var letter = line.charAt(i);
            if (letter == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (letter == ';' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (letter >= ' ') {
                cell.append(letter);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
