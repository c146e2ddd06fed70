package org.allmende.services.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Rectangle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allmende.platform.feel.Scope;
import org.junit.jupiter.api.Test;

class BpmnEditTest {

    private static final Set<String> DECISIONS =
            new LinkedHashSet<>(List.of("bewilligt", "abgelehnt", "erteilt", "erteilt_blockiert"));
    private static final BpmnCheck.Answers ANSWERS =
            new BpmnCheck.Answers(() -> new Scope().put("wunsch", Map.of("exemplare", 1)), name -> Set.of());

    @Test
    void aStepWithAConditionIsPutIntoAWayWithAForkBeforeIt() {
        var edit = BpmnEdit.of(read("eheurkunde"));
        var id = edit.insert("alles_da", "", "Zweite Meinung – Łódź & <Söhne>", "wunsch.exemplare > 2", true);
        assertThat(id).isEqualTo("aufgabe_zweite_meinung_o_dz_soehne");
        var model = sound(edit.xml());
        assertThat(model.findNode(id)).hasValueSatisfying(task -> {
            assertThat(task.name()).isEqualTo("Zweite Meinung – Łódź & <Söhne>");
            assertThat(task.lead()).isTrue();
        });
        assertThat(visited(model, 3)).containsSequence("pruefen", id, "entscheiden");
        assertThat(visited(model, 1)).containsSequence("pruefen", "entscheiden");

        edit.remove(id);
        assertThat(sound(edit.xml()).nodes().keySet())
                .as("the fork goes with its step")
                .isEqualTo(sound(read("eheurkunde")).nodes().keySet());
    }

    @Test
    void namesHintsConditionsAndOrderChangeAndNothingElse() {
        var edit = BpmnEdit.of(read("waffenbesitzkarte"));
        edit.rename("aufgabe_polizei", "Polizei fragen");
        edit.document("aufgabe_polizei", "");
        edit.assign("aufgabe_schrank", true);
        edit.assign("vollstaendig", true);
        edit.condition("etwas_fehlt", "complete = false");
        edit.swap("bescheid", "versenden");
        var steps = edit.steps();
        assertThat(steps).extracting(BpmnEdit.Step::id).startsWith("eingang", "pruefen", "vollstaendig");
        assertThat(steps)
                .filteredOn(BpmnEdit.Step::lead)
                .extracting(BpmnEdit.Step::id)
                .containsExactly("aufgabe_schrank");
        assertThat(edit.ways())
                .filteredOn(way -> way.id().equals("etwas_fehlt"))
                .extracting(BpmnEdit.Way::condition)
                .containsExactly("= complete = false");
        var model = sound(edit.xml());
        assertThat(model.from("entscheiden").getFirst().target()).isEqualTo("versenden");
        assertThat(model.findNode("aufgabe_polizei"))
                .hasValueSatisfying(task -> assertThat(task.name()).isEqualTo("Polizei fragen"));
    }

    @Test
    void everyProcessThatIsDrawnAnewIsSoundAndNothingLiesOnAnything() {
        var files = new ArrayList<String>(List.of("light"));
        try (Stream<Path> folders = Files.list(Path.of("packages"))) {
            folders.filter(folder -> Files.exists(folder.resolve("process.bpmn")))
                    .forEach(folder -> files.add(String.valueOf(folder.getFileName())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        assertThat(files).hasSizeGreaterThan(5);
        for (var name : files) {
            var before = read(name);
            var edit = BpmnEdit.of(before);
            edit.redraw();
            var model = ForeignModel.read(edit.xml().getBytes(StandardCharsets.UTF_8));
            assertThat(model.findings()).as(name).isEmpty();
            var boxes = boxes(edit.xml());
            for (int one = 0; one < boxes.size(); one++) {
                for (int other = one + 1; other < boxes.size(); other++) {
                    assertThat(boxes.get(one).intersects(boxes.get(other)))
                            .as("%s: %s and %s", name, boxes.get(one), boxes.get(other))
                            .isFalse();
                }
            }
            assertThat(BpmnEdit.of(before).ways()).as(name).containsExactlyInAnyOrderElementsOf(edit.ways());
        }
    }

    @Test
    void whatIsNotThereIsNotChangedAndWhatIsHostileIsNotOpened() {
        var edit = BpmnEdit.of(read("eheurkunde"));
        var before = edit.xml();
        edit.remove("gibt_es_nicht");
        edit.swap("pruefen", "ergebnis");
        edit.rename("gibt_es_nicht", "x");
        edit.condition("pruefen", "x");
        assertThat(edit.xml()).isEqualTo(before);
        assertThatThrownBy(() -> edit.insert("gibt_es_nicht", "", "x", "", false))
                .isInstanceOf(IllegalArgumentException.class);
        var outside = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + before.substring(before.indexOf('\n'));
        for (var hostile : List.of(outside, "", "<a>", "x".repeat(600_000), "<definitions/>")) {
            assertThatThrownBy(() -> BpmnEdit.of(hostile)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anAnswerAndAFlagAreNotReadAtOnceAndAForkOverAnswersHasADefault() {
        assertThat(findings("= decision = \"bewilligt\" and wunsch.exemplare > 2"))
                .containsExactly(
                        "mit_urkunde: Eine Bedingung liest entweder Angaben des Antrags oder complete und decision, nicht beides.");
        assertThat(findings("= wunsch.exemplar > 2"))
                .first()
                .asString()
                .startsWith("mit_urkunde: ")
                .contains("exemplar");
        assertThat(findings("= wunsch.exemplare"))
                .containsExactly("mit_urkunde: Die Bedingung ergibt nicht Ja oder Nein.");
        assertThat(findings("= wunsch.exemplare > 2")).isEmpty();
        var withoutDefault = BpmnEdit.of(read("eheurkunde"));
        withoutDefault.condition("mit_urkunde", "wunsch.exemplare > 2");
        withoutDefault.otherwise("ergebnis", "");
        assertThat(check(withoutDefault.xml()).findings())
                .extracting(Finding::element)
                .containsExactly("ergebnis");
    }

    private static List<String> findings(String condition) {
        var edit = BpmnEdit.of(read("eheurkunde"));
        edit.condition("mit_urkunde", condition);
        return check(edit.xml()).findings().stream()
                .map(finding -> finding.element() + ": " + finding.message())
                .toList();
    }

    private static List<String> visited(ProcessModel model, int copies) {
        var walk = new ProcessWalk(model, model.ways(() -> new Scope().put("wunsch", Map.of("exemplare", copies))));
        walk.leadsToAnEnd("bewilligt");
        return walk.visited();
    }

    private static ProcessModel sound(String xml) {
        var result = check(xml);
        assertThat(result.findings()).isEmpty();
        return result.model().orElseThrow();
    }

    private static BpmnCheck.Result check(String xml) {
        return BpmnCheck.check(xml.getBytes(StandardCharsets.UTF_8), DECISIONS, ANSWERS);
    }

    private static List<Rectangle> boxes(String xml) {
        return Pattern.compile(
                        "<bpmndi:BPMNShape[^>]*>\\s*<dc:Bounds height=\"(\\d+)\" width=\"(\\d+)\" x=\"(\\d+)\" y=\"(\\d+)\"")
                .matcher(xml)
                .results()
                .map(found -> new Rectangle(
                        Integer.parseInt(found.group(3)),
                        Integer.parseInt(found.group(4)),
                        Integer.parseInt(found.group(2)),
                        Integer.parseInt(found.group(1))))
                .toList();
    }

    private static String read(String name) {
        var light = Path.of("src/main/resources/light/process.bpmn");
        try {
            return name.equals("light")
                    ? Files.readString(light).replaceAll("@\\w+@", "probe")
                    : Files.readString(Path.of("packages", name, "process.bpmn"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
