package org.allmende.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.allmende.sensing.Datastream;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The levels that came with a gauge of the waterways: characteristic values (Hauptwerte, DIN 4049-3) and marks of shipping, by the
 * short names of PEGELONLINE, explained in the words of {@code dashboard/water-marks.json}. A name that is not in there is left out:
 * nobody could say what it means.
 */
final class WaterMarks {

    private record Mark(String mark, boolean above, Level.Weight weight, Words name, Words meaning) {}

    private static final Map<String, Mark> KNOWN = read();

    private static final Words NORMAL = new Words("Üblicher Wasserstand", "Usual water level");

    private WaterMarks() {}

    private static Map<String, Mark> read() {
        try (var json = new ClassPathResource("dashboard/water-marks.json").getInputStream()) {
            return JsonMapper.shared().readValue(json, new TypeReference<List<Mark>>() {}).stream()
                    .collect(Collectors.toMap(Mark::mark, Function.identity()));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** What it is called while none of these levels is reached; nothing if they are somebody's own. */
    static Optional<Words> normal(List<Level> levels) {
        return levels.stream()
                        .anyMatch(level ->
                                KNOWN.values().stream().anyMatch(it -> it.name().equals(level.name())))
                ? Optional.of(NORMAL)
                : Optional.empty();
    }

    /** Mildest first; empty if none came with it. */
    static List<Level> of(Datastream it) {
        var about = it.described().properties();
        if (about == null) {
            return List.of();
        }
        var levels = new ArrayList<Level>();
        for (JsonNode one : about.path("thresholds")) {
            var known = KNOWN.get(one.path("name").asString(""));
            if (known != null && one.path("value").isNumber()) {
                levels.add(new Level(
                        one.path("value").doubleValue(), known.above(), known.weight(), known.name(), known.meaning()));
            }
        }
        // within one weight those that are farther from the middle are the heavier ones
        levels.sort(Comparator.comparing(Level::weight)
                .thenComparingDouble(level -> level.above() ? level.at() : -level.at()));
        return levels;
    }
}
