package org.allmende.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.allmende.Findings;
import org.allmende.Sources;
import org.junit.jupiter.api.Test;

class DictionaryTest {

    private static final Sources.File DICTIONARY =
            new Sources.File("docs/dictionary.md", Sources.read("docs/dictionary.md"));

    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|enum|interface) ([A-Z]\\w*)");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern PART = Pattern.compile("\\p{Lu}?[\\p{Ll}\\d]+");
    private static final Pattern WORD = Pattern.compile("\\p{L}{3,}");
    private static final Pattern GERMAN_ENDING = Pattern.compile(
            "(?i).*(?:lung|tung|dung|rung|nung|zung|gung|bung|heit|keit|schaft|schl(?:ü|ue)ssel|bescheid|antrag|gesetz"
                    + "|verband|amt|kreis|gemeinde|geb(?:ü|ue)hr|frist|urkunde|akte|vorgang|verfahren|beh(?:ö|oe)rde)");

    /** Words that both languages have. */
    private static final Set<String> ENGLISH_TOO = Set.of();

    private static final List<Sources.File> CODE = Sources.in("src/main/java/org/allmende", ".java");
    private static final Set<String> TYPES = CODE.stream()
            .flatMap(file -> TYPE.matcher(file.text()).results().map(found -> found.group(1)))
            .collect(Collectors.toCollection(TreeSet::new));

    private record Row(String german, String code, String meaning, String source) {}

    private static List<Row> rows() {
        return DICTIONARY.lines().stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split("\\|"))
                .map(cell -> new Row(cell[1].strip(), cell[2].strip(), cell[3].strip(), cell[4].strip()))
                .filter(row -> !row.german().equals("Deutsch"))
                .toList();
    }

    @Test
    void everyWordHasItsMeaningAndSource() {
        assertThat(rows()).hasSizeGreaterThan(20).allSatisfy(row -> {
            assertThat(row.meaning()).as("meaning of %s", row.german()).isNotEmpty();
            assertThat(row.source()).as("source of %s", row.german()).isNotEmpty();
        });
        var german = rows().stream()
                .map(row -> row.german().toLowerCase(Locale.GERMANY))
                .toList();
        var order = java.text.Collator.getInstance(Locale.GERMANY);
        assertThat(german).as("a dictionary is in the order of the alphabet").isSortedAccordingTo(order);
    }

    @Test
    void everyNameOfTheDictionaryIsInTheCode() {
        var findings = new Findings();
        for (var row : rows()) {
            NAME.matcher(row.code())
                    .results()
                    .map(found -> found.group(1))
                    .forEach(name -> findings.addIf(
                            !isInCode(name), "%s is called %s, which is not in the code", row.german(), name));
        }
        findings.expectNone("a dictionary of yesterday's words misleads");
    }

    @Test
    void everyGermanNameIsInTheDictionary() {
        var german = words("de");
        var english = words("en");
        var findings = new Findings();
        for (var type : TYPES) {
            for (var word : PART.matcher(type).results().map(MatchResult::group).toList()) {
                var plain = word.toLowerCase(Locale.ROOT);
                var isGerman = GERMAN_ENDING.matcher(word).matches()
                        || (german.contains(plain) && !english.contains(plain) && !ENGLISH_TOO.contains(plain));
                findings.addIf(
                        isGerman && !DICTIONARY.text().contains(word),
                        "%s: '%s' looks German. Give it a row in docs/dictionary.md, or add it to ENGLISH_TOO here",
                        type,
                        word);
            }
        }
        findings.expectNone("words of German law stay German, and the dictionary says what they mean");
    }

    private static boolean isInCode(String name) {
        var parts = List.of(name.split("\\."));
        return CODE.stream()
                .filter(file -> TYPE.matcher(file.text())
                        .results()
                        .anyMatch(found -> found.group(1).equals(parts.getFirst())))
                .anyMatch(file -> parts.stream().allMatch(part -> file.text().matches("(?s).*\\b" + part + "\\b.*")));
    }

    private static Set<String> words(String language) {
        return Sources.in("src/main/resources/messages", "." + language + ".properties").stream()
                .flatMap(file -> file.lines().stream())
                .filter(line -> line.contains("="))
                .flatMap(line -> WORD.matcher(line.substring(line.indexOf('='))).results())
                .map(found -> found.group().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
