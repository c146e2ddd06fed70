package org.allmende.services;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads a stranger's YAML as a tree of texts with line numbers. No object is ever made from it; anchors, tags of its own, deep
 * nesting and large files are refused.
 */
final class Yaml {

    private static final int LONGEST = 500_000;
    private static final int DEEPEST = 16;

    private Yaml() {}

    /** The file's mapping, an empty one when it cannot be read. */
    static YamlMap read(String file, byte[] bytes, Problems problems) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            var options = options();
            if (hasAnchors(file, text, options, problems)) {
                return YamlMap.empty(file, problems);
            }
            var node = new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (node instanceof MappingNode map && !hasOwnTags(file, node, problems)) {
                return new YamlMap(file, map, problems);
            }
            problems.add(file, 1, "Die Datei enthält keine Angaben der Form „name: wert“.", "");
        } catch (CharacterCodingException notUtf8) {
            problems.add(file, 0, "Die Datei ist nicht in UTF-8 geschrieben.", "Speichern Sie sie als UTF-8.");
        } catch (MarkedYAMLException broken) {
            var mark = broken.getProblemMark();
            var line = mark == null ? 0 : mark.getLine() + 1;
            problems.add(file, line, "Das ist kein lesbares YAML (%s).".formatted(broken.getProblem()), "Prüfen Sie die Einrückung. Texte mit Doppelpunkt, in {…} auch mit Komma oder Fragezeichen, brauchen Anführungszeichen.");
        } catch (YAMLException refused) {
            problems.add(file, 0, "Die Datei ist zu groß oder zu tief geschachtelt.", "Teilen Sie sie auf.");
        }
        return YamlMap.empty(file, problems);
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
        var plain = node.getTag().getValue().matches("tag:yaml\\.org,2002:(str|int|float|bool|null|timestamp|map|seq)");
        if (!plain) {
            problems.add(
                    file,
                    node.getStartMark().getLine() + 1,
                    "Die Kennzeichnung „%s“ ist nicht erlaubt.".formatted(node.getTag().getValue()),
                    "Entfernen Sie das Wort hinter den Ausrufezeichen.");
        }
        return !plain;
    }
}
