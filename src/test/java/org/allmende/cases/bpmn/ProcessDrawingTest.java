package org.allmende.cases.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.cases.bpmn.Position.Kind;
import org.allmende.cases.bpmn.Position.Visit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ProcessDrawingTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");

    private final ProcessDrawing eheurkunde = ProcessDrawing.of(Processes.eheurkunde());

    @Test
    void theListTellsWhatWasDoneWhereItIsAndWhatFollows() {
        assertThat(told(path("eingang pruefen* entscheiden@")))
                .isEqualTo(
                        "✓ Antrag eingegangen, ✓ Prüfung, ▶ Entscheidung, ○ Bescheid und Gebühr, ○ Urkunde drucken und senden");
    }

    @Test
    void askingBackLeadsBackToTheCheck() {
        assertThat(told(path("eingang pruefen* rueckfrage@")))
                .isEqualTo(
                        "✓ Antrag eingegangen, ✓ Prüfung, ▶ Rückfrage, ○ Prüfung, ○ Entscheidung, ○ Bescheid und Gebühr, ○ Urkunde drucken und senden");
        assertThat(told(path("eingang pruefen* rueckfrage* pruefen@")))
                .startsWith("✓ Antrag eingegangen, ✓ Rückfrage, ▶ Prüfung, ○ Entscheidung");
    }

    @Test
    void anEndedCaseHasNothingAhead() {
        var visits = path("eingang pruefen* entscheiden* bescheid* abgelehnt").visits();
        assertThat(told(new Position(visits, true)))
                .isEqualTo("✓ Antrag eingegangen, ✓ Prüfung, ✓ Entscheidung, ✓ Bescheid und Gebühr, ✓ abgelehnt");
    }

    @Test
    void aCaseThatHasNotStartedHasEverythingAhead() {
        assertThat(told(Position.NOWHERE))
                .isEqualTo("○ Prüfung, ○ Entscheidung, ○ Bescheid und Gebühr, ○ Urkunde drucken und senden");
    }

    @Test
    void theDrawingMarksThePlaceByClasses() {
        var svg = svg(path("eingang f1 pruefen* f2 vollstaendig f3 entscheiden@"));
        assertThat(classes(svg, "bp-task[^\"]*"))
                .as("the question can no longer come")
                .containsExactlyInAnyOrder(
                        "bp-task bp-done", "bp-task bp-never", "bp-task bp-current", "bp-task", "bp-task");
        assertThat(classes(svg, "bp-flow[^\"]*").stream().filter("bp-flow bp-done"::equals))
                .hasSize(3);
        assertThat(svg).containsOnlyOnce("bp-halo").containsOnlyOnce("bp-badge");
    }

    @Test
    void whatMayComeIsToldWithTheForkBeforeIt() {
        assertThat(eheurkunde.ahead(path("eingang pruefen@")).stream()
                        .map(ahead -> ahead.name() + (ahead.when().isEmpty() ? "" : " (" + ahead.when() + ")")))
                .containsExactly(
                        "Entscheidung (vollständig? – ja)",
                        "Rückfrage (vollständig? – nein)",
                        "Bescheid und Gebühr",
                        "Prüfung",
                        "Urkunde drucken und senden (bewilligt? – ja)",
                        "abgelehnt (bewilligt? – nein)",
                        "Urkunde versandt");
        assertThat(eheurkunde.ahead(new Position(path("eingang pruefen*").visits(), true)))
                .isEmpty();
    }

    @Test
    void theDrawingSpeaksToScreenReadersAndKeepsTheContentPolicy() {
        var svg = eheurkunde.svg(path("eingang pruefen@"), "Ablauf", "Jetzt: Prüfung", Map.of("pruefen", "seit heute"));
        assertThat(svg)
                .startsWith("<svg class=\"bp\" role=\"img\" aria-labelledby=\"bp-title bp-desc\"")
                .contains("<title id=\"bp-title\">Ablauf</title><desc id=\"bp-desc\">Jetzt: Prüfung</desc>")
                .contains(">seit heute</text>")
                .doesNotContain("style", "script", "href", "on:");
    }

    @Test
    void namesCannotBreakOutOfTheDrawing() {
        var hostile = Processes.eheurkunde()
                .replace("name=\"Rückfrage\"", "name=\"&lt;/text>&lt;script>alert(1)&lt;/script>\"");
        var svg = ProcessDrawing.of(hostile).svg(Position.NOWHERE, "<b>", "\"", Map.of("pruefen", "<i>"));
        assertThat(svg).doesNotContain("<script", "<b>", "<i>").contains("&lt;/text");
    }

    @Test
    void noFileReachesOutside() {
        var hostile = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
                + Processes.of("<userTask id='t' name='&x;'/>");
        assertThatThrownBy(() -> ProcessDrawing.of(hostile)).isInstanceOf(IllegalArgumentException.class);
        var nowhere = Processes.eheurkunde().replace("x=\"104\"", "x=\"NaN\"");
        assertThatThrownBy(() -> ProcessDrawing.of(nowhere)).hasMessageContaining("x is no place on a drawing");
    }

    @Test
    void aProcessWithoutADrawingIsAListAlone() {
        var list = ProcessDrawing.of(Processes.of("<startEvent id='s'/><userTask id='t' name='Prüfung'/>"
                + "<sequenceFlow id='f' sourceRef='s' targetRef='t'/>"));
        assertThat(list.isDrawn()).isFalse();
        assertThat(list.svg(Position.NOWHERE, "", "", Map.of())).isEmpty();
        assertThat(list.steps(Position.NOWHERE)).extracting(Step::name).containsExactly("Prüfung");
    }

    @Test
    void textFitsItsBox() {
        assertThat(Lettering.lines("Urkunde drucken und senden", 14, 118))
                .containsExactly("Urkunde drucken", "und senden");
        assertThat(Lettering.lines("Gewerbe-Ummeldung", 14, 90)).containsExactly("Gewerbe-", "Ummeldung");
        assertThat(Lettering.lines("Personenstandsurkunde", 14, 90))
                .allSatisfy(line -> assertThat(Lettering.width(line, 14)).isLessThan(95))
                .hasSizeBetween(2, 3);
    }

    @Test
    void modelsOfTheBpmnReferenceSetAreDrawnWhole() throws Exception {
        var folder = Path.of("../shared/data/services/bpmn");
        if (!Files.isDirectory(folder) && !"true".equals(System.getenv("CI"))) {
            Assumptions.abort("The BPMN reference models are not here: " + folder);
        }
        List<Path> models;
        try (Stream<Path> files = Files.list(folder)) {
            models = files.filter(file -> file.toString().endsWith(".bpmn"))
                    .sorted()
                    .toList();
        }
        assertThat(models).hasSize(8);
        for (var model : models) {
            var bpmn = Files.readString(model, StandardCharsets.ISO_8859_1);
            var svg = ProcessDrawing.of(bpmn).svg(Position.NOWHERE, "Ablauf", "", Map.of());
            var diagram = Diagram.of(bpmn);
            assertThat(diagram.shapes())
                    .as(model.toString())
                    .isNotEmpty()
                    .allSatisfy(shape -> assertThat(shape.element().type()).isNotEqualTo("unknown"));
            assertThat(classes(svg, "bp-flow")).as(model.toString()).hasSize((int) diagram.edges().stream()
                    .filter(edge -> edge.element().type().equals("sequenceFlow"))
                    .count());
            assertThat(classes(svg, "bp-task[^\"]*")).as(model.toString()).hasSizeGreaterThanOrEqualTo((int)
                    diagram.shapes().stream()
                            .filter(shape -> shape.element().isTask())
                            .count());
        }
    }

    private String svg(Position position) {
        return eheurkunde.svg(position, "Ablauf", "", Map.of());
    }

    private static List<String> classes(String svg, String pattern) {
        return Pattern.compile("class=\"(" + pattern + ")\"")
                .matcher(svg)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private String told(Position position) {
        return eheurkunde.steps(position).stream()
                .map(step -> switch (step.state()) {
                            case DONE -> "✓ ";
                            case CURRENT -> "▶ ";
                            case FUTURE -> "○ ";
                        }
                        + step.name())
                .collect(Collectors.joining(", "));
    }

    /** Elements in the order in which the case came to them: a star for tasks that are done, an at sign where it is. */
    private static Position path(String elements) {
        var visits = new ArrayList<Visit>();
        var time = MONDAY;
        for (var element : elements.split(" ", -1)) {
            time = time.plusSeconds(60);
            var id = element.replaceAll("[*@]", "");
            var kind = id.length() == element.length() ? Kind.OTHER : Kind.TASK;
            visits.add(new Visit(id, kind, time, element.endsWith("@") ? null : time.plusSeconds(30)));
        }
        return new Position(visits, false);
    }
}
