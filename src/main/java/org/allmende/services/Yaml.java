package org.allmende.services;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads a stranger's YAML as a tree of texts with line numbers. No object is ever made from it; anchors, tags of its own, deep
 * nesting and large files are refused.
 */
final class Yaml {

    private static final int LONGEST = 500_000;
    private static final int DEEPEST = 16;
    private static final String GLOBAL_TAG = "Global tag is not allowed";
    private static final Set<Tag> PLAIN =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MAP, Tag.SEQ);

    private Yaml() {}

    /** The file's mapping, an empty one when it cannot be read. */
    static YamlMap read(String file, byte[] bytes, Problems problems) {
        return node(file, bytes, problems)
                .map(map -> new YamlMap(file, map, problems))
                .orElseGet(() -> YamlMap.empty(file, problems));
    }

    /** The file's mapping as it stands there; nothing when it cannot be read. */
    static Optional<MappingNode> node(String file, byte[] bytes, Problems problems) {
        try {
            var text = new String(bytes, StandardCharsets.UTF_8);
            var options = options();
            if (hasAnchors(file, text, options, problems)) {
                return Optional.empty();
            }
            var node = new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (node instanceof MappingNode map && !hasOwnTags(file, node, problems)) {
                return Optional.of(map);
            }
            problems.add(file, 1, "Die Datei enthält keine Angaben der Form „name: wert“.", "");
        } catch (MarkedYAMLException broken) {
            broken(file, broken, problems);
        } catch (YAMLException refused) {
            problems.add(file, 0, "Die Datei ist zu groß oder zu tief geschachtelt.", "Teilen Sie sie auf.");
        }
        return Optional.empty();
    }

    private static void broken(String file, MarkedYAMLException broken, Problems problems) {
        var mark = broken.getProblemMark();
        var line = mark == null ? 0 : mark.getLine() + 1;
        var tag = String.valueOf(broken.getProblem()).startsWith(GLOBAL_TAG);
        if (tag) {
            problems.add(
                    file,
                    line,
                    "Kennzeichnungen mit Ausrufezeichen sind nicht erlaubt.",
                    "Entfernen Sie das Wort dahinter.");
        } else {
            problems.add(
                    file,
                    line,
                    "Das ist kein lesbares YAML (%s).".formatted(broken.getProblem()),
                    "Prüfen Sie die Einrückung. Texte mit Doppelpunkt, in {…} auch mit Komma oder Fragezeichen, brauchen Anführungszeichen.");
        }
    }

    private static LoaderOptions options() {
        var options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(0);
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        return options;
    }

    /** Looked for before a tree is built: a few anchors can stand for billions of nodes. */
    private static boolean hasAnchors(String file, String text, LoaderOptions options, Problems problems) {
        if (text.indexOf('&') < 0 && text.indexOf('*') < 0) {
            return false;
        }
        for (var event : new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).parse(new StringReader(text))) {
            if (event instanceof AliasEvent || (event instanceof NodeEvent node && node.getAnchor() != null)) {
                problems.add(
                        file,
                        event.getStartMark().getLine() + 1,
                        "Anker (&) und Verweise (*) sind nicht erlaubt.",
                        "Schreiben Sie die Angaben aus.");
                return true;
            }
        }
        return false;
    }

    private static boolean hasOwnTags(String file, Node node, Problems problems) {
        return switch (node) {
            case ScalarNode scalar -> isOwnTag(file, scalar, problems);
            case MappingNode map ->
                isOwnTag(file, map, problems)
                        || map.getValue().stream()
                                .anyMatch(entry -> hasOwnTags(file, entry.getKeyNode(), problems)
                                        || hasOwnTags(file, entry.getValueNode(), problems));
            case org.yaml.snakeyaml.nodes.SequenceNode list ->
                isOwnTag(file, list, problems)
                        || list.getValue().stream().anyMatch(item -> hasOwnTags(file, item, problems));
            default -> false;
        };
    }

    private static boolean isOwnTag(String file, Node node, Problems problems) {
        boolean plain = PLAIN.contains(node.getTag());
        if (!plain) {
            problems.add(
                    file,
                    node.getStartMark().getLine() + 1,
                    "Kennzeichnungen mit Ausrufezeichen sind nicht erlaubt.",
                    "Entfernen Sie das Wort dahinter.");
        }
        return !plain;
    }
}
