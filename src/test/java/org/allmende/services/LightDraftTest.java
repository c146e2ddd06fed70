package org.allmende.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody describes a service sheet by sheet. */
class LightDraftTest {

    @Test
    void anEmptyPageSaysAtWhichInputSomethingIsMissing() {
        var paths = LightDraft.blank("Stadt Gladenbach").read().findings().stream()
                .map(LightDraft.Finding::path)
                .toList();
        assertThat(paths).contains("texts.title", "texts.summary", "law.0", "steps.0.questions.0");
    }

    @Test
    void whatIsTypedBecomesAPackageWithNamesAndAnApplicantOfItsOwn() {
        var draft = described();
        var reading = draft.read();

        assertThat(reading.findings()).isEmpty();
        var service = reading.service().orElseThrow();
        assertThat(service.name()).isEqualTo("drohne-steigen-lassen");
        assertThat(service.form().findQuestion("wo_steigt_die_drohne/wie_gross_ist_sie"))
                .isPresent();
        assertThat(service.samples()).hasSize(1);
    }

    @Test
    void namesStayWhenWordsChange() {
        var published = LightDraft.parse(described().yaml());
        var reworded = published.with(Map.of("steps.0.questions.0.label.de", List.of("An welcher Stelle?")));
        assertThat(reworded.yaml()).contains("id: ort_der_drohne").contains("An welcher Stelle?");

        var options = published.with(Map.of("steps.0.questions.1.options", List.of("Groß | Large\nKlein | Little")));
        assertThat(options.yaml()).contains("id: klein").contains("en: Little").contains("id: gross");
    }

    @Test
    void listsGrowAndShrinkAndOnlyKnownPathsAreTaken() {
        var draft = described();
        assertThat(draft.add("steps").count("steps")).isEqualTo(2);
        assertThat(draft.add("steps").count("steps.1.questions")).isEqualTo(1);
        assertThat(draft.add("steps.0.questions").remove("steps.0.questions.0").get("steps.0.questions.0.label.de"))
                .isEqualTo("Wie groß ist sie?");
        assertThat(draft.raise("steps.0.questions.1").get("steps.0.questions.0.label.de"))
                .isEqualTo("Wie groß ist sie?");
        for (var path : List.of("identity", "sample", "steps.99", "steps.x", "", ".", "steps.0.questions.0.id.0")) {
            assertThat(draft.add(path).text()).isEqualTo(draft.text());
            assertThat(draft.remove(path).text()).isEqualTo(draft.text());
            assertThat(draft.with(Map.of(path, List.of("x"))).text()).isEqualTo(draft.text());
        }
        var full = draft;
        for (int i = 0; i < 100; i++) {
            full = full.add("steps");
        }
        assertThat(full.count("steps")).isEqualTo(30);
    }

    @Test
    void hostileTextStaysText() {
        for (var text :
                List.of("a: b", "- x", "{de: x}", "*anker", "!!java", "'", "\"", "#", "|", "<script>", "Ṁ\u0304 ǆ")) {
            var draft = described().with(Map.of("texts.summary.de", List.of(text)));
            assertThat(LightDraft.parse(draft.text()).get("texts.summary.de")).isEqualTo(text);
            assertThat(draft.read().findings()).isEmpty();
        }
        assertThatThrownBy(() -> LightDraft.parse("a: &x [*x]")).isInstanceOf(PackageRefused.class);
        assertThatThrownBy(() -> LightDraft.parse("[[[")).isInstanceOf(PackageRefused.class);
    }

    /** Those that come along can be opened in the workshop: nothing is lost on the way. */
    @ParameterizedTest
    @MethodSource("packages")
    void everyLightPackageGoesThroughTheWorkshopUnharmed(Path file) throws IOException {
        var content = Files.readAllBytes(file);
        var before = LightPackage.read("x", content).orThrow();
        var reading = LightDraft.parse(Files.readString(file)).read();

        assertThat(reading.findings()).isEmpty();
        var after = reading.service().orElseThrow();
        assertThat(after.form().steps()).isEqualTo(before.form().steps());
        assertThat(after.description()).isEqualTo(before.description());
        assertThat(after.law()).isEqualTo(before.law());
    }

    static Stream<Path> packages() {
        try (var files = Files.list(Path.of("packages/light"))) {
            return files.sorted().toList().stream().filter(file -> file.hashCode() % 5 == 0);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** As a clerk types it. */
    static LightDraft described() {
        var typed = new LinkedHashMap<String, List<String>>();
        both(typed, "texts.title", "Drohne steigen lassen", "Fly a drone");
        both(typed, "texts.summary", "Für Flüge über Plätzen der Gemeinde.", "For flights over squares.");
        both(typed, "texts.about", "Wer eine Drohne steigen lässt, sagt es vorher.", "Tell us before you fly a drone.");
        both(typed, "texts.applicants", "Wer die Drohne steuert.", "Whoever flies it.");
        both(typed, "texts.duration", "Etwa eine Woche.", "About a week.");
        typed.put("texts.words", List.of("Multikopter\r\nQuadrokopter"));
        typed.put("catalogue.topic", List.of("ordnung"));
        typed.put("catalogue.audience", List.of("", "people", "companies"));
        typed.put("law.0.level", List.of("HE"));
        typed.put("law.0.provision", List.of("§ 5 HGO"));
        both(typed, "law.0.about", "Die Gemeinde regelt die Nutzung ihrer Plätze.", "The town governs its squares.");
        typed.put("responsible.office", List.of("ordnungsamt"));
        both(typed, "place.title", "Wo wollen Sie fliegen?", "Where do you want to fly?");
        both(typed, "place.label", "Stadt oder Gemeinde", "Town or municipality");
        typed.put("outcome.letter.de", List.of("Sie dürfen fliegen."));
        both(
                typed,
                "retention-reason",
                "Für Nachfragen nach dem Flug, ein Jahr lang.",
                "For questions after the flight.");
        both(typed, "steps.0.title", "Wo steigt die Drohne?", "Where does the drone go up?");
        both(typed, "steps.0.questions.0.label", "Ort der Drohne", "Place of the drone");
        var draft =
                LightDraft.blank("Stadt Gladenbach").add("steps.0.questions").with(typed);
        var second = new LinkedHashMap<String, List<String>>();
        both(second, "steps.0.questions.1.label", "Wie groß ist sie?", "How large is it?");
        second.put("steps.0.questions.1.type", List.of("choice"));
        second.put("steps.0.questions.1.options", List.of("Klein | Small\nGroß | Large"));
        return draft.with(second);
    }

    private static void both(Map<String, List<String>> typed, String path, String german, String english) {
        typed.put(path + ".de", List.of(german));
        typed.put(path + ".en", List.of(english));
    }
}
