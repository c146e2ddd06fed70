package org.allmende.region.pack;

import java.io.StringReader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A map of a YAML file in which every value is text and every complaint names file, line and remedy. */
final class YamlMap {

    private final String source;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private YamlMap(String source, Node node) {
        this.source = source;
        this.line = lineOf(node);
        if (!(node instanceof MappingNode map)) {
            throw problem(node, "needs keys and values here, such as \"name: Landkreis Fulda\"");
        }
        for (var entry : map.getValue()) {
            if (values.put(text(entry.getKeyNode()), entry.getValueNode()) != null) {
                throw problem(entry.getKeyNode(), "has \"%s\" twice; keep one".formatted(text(entry.getKeyNode())));
            }
        }
    }

    static YamlMap parse(String source, String text) {
        try {
            var node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (node == null) {
                throw new IllegalArgumentException(source + " is empty.");
            }
            return new YamlMap(source, node);
        } catch (MarkedYAMLException e) {
            throw new IllegalArgumentException(
                    "%s, line %d, is no YAML: %s."
                            .formatted(source, e.getProblemMark().getLine() + 1, e.getProblem()),
                    e);
        }
    }

    /** Refuses every key but these, since a misspelt key would silently do nothing. */
    YamlMap only(String... known) {
        values.forEach((key, node) -> {
            if (!List.of(known).contains(key)) {
                throw problem(
                        node, "has the unknown key \"%s\"; known here are %s".formatted(key, String.join(", ", known)));
            }
        });
        return this;
    }

    String text(String key) {
        return read(key, text -> text);
    }

    LocalDate date(String key) {
        return read(key, YamlMap::parseDate);
    }

    /** The value read by a constructor whose complaint becomes part of ours. */
    <T> T read(String key, Function<String, T> reading) {
        return find(key, reading)
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s, line %d, lacks \"%s\"; add it.".formatted(source, line, key)));
    }

    <T> Optional<T> find(String key, Function<String, T> reading) {
        return Optional.ofNullable(values.get(key)).map(node -> read(node, reading));
    }

    List<YamlMap> maps(String key) {
        return items(key).stream().map(node -> new YamlMap(source, node)).toList();
    }

    <T> List<T> list(String key, Function<String, T> reading) {
        return items(key).stream().map(node -> read(node, reading)).toList();
    }

    /** The maps under a key, by their own keys. */
    <K> Map<K, YamlMap> mapsBy(String key, Function<String, K> reading) {
        return entries(key, reading, node -> new YamlMap(source, node));
    }

    <K> Map<K, LocalDate> datesBy(String key, Function<String, K> reading) {
        return entries(key, reading, node -> read(node, YamlMap::parseDate));
    }

    private <K, V> Map<K, V> entries(String key, Function<String, K> keys, Function<Node, V> reading) {
        var found = new LinkedHashMap<K, V>();
        var node = values.get(key);
        if (node != null) {
            new YamlMap(source, node)
                    .values.forEach((name, value) -> found.put(guarded(value, name, keys), reading.apply(value)));
        }
        return found;
    }

    private List<Node> items(String key) {
        var node = values.get(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return new ArrayList<>(sequence.getValue());
        }
        throw problem(node, "needs a list under \"%s\", each item after a hyphen".formatted(key));
    }

    private <T> T read(Node node, Function<String, T> reading) {
        return guarded(node, text(node), reading);
    }

    private <T> T guarded(Node node, String text, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s, line %d: %s".formatted(source, lineOf(node), e.getMessage()), e);
        }
    }

    private String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw problem(node, "needs a single value here");
    }

    private static LocalDate parseDate(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"%s\" is no date; write it as 2026-01-31.".formatted(text), e);
        }
    }

    private IllegalArgumentException problem(Node node, String sentence) {
        return new IllegalArgumentException("%s, line %d, %s.".formatted(source, lineOf(node), sentence));
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
