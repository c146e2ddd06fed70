package org.allmende.services;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.allmende.platform.text.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * What a clerk need not write into a light package: short names for pages, questions, options and papers, made of their words and
 * kept from then on, and the answers of an invented applicant.
 */
final class DraftNames {

    /** Pages that every light package has already. */
    private static final Set<String> TAKEN =
            Set.of("ort", "anderswo", "antragsteller", "organisation", "person", "anschrift", "sache");

    /** Texts that stand there even while they are empty, so that what is missing has a place. */
    private static final List<String> NEEDED = List.of(
            "texts.title",
            "texts.summary",
            "texts.about",
            "texts.applicants",
            "texts.duration",
            "outcome.letter",
            "retention-reason");

    private static final int LONGEST_ID = 40;
    private static final int LONGEST_NAME = 60;
    private static final String DAY = "2026-01-15";

    private DraftNames() {}

    /** {@code Dürfen wir anrufen?} → {@code duerfen_wir_anrufen}. */
    static String name(String words, char between) {
        var name = Spelling.fold(words).replaceAll("[^a-z0-9]+", String.valueOf(between));
        var longest = between == '-' ? LONGEST_NAME : LONGEST_ID - 3;
        name = name.substring(0, Math.min(name.length(), longest)).replaceAll("^[^a-z]+|[-_]+$", "");
        return name.length() < 2 && between == '-' ? "" : name;
    }

    /** The tree with every name and answer in its place; what stands there already stays. */
    static Map<String, Object> complete(Map<String, Object> draft) {
        var tree = DraftTree.copy(draft);
        DraftTree.prune(tree);
        NEEDED.forEach(path -> {
            if (DraftTree.at(tree, path) == null) {
                DraftTree.put(tree, path, new LinkedHashMap<String, Object>());
            }
        });
        identity(tree);
        if (!"municipality".equals(DraftTree.at(tree, "responsible.level"))) {
            tree.remove("place");
        }
        if (DraftTree.at(tree, "fee.default") == null) {
            tree.remove("fee");
        }
        var pages = new HashSet<>(TAKEN);
        maps(tree, "documents").forEach(paper -> named(paper, DraftTree.at(paper, "name.de"), "unterlage", pages));
        var known = DraftTree.at(tree, "sample") instanceof Map<?, ?> given ? given : Map.of();
        var sample = new LinkedHashMap<String, Object>();
        for (var step : maps(tree, "steps")) {
            named(step, DraftTree.at(step, "title.de"), "seite", pages);
            var own = new HashSet<String>();
            for (var question : maps(step, "questions")) {
                question(question, own);
                var path = step.get("id") + "/" + question.get("id");
                var answer = known.get(path);
                answer = answer == null ? answer(question) : answer;
                if (answer != null) {
                    sample.put(path, answer);
                }
            }
        }
        tree.put("sample", sample);
        return tree;
    }

    private static void identity(Map<String, Object> tree) {
        if (DraftTree.at(tree, "identity.name") == null) {
            DraftTree.put(tree, "identity.name", title(tree));
        }
        if (DraftTree.at(tree, "identity.version") == null) {
            DraftTree.put(tree, "identity.version", "1.0.0");
        }
    }

    private static String title(Map<String, Object> tree) {
        return DraftTree.at(tree, "texts.title.de") instanceof String title ? name(title, '-') : "";
    }

    private static void question(Map<String, Object> question, Set<String> taken) {
        named(question, DraftTree.at(question, "label.de"), "frage", taken);
        var type = String.valueOf(question.get("type"));
        if (!type.matches("choice|choices")) {
            question.remove("options");
        }
        var options = new HashSet<String>();
        maps(question, "options")
                .forEach(option -> named(option, DraftTree.at(option, "label.de"), "antwort", options));
        if ("true".equals(question.get("required"))) {
            question.remove("required");
        }
    }

    private static void named(Map<String, Object> map, @Nullable Object words, String otherwise, Set<String> taken) {
        if (map.get("id") instanceof String id && !id.isEmpty()) {
            taken.add(id);
            return;
        }
        var plain = name(String.valueOf(words == null ? "" : words), '_');
        var wished = plain.isEmpty() || ReservedWords.contains(plain) || ReservedWords.PAGES.contains(plain)
                ? otherwise
                : plain;
        var id = wished;
        for (int number = 2; !taken.add(id); number++) {
            id = wished + "_" + number;
        }
        var rest = new LinkedHashMap<>(map);
        map.clear();
        map.put("id", id);
        map.putAll(rest);
    }

    /** What an invented person answers; nothing for kinds whose answer has parts, which their author writes. */
    private static @Nullable Object answer(Map<String, Object> question) {
        return switch (String.valueOf(question.get("type"))) {
            case "text", "longtext" -> "Beispiel";
            case "name" -> "Übelacker";
            case "date" -> DAY;
            case "number", "money" -> String.valueOf(question.getOrDefault("least", "1"));
            case "choice" -> first(question);
            case "choices" ->
                Optional.ofNullable(first(question)).<Object>map(List::of).orElse(null);
            case "yesno", "consent" -> "true";
            case "email" -> "aenne@example.org";
            case "phone" -> "06462 201-0";
            case "iban" -> "DE02120300000000202051";
            case "files" -> new ArrayList<>(List.of("nachweis.pdf"));
            case "address" ->
                new LinkedHashMap<>(
                        Map.of("street", "Marktplatz", "number", "7", "postcode", "35075", "city", "Gladenbach"));
            default -> null;
        };
    }

    private static @Nullable Object first(Map<String, Object> question) {
        return maps(question, "options").stream()
                .map(option -> option.get("id"))
                .findFirst()
                .orElse(null);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Map<String, Object> tree, String key) {
        return DraftTree.list(tree, key).stream()
                .filter(Map.class::isInstance)
                .map(item -> (Map<String, Object>) item)
                .toList();
    }
}
