package org.allmende.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Forms with pages that nobody can reach, with bombs of entries and words, and values that wait for each other. */
class HostileFormsTest {

    private static final Pattern PAGE = Pattern.compile("Mapping\\(\"/\\{tenant}/antrag/\\{id}/([a-z]+)\"\\)");

    /** Sends away those for whom the next page is. */
    private static final String ENDING = """
            - id: schluss
                chapter: urkunde
                title: {de: Schluss, en: End}
                when: antrag.bezug = "bevollmaechtigt"
                ends: true
                questions:
                  - {id: ende, type: information, text: {de: Ende., en: End.}}
            """;

    @TestFactory
    Stream<DynamicTest> everyDoorIsShutAndSaysWhy() {
        return Stream.of(
                        Door.form(
                                "an answer that is two at once",
                                "when: antrag.bezug = \"andere\"",
                                "when: antrag.bezug = \"andere\" and antrag.bezug = \"vorfahr\"",
                                "form.yaml:181: Diese Bedingung trifft nie zu."),
                        Door.form(
                                "an answer that is none of its options",
                                "when: antrag.bezug = \"andere\"",
                                "when: antrag.bezug in (\"andere\", \"vorfahr\") and antrag.bezug = \"nachkomme\"",
                                "form.yaml:181: Diese Bedingung trifft nie zu."),
                        Door.form(
                                "a page for those who have been sent away",
                                "- id: vollmacht\n",
                                ENDING + "  - id: vollmacht\n",
                                "form.yaml:162: Das sieht nie jemand: Vorher endet das Formular bei „schluss“."),
                        Door.form(
                                "nothing after the end of everybody",
                                "- id: vollmacht\n",
                                ENDING.replace("antrag.bezug = \"bevollmaechtigt\"", "true") + "  - id: vollmacht\n",
                                "Das sieht nie jemand: Vorher endet das Formular bei „schluss“."),
                        Door.form(
                                "a step that is called like a page",
                                "- id: vollmacht\n",
                                "- id: pruefen\n",
                                "„pruefen“ heißt schon eine andere Seite des Antrags."),
                        Door.form(
                                "values that wait for each other",
                                "value: zweck.wofuer in (\"rente\", \"sozialleistung\")",
                                "value: computed.spaeter\n  - id: spaeter\n    label: {de: Später, en: Later}\n"
                                        + "    value: computed.gebuehrenfrei",
                                "„computed.spaeter“ wird erst später berechnet."),
                        Door.form(
                                "a value that waits for itself",
                                "value: zweck.wofuer in (\"rente\", \"sozialleistung\")",
                                "value: computed.gebuehrenfrei",
                                "„computed.gebuehrenfrei“ wird erst später berechnet."),
                        Door.form(
                                "a group in a group",
                                "type: place",
                                "type: group\n        questions:\n          - {id: a, type: group, label: {de: A, en: A},"
                                        + " questions: [{id: b, type: group, label: {de: B, en: B}, questions: []}]}",
                                "In einer Gruppe kann keine Frage der Art „group“ stehen."),
                        Door.form(
                                "a billion entries",
                                "type: place",
                                "type: group\n        repeats: {most: 1000000000, item: {de: A, en: A}}\n"
                                        + "        questions: [{id: a, type: text, label: {de: A, en: A}}]",
                                "„most“ ist eine ganze Zahl von 1 bis 50."),
                        Door.form(
                                "too many fields on one page",
                                "type: place",
                                "type: group\n        repeats: {most: 50, item: {de: A, en: A}}\n        questions:"
                                        + "\n          - {id: a%d, type: address, label: {de: A, en: A}}"
                                                .repeat(9)
                                                .formatted(1, 2, 3, 4, 5, 6, 7, 8, 9),
                                "Auf dieser Seite könnten mehr als"),
                        Door.form(
                                "a thousand variants",
                                "title: {de: Vollmacht, en: Authorisation}",
                                "title: {de: Vollmacht, en: Authorisation}\n    variants:"
                                        + "\n      - {when: antrag.bezug = \"andere\", title: {de: A, en: A}}"
                                                .repeat(1000),
                                "Das sind mehr als 20 Varianten."),
                        Door.file(
                                "a letter where none is written",
                                "service.yaml",
                                Door.bytes(new String(
                                                Fixtures.eheurkunde().getOrDefault("service.yaml", new byte[0]),
                                                StandardCharsets.UTF_8)
                                        .replaceFirst("kind: certificate", "kind: none")),
                                "Zu diesem Ausgang gibt es kein Schreiben („kind: none“)."))
                .map(Door::test);
    }

    @Test
    void everyPageBesideTheStepsIsKnown() throws IOException {
        var pages = new HashSet<String>();
        try (var files = Files.list(Path.of("src/main/java/org/allmende/cases/web"))) {
            for (var file : files.toList()) {
                PAGE.matcher(Files.readString(file)).results().forEach(page -> pages.add(page.group(1)));
            }
        }
        assertThat(pages).isEqualTo(ReservedWords.PAGES);
    }
}
