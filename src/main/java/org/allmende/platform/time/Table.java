package org.allmende.platform.time;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/** A table of law that comes along as text: columns by semicolon, the first line names them, {@code #} begins a remark. */
public final class Table {

    private Table() {}

    /** @param name of a file of the class path, {@code deadlines/holidays.csv} */
    public static List<Map<String, String>> read(String name) {
        try (var reader = new InputStreamReader(new ClassPathResource(name).getInputStream(), StandardCharsets.UTF_8)) {
            var lines = reader.readAllLines().stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split(";", -1)))
                    .toList();
            var columns = lines.getFirst();
            var rows = new ArrayList<Map<String, String>>();
            for (var cells : lines.subList(1, lines.size())) {
                if (cells.size() != columns.size()) {
                    throw new IllegalStateException("%s: '%s' has %d columns instead of %d"
                            .formatted(name, cells.getFirst(), cells.size(), columns.size()));
                }
                rows.add(IntStream.range(0, columns.size())
                        .boxed()
                        .collect(Collectors.toMap(
                                columns::get, column -> cells.get(column).strip())));
            }
            return rows;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The days from which to which a line of law holds. */
    public record Validity(
            @Nullable LocalDate from, @Nullable LocalDate until) {

        public static Validity of(Map<String, String> row) {
            return new Validity(day(row.getOrDefault("from", "")), day(row.getOrDefault("until", "")));
        }

        private static @Nullable LocalDate day(String text) {
            return text.isEmpty() ? null : LocalDate.parse(text);
        }

        public boolean holdsOn(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
        }
    }
}
