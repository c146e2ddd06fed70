package org.allmende.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class LightPackageTest {

    private static final Path FOLDER = Path.of("packages", "light");
    private static final String FILE = "hund-ummelden.yaml";

    @Test
    void everyLightPackageIsWhole() throws IOException {
        var problems = new ArrayList<Problem>();
        try (var files = Files.list(FOLDER)) {
            for (var file : files.sorted().toList()) {
                var name = String.valueOf(file.getFileName());
                var reading = LightPackage.read(name, Files.readAllBytes(file));
                problems.addAll(reading.problems());
                reading.service().ifPresent(service -> {
                    assertThat(name).isEqualTo(service.name() + ".yaml");
                    assertThat(service.description().easy()).as(name).hasSizeBetween(3, 9);
                });
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void oneFileBecomesAPackageWithFormProcessLettersAndSample() throws IOException {
        var service = LightPackage.read(FILE, example().getBytes(StandardCharsets.UTF_8))
                .orThrow();

        assertThat(service.form().steps().stream().map(step -> step.id()))
                .containsExactly(
                        "ort",
                        "anderswo",
                        "hund",
                        "marke",
                        "antragsteller",
                        "organisation",
                        "person",
                        "anschrift",
                        "kontakt");
        assertThat(service.classification().situations())
                .containsExactlyInAnyOrder(Classification.Situation.TIER, Classification.Situation.UMZUG);
        assertThat(service.notices()).containsOnlyKeys("notice.html", "refusal.html");
        assertThat(service.samples()).hasSize(1);
        assertThat(service.fee().items()).hasSize(1);
    }

    @Test
    void aProblemNamesTheAuthorsOwnLine() throws IOException {
        var misspelt = example().replace("latest: today", "latest: todday");

        assertThat(LightPackage.read(FILE, misspelt.getBytes(StandardCharsets.UTF_8))
                        .problems())
                .anySatisfy(problem -> {
                    assertThat(problem.file()).isEqualTo(FILE);
                    assertThat(problem.line()).isEqualTo(lineOf(misspelt, "todday"));
                    assertThat(problem.message()).contains("todday");
                });
    }

    @Test
    void whereNothingIsDecidedThereIsNoLetter() throws IOException {
        var service = read("wasserzaehler-ablesen.yaml");

        assertThat(service.outcome().kind()).isEqualTo(Outcome.Kind.NONE);
        assertThat(service.notices()).isEmpty();
        assertThat(service.process().findNode("bescheid")).isEmpty();
        assertThat(service.outcome().decisions())
                .extracting(Outcome.Decision::id)
                .containsExactly("erledigt", "geht_nicht");
    }

    @Test
    void aLetterWhereNothingIsDecidedIsRefused() throws IOException {
        var light = example().replaceFirst("kind: [a-z]+", "kind: none");

        assertThat(LightPackage.read(FILE, light.getBytes(StandardCharsets.UTF_8))
                        .problems())
                .extracting(Problem::line)
                .contains(lineOf(light, "letter:"), lineOf(light, "remedy:"));
    }

    @Test
    void whatIsNotKnownIsRefused() throws IOException {
        var unknown = example()
                .replace("who: either", "who: everybody\nprocess: mine.bpmn")
                .replace("remedy: objection", "remedy: prayer");

        assertThat(LightPackage.read(FILE, unknown.getBytes(StandardCharsets.UTF_8))
                        .problems())
                .extracting(Problem::message)
                .anyMatch(message -> message.contains("everybody"))
                .anyMatch(message -> message.contains("Rechtsbehelf"))
                .anyMatch(message -> message.contains("„process“ ist hier nicht bekannt"));
    }

    @Test
    void theLetterIsHeadedByWhatItIsAndNotByTheClerksButton() throws IOException {
        var outcome = LightPackage.read(FILE, example().getBytes(StandardCharsets.UTF_8))
                .orThrow()
                .outcome();

        assertThat(outcome.findDecision("bewilligt").orElseThrow().label().de()).isEqualTo("Bewilligen");
        assertThat(outcome.decisions().stream().map(Outcome.Decision::heading))
                .containsExactly("Bescheid", "Ablehnung");
    }

    @Test
    void aRegistrySendsARefusalToTheCourtAndAnObjectionAboutTheFeeToItself() throws IOException {
        var certificate = read("geburtsurkunde.yaml");

        assertThat(certificate.findParameter("gericht")).isPresent();
        assertThat(certificate.findNotice("abgelehnt").orElseThrow().fields())
                .contains("parameter.gericht")
                .doesNotContain("office.address");
        assertThat(certificate.findNotice("bewilligt").orElseThrow().fields())
                .contains("fee.total", "office.address")
                .doesNotContain("parameter.gericht");
    }

    @Test
    void lawOfTwoLaenderLetsBothAdoptAndNobodyElse() throws IOException {
        var permit = read("wohnberechtigungsschein.yaml");

        assertThat(permit.holdsIn(Land.HE)).isTrue();
        assertThat(permit.holdsIn(Land.NW)).isTrue();
        assertThat(permit.holdsIn(Land.BY)).isFalse();
        assertThat(Law.in(permit.law(), Land.HE).stream().map(Law::level))
                .doesNotContain("NW")
                .contains("HE");
    }

    private static ServicePackage read(String name) throws IOException {
        return LightPackage.read(name, Files.readAllBytes(FOLDER.resolve(name))).orThrow();
    }

    @Test
    void easyLanguageIsReadAsOneLineForEachSentence() throws IOException {
        var easy = example().replace("texts:\n", """
                        texts:
                          easy:
                            de: |-
                              Sie haben einen Hund?

                              Dann melden Sie den Hund an.
                        """);

        assertThat(LightPackage.read(FILE, easy.getBytes(StandardCharsets.UTF_8))
                        .orThrow()
                        .description()
                        .easy())
                .containsExactly("Sie haben einen Hund?", "Dann melden Sie den Hund an.");
    }

    private static int lineOf(String text, String word) {
        return (int) text.substring(0, text.indexOf(word)).lines().count();
    }

    private static String example() throws IOException {
        return Files.readString(Path.of("src", "test", "resources", "light", FILE));
    }
}
