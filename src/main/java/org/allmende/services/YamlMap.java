package org.allmende.services;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.platform.feel.Similar;
import org.allmende.services.form.Text;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of a package file. Each key is asked for once; a missing or wrong one becomes a problem and a harmless value, so that
 * reading goes on, and {@link #done} reports the keys that nobody asked for.
 */
final class YamlMap {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final int LONGEST_TEXT = 5000;

    private final String file;
    private final int line;
    private final Problems problems;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    YamlMap(String file, MappingNode map, Problems problems) {
        this.file = file;
        this.line = lineOf(map);
        this.problems = problems;
        for (NodeTuple entry : map.getValue()) {
            var key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (key.isEmpty()) {
                problem(lineOf(entry.getKeyNode()), "Ein Name vor dem Doppelpunkt fehlt.", "");
            } else if (entries.put(key, entry.getValueNode()) != null) {
                problem(
                        lineOf(entry.getKeyNode()),
                        "„%s“ steht zweimal da.".formatted(key),
                        "Entfernen Sie eines davon.");
            }
        }
    }

    private YamlMap(String file, Problems problems) {
        this.file = file;
        this.line = 0;
        this.problems = problems;
    }

    static YamlMap empty(String file, Problems problems) {
        return new YamlMap(file, problems);
    }

    String file() {
        return file;
    }

    int line() {
        return line;
    }

    Set<String> keys() {
        return entries.keySet();
    }

    int line(String key) {
        var node = entries.get(key);
        return node == null ? line : lineOf(node);
    }

    boolean has(String key) {
        return find(key).isPresent();
    }

    void problem(int line, String message, String fix) {
        problems.add(file, line, message, fix);
    }

    /** At this key's line. */
    void problem(String key, String message, String fix) {
        problem(line(key), message, fix);
    }

    /** Reports the keys that do not belong here. */
    void done() {
        entries.forEach((key, node) -> {
            if (!asked.contains(key)) {
                problem(
                        lineOf(node),
                        "„%s“ ist hier nicht bekannt.%s".formatted(key, Similar.hint(key, asked)),
                        key.contains(" ")
                                ? "Setzen Sie Texte mit Komma in Anführungszeichen."
                                : "Bekannt sind: %s.".formatted(String.join(", ", asked)));
            }
        });
    }

    private Optional<Node> find(String key) {
        asked.add(key);
        var node = entries.get(key);
        return node == null || node.getTag().equals(Tag.NULL) ? Optional.empty() : Optional.of(node);
    }

    private void missing(String key) {
        if (line > 0) {
            problem(line, "„%s“ fehlt.".formatted(key), "Ergänzen Sie „%s: …“.".formatted(key));
        }
    }

    /** Empty when it is not there or no plain text. */
    Optional<String> findText(String key) {
        return find(key).map(node -> scalar(key, node));
    }

    String text(String key) {
        return findText(key).filter(text -> !text.isEmpty()).orElseGet(() -> {
            missing(key);
            return "";
        });
    }

    /** A name that stays for ever and can stand in expressions: small letters, digits and underscores. */
    String id(String key) {
        var id = text(key);
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            problem(
                    key,
                    "„%s“ ist kein Kurzname.".formatted(id),
                    "Erlaubt sind Kleinbuchstaben ohne Umlaute, Ziffern und Unterstrich, höchstens 40 Zeichen.");
        } else if (ReservedWords.contains(id)) {
            problem(
                    key,
                    "„%s“ hat in Ausdrücken schon eine Bedeutung.".formatted(id),
                    "Wählen Sie einen anderen Kurznamen.");
        }
        return id;
    }

    /** A text in both languages. */
    Text words(String key) {
        if (!has(key)) {
            missing(key);
            return Text.NONE;
        }
        return findWords(key);
    }

    /** A text in both languages, empty when it is not there. */
    Text findWords(String key) {
        return findWords(key, Set.of());
    }

    /** @param fields names that may stand in it as {@code {{name}}} */
    Text words(String key, Set<String> fields) {
        if (!has(key)) {
            missing(key);
            return Text.NONE;
        }
        return findWords(key, fields);
    }

    private Text findWords(String key, Set<String> fields) {
        var node = find(key);
        if (node.isEmpty()) {
            return Text.NONE;
        }
        if (!(node.get() instanceof MappingNode map)) {
            problem(
                    key,
                    "„%s“ braucht einen Text je Sprache.".formatted(key),
                    "Schreiben Sie „%s: {de: …, en: …}“.".formatted(key));
            return Text.NONE;
        }
        var languages = new YamlMap(file, map, problems);
        var text = new Text(languages.translated("de", "deutsche"), languages.translated("en", "englische"));
        languages.done();
        for (var unknown : TextFields.unknown(text, fields)) {
            problem(key, "Das Feld „%s“ gibt es hier nicht.%s".formatted(unknown, Similar.hint(unknown, fields)), "");
        }
        return text;
    }

    private String translated(String language, String name) {
        var text = findText(language).orElse("");
        if (text.isEmpty()) {
            problem(line, "Der %s Text fehlt.".formatted(name), "Ergänzen Sie „%s: …“.".formatted(language));
        }
        return text;
    }

    boolean flag(String key, boolean otherwise) {
        var text = findText(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.get().matches("true|false")) {
            problem(key, "„%s“ ist „true“ oder „false“.".formatted(key), "");
        }
        return text.get().equals("true");
    }

    int number(String key, int otherwise, int least, int most) {
        var number = decimal(key, BigDecimal.valueOf(otherwise));
        if (number.stripTrailingZeros().scale() > 0
                || number.compareTo(BigDecimal.valueOf(least)) < 0
                || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            problem(key, "„%s“ ist eine ganze Zahl von %d bis %d.".formatted(key, least, most), "");
            return otherwise;
        }
        return number.intValue();
    }

    BigDecimal decimal(String key, BigDecimal otherwise) {
        var text = findText(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.get().matches("-?[0-9]{1,12}(\\.[0-9]{1,6})?")) {
            problem(key, "„%s“ ist keine Zahl.".formatted(text.get()), "Schreiben Sie zum Beispiel 12 oder 12.50.");
            return otherwise;
        }
        return new BigDecimal(text.get());
    }

    /** One of these words. */
    <T> T one(String key, Map<String, T> known, T otherwise) {
        var word = text(key);
        var found = known.get(word);
        if (found == null) {
            if (!word.isEmpty()) {
                problem(
                        key,
                        "„%s“ gibt es für „%s“ nicht.".formatted(word, key),
                        "Möglich sind: %s.".formatted(String.join(", ", known.keySet())));
            }
            return otherwise;
        }
        return found;
    }

    Optional<YamlMap> findMap(String key) {
        return find(key).map(node -> map(key, node));
    }

    YamlMap map(String key) {
        return findMap(key).orElseGet(() -> {
            missing(key);
            return empty(file, problems);
        });
    }

    private YamlMap map(String key, Node node) {
        if (node instanceof MappingNode map) {
            return new YamlMap(file, map, problems);
        }
        problem(lineOf(node), "„%s“ enthält keine Angaben der Form „name: wert“.".formatted(key), "");
        return empty(file, problems);
    }

    /** A list of mappings; empty when it is not there. */
    List<YamlMap> maps(String key) {
        var maps = new ArrayList<YamlMap>();
        for (var node : items(key)) {
            maps.add(map(key, node));
        }
        return maps;
    }

    List<String> texts(String key) {
        var texts = new ArrayList<String>();
        for (var node : items(key)) {
            texts.add(scalar(key, node));
        }
        return texts;
    }

    private List<Node> items(String key) {
        var node = find(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof SequenceNode list) {
            return list.getValue();
        }
        problem(key, "„%s“ ist eine Liste.".formatted(key), "Beginnen Sie jede Zeile mit einem Strich.");
        return List.of();
    }

    boolean isMap(String key) {
        return find(key).filter(MappingNode.class::isInstance).isPresent();
    }

    boolean isList(String key) {
        return find(key).filter(SequenceNode.class::isInstance).isPresent();
    }

    private String scalar(String key, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            problem(lineOf(node), "„%s“ ist ein einfacher Text.".formatted(key), "");
            return "";
        }
        if (scalar.getValue().length() > LONGEST_TEXT) {
            problem(lineOf(node), "Der Text ist länger als %d Zeichen.".formatted(LONGEST_TEXT), "Kürzen Sie ihn.");
            return "";
        }
        return scalar.getValue().strip();
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
