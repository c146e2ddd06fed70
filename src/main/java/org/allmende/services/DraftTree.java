package org.allmende.services;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** YAML as mappings, lists and texts that can be read and changed by path. */
final class DraftTree {

    private static final String BETWEEN_LANGUAGES = " | ";

    private DraftTree() {}

    static Map<String, Object> plain(MappingNode map) {
        var plain = new LinkedHashMap<String, Object>();
        map.getValue().forEach(entry -> {
            if (entry.getKeyNode() instanceof ScalarNode key) {
                plain.put(key.getValue(), plain(entry.getValueNode()));
            }
        });
        return plain;
    }

    private static Object plain(Node node) {
        return switch (node) {
            case MappingNode map -> plain(map);
            case SequenceNode list ->
                new ArrayList<>(list.getValue().stream().map(DraftTree::plain).toList());
            case ScalarNode scalar -> scalar.getValue();
            default -> "";
        };
    }

    /** The path that begins on each line, the innermost one; lines count from 1. */
    static NavigableMap<Integer, String> lines(Node node) {
        var lines = new TreeMap<Integer, String>();
        mark(node, "", lines);
        return lines;
    }

    private static void mark(Node node, String path, Map<Integer, String> lines) {
        lines.put(node.getStartMark().getLine() + 1, path);
        if (node instanceof MappingNode map) {
            for (var entry : map.getValue()) {
                var key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                lines.put(entry.getKeyNode().getStartMark().getLine() + 1, within(path, key));
                mark(entry.getValueNode(), within(path, key), lines);
            }
        } else if (node instanceof SequenceNode list) {
            for (int i = 0; i < list.getValue().size(); i++) {
                mark(list.getValue().get(i), within(path, String.valueOf(i)), lines);
            }
        }
    }

    private static String within(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    static Map<String, Object> copy(Map<String, Object> tree) {
        var copy = new LinkedHashMap<String, Object>();
        tree.forEach((key, value) -> copy.put(key, copy(value)));
        return copy;
    }

    @SuppressWarnings("unchecked")
    private static Object copy(Object value) {
        return switch (value) {
            case Map<?, ?> map -> copy((Map<String, Object>) map);
            case List<?> list ->
                new ArrayList<>(list.stream().map(DraftTree::copy).toList());
            default -> value;
        };
    }

    static @Nullable Object at(Map<String, Object> tree, String path) {
        Object here = tree;
        for (var key : path.split("\\.", -1)) {
            var next = here instanceof Map<?, ?> map
                    ? map.get(key)
                    : here instanceof List<?> list ? item(list, key) : null;
            if (next == null) {
                return null;
            }
            here = next;
        }
        return here;
    }

    private static @Nullable Object item(List<?> list, String key) {
        return key.matches("\\d{1,3}") && Integer.parseInt(key) < list.size() ? list.get(Integer.parseInt(key)) : null;
    }

    /** Without mappings in which nothing stands any more. */
    static void prune(Map<String, Object> tree) {
        for (var value : tree.values()) {
            if (value instanceof List<?> list) {
                list.stream().filter(Map.class::isInstance).forEach(item -> prune(cast((Map<?, ?>) item)));
            } else if (value instanceof Map<?, ?> map) {
                prune(cast(map));
            }
        }
        tree.values().removeIf(value -> value instanceof Map<?, ?> map && map.isEmpty());
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Map<String, Object> tree, String path) {
        return at(tree, path) instanceof List<?> list ? (List<Object>) list : new ArrayList<>();
    }

    /** Puts a value where the path leads, making what is missing on the way; nothing when the place is beyond the end of a list. */
    static void put(Map<String, Object> tree, String path, @Nullable Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            set(tree, path, value);
            return;
        }
        var rest = path.substring(dot + 1);
        var key = path.substring(0, dot);
        if (rest.matches("\\d{1,3}(\\..*)?")) {
            if (!(tree.get(key) instanceof List<?>)) {
                tree.put(key, new ArrayList<>());
            }
            putInto(list(tree, key), rest, value);
        } else {
            put(inner(tree, key), rest, value);
        }
    }

    private static void putInto(List<Object> list, String path, @Nullable Object value) {
        int dot = path.indexOf('.');
        int position = Integer.parseInt(dot < 0 ? path : path.substring(0, dot));
        if (dot < 0 && position == list.size() && value != null) {
            list.add(value);
        } else if (dot >= 0 && position < list.size() && list.get(position) instanceof Map<?, ?> map) {
            put(cast(map), path.substring(dot + 1), value);
        }
    }

    private static void set(Map<String, Object> map, String key, @Nullable Object value) {
        if (value == null || value.equals("") || value.equals(List.of())) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }

    private static Map<String, Object> inner(Map<String, Object> map, String key) {
        if (!(map.get(key) instanceof Map<?, ?>)) {
            map.put(key, new LinkedHashMap<String, Object>());
        }
        return map.get(key) instanceof Map<?, ?> inner ? cast(inner) : map;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }

    /** An item of a list as one line: an option by its words in both languages. */
    static String line(Object item) {
        if (item instanceof Map<?, ?> option && option.get("label") instanceof Map<?, ?> label) {
            var english = label.get("en");
            return label.get("de") + (english == null ? "" : BETWEEN_LANGUAGES + english);
        }
        return String.valueOf(item);
    }

    /** The other way round: {@code Ja, immer | Yes, always}. An option whose German words stay keeps its name and hint. */
    static List<Object> options(List<String> lines, List<Object> before) {
        var options = new ArrayList<>();
        for (var line : lines) {
            var languages = line.split("\\s*\\|\\s*", 2);
            var label = new LinkedHashMap<String, Object>();
            label.put("de", languages[0]);
            if (languages.length > 1 && !languages[1].isEmpty()) {
                label.put("en", languages[1]);
            }
            var option = new LinkedHashMap<String, Object>();
            before.stream()
                    .filter(known -> known instanceof Map<?, ?> map && languages[0].equals(at(cast(map), "label.de")))
                    .findFirst()
                    .ifPresent(known -> option.putAll(cast((Map<?, ?>) known)));
            option.put("label", label);
            options.add(option);
        }
        return options;
    }
}
