package org.allmende.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.allmende.Findings;
import org.allmende.Sources;
import org.allmende.platform.html.Messages;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)[,}]");
    private static final Map<String, String> GERMAN = read("de");
    private static final Map<String, String> ENGLISH = read("en");
    private static final List<Sources.File> CODE = Sources.in("src/main", ".java", ".jte");
    private static final List<MessageUse> USES =
            CODE.stream().flatMap(file -> MessageUse.in(file).stream()).toList();

    @Test
    void everyMessageExistsInGermanAndEnglish() {
        assertThat(ENGLISH.keySet()).as("keys of the English texts").containsExactlyElementsOf(GERMAN.keySet());
        assertThat(GERMAN).as("German texts").doesNotContainValue("");
        assertThat(ENGLISH).as("English texts").doesNotContainValue("");
    }

    @Test
    void bothLanguagesSpeakOfTheSameThings() {
        var findings = new Findings();
        GERMAN.forEach((key, german) -> {
            var english = ENGLISH.getOrDefault(key, german);
            findings.addIf(
                    !placeholders(german).equals(placeholders(english)), "%s: '%s' but '%s'", key, german, english);
        });
        findings.expectNone("a number that is in one language only is missing in the other");
    }

    @Test
    void everyMessageWithPlaceholdersIsAFormat() {
        var findings = new Findings();
        for (var texts : List.of(GERMAN, ENGLISH)) {
            texts.forEach((key, text) -> {
                if (placeholders(text).isEmpty()) {
                    return;
                }
                try {
                    new MessageFormat(text, Messages.locale("de"));
                } catch (IllegalArgumentException wrong) {
                    findings.add("%s = %s: %s", key, text, wrong);
                }
                findings.addIf(
                        text.replace("''", "").contains("'"),
                        "%s = %s: an apostrophe is written twice where there are placeholders",
                        key,
                        text);
            });
        }
        findings.expectNone("MessageFormat swallows single apostrophes and what follows");
    }

    @Test
    void noMessageIsMissing() {
        var findings = new Findings();
        for (var use : USES) {
            findings.addIf(
                    GERMAN.keySet().stream().noneMatch(key -> use.matches(key)),
                    "%s asks for '%s'",
                    use.where(),
                    use.key());
        }
        findings.expectNone("a page without its text does not come at all");
        assertThat(USES).as("uses found").hasSizeGreaterThan(50);
    }

    @Test
    void everyMessageGetsItsArguments() {
        var findings = new Findings();
        for (var use : USES) {
            var text = GERMAN.getOrDefault(use.key(), "");
            int wanted = placeholders(text).stream()
                    .mapToInt(number -> number + 1)
                    .max()
                    .orElse(0);
            findings.addIf(
                    use.arguments() < wanted,
                    "%s gives %d of %d to '%s'",
                    use.where(),
                    use.arguments(),
                    wanted,
                    use.key());
        }
        findings.expectNone("otherwise people read {0}");
    }

    @Test
    void noMessageIsKeptForNobody() {
        var literals = CODE.stream()
                .flatMap(file -> MessageUse.literals(file.text()).stream())
                .collect(Collectors.toSet());
        var prefixes = CODE.stream()
                .flatMap(file -> MessageUse.prefixes(file.text()).stream())
                .collect(Collectors.toSet());
        var unused = GERMAN.keySet().stream()
                .filter(key -> !literals.contains(key))
                .filter(key -> USES.stream().noneMatch(use -> use.matches(key)))
                .filter(key -> prefixes.stream().noneMatch(key::startsWith))
                .toList();
        assertThat(unused)
                .as("keys that neither a template nor a class asks for")
                .isEmpty();
    }

    @Test
    void everyMessageLiesInTheFileOfItsModule() {
        var findings = new Findings();
        for (var file : Sources.in("src/main/resources/messages", ".properties")) {
            var module = file.path().replaceFirst(".*/(\\w+)\\.(de|en)\\.properties", "$1");
            var seen = new TreeSet<String>();
            for (var line : file.lines()) {
                if (!line.isBlank() && !line.startsWith("#") && line.contains("=")) {
                    var key = line.substring(0, line.indexOf('=')).strip();
                    findings.addIf(!key.startsWith(module + "."), "%s has %s", file.path(), key);
                    findings.addIf(!seen.add(key), "%s has %s twice", file.path(), key);
                }
            }
        }
        findings.expectNone("a text is found where its module is");
    }

    private static Set<Integer> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> read(String language) {
        var texts = new TreeMap<String, String>();
        for (var file : Sources.in("src/main/resources/messages", "." + language + ".properties")) {
            var properties = new Properties();
            try {
                properties.load(new StringReader(file.text()));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            properties.forEach((key, text) -> texts.put((String) key, (String) text));
        }
        return texts;
    }
}
