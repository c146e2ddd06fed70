package org.allmende.services.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProcessWalkTest {

    private static final Set<String> DECISIONS = new LinkedHashSet<>(List.of("bewilligt", "abgelehnt"));

    @Test
    void asksBackAsOftenAsItMust() {
        var walk = new ProcessWalk(eheurkunde(), Map.of());
        assertThat(walk.waiting()).containsExactly("pruefen");

        walk.done("pruefen", Map.of("complete", false));
        walk.done("rueckfrage", Map.of());
        walk.done("pruefen", Map.of("complete", false));
        walk.done("rueckfrage", Map.of());
        walk.done("pruefen", Map.of("complete", true));
        walk.done("entscheiden", Map.of("decision", "abgelehnt"));
        walk.done("bescheid", Map.of());

        assertThat(walk.ended()).isTrue();
        assertThat(walk.decision()).contains("abgelehnt");
    }

    @Test
    void aTaskThatIsNotItsTurnIsRefused() {
        var walk = new ProcessWalk(eheurkunde(), Map.of());

        assertThatExceptionOfType(ProcessWalk.NoWay.class)
                .isThrownBy(() -> walk.done("versenden", Map.of()))
                .withMessage("Der Vorgang wartet nicht bei „versenden“, sondern bei: pruefen.");
    }

    @Test
    void bothSidesOfAParallelGatewayAreWaitedFor() {
        var walk = new ProcessWalk(model("""
                start s, parallel teilen, task pruefen, task aufgabe_kasse, parallel treffen, end e
                s>teilen teilen>pruefen teilen>aufgabe_kasse pruefen>treffen aufgabe_kasse>treffen treffen>e
                """), Map.of());

        assertThat(walk.waiting()).containsExactly("pruefen", "aufgabe_kasse");
        walk.done("pruefen", Map.of());
        assertThat(walk.waiting()).containsExactly("aufgabe_kasse");
        walk.done("aufgabe_kasse", Map.of());
        assertThat(walk.ended()).isTrue();
    }

    @Test
    void whatCannotRunIsSaid() {
        assertThat(findings("start s, task pruefen, end e\ns>pruefen pruefen>e e>e"))
                .contains("Der Pfeil „e_e“ beginnt an einem Ende oder führt zum Start.");
        assertThat(findings("start s, task pruefen, task rueckfrage, end e\ns>pruefen pruefen>e"))
                .contains("„rueckfrage“ wird nie erreicht.");
        assertThat(findings("start s, exclusive g, end e\ns>g g>g g>e")).contains("läuft bei „g“ im Kreis");
        assertThat(findings("start s, task foo, end e\ns>foo foo>e"))
                .contains("Für die Aufgabe „foo“ gibt es keinen Bildschirm.");
        assertThat(findings("start s, task pruefen, end e, end f\ns>pruefen pruefen>e pruefen>f"))
                .contains("Nur Gateways haben mehrere Ausgänge");
        assertThat(findings("task pruefen, end e\npruefen>e")).contains("hier sind es 0");
    }

    private static ProcessModel eheurkunde() {
        try {
            return BpmnCheck.check(
                            Files.readAllBytes(Path.of("packages/eheurkunde/process.bpmn")),
                            DECISIONS,
                            BpmnCheck.Answers.NONE)
                    .model()
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ProcessModel model(String sketch) {
        return BpmnCheck.check(bpmn(sketch), DECISIONS, BpmnCheck.Answers.NONE)
                .model()
                .orElseThrow();
    }

    private static String findings(String sketch) {
        return BpmnCheck.check(bpmn(sketch), DECISIONS, BpmnCheck.Answers.NONE).findings().stream()
                .map(Finding::message)
                .collect(Collectors.joining("\n"));
    }

    /** Nodes in the first line, arrows in the second. */
    private static byte[] bpmn(String sketch) {
        var lines = sketch.strip().lines().toList();
        var elements = Map.of(
                "start",
                "startEvent",
                "end",
                "endEvent",
                "task",
                "userTask",
                "exclusive",
                "exclusiveGateway",
                "parallel",
                "parallelGateway");
        var process = new StringBuilder();
        var drawing = new StringBuilder();
        Arrays.stream(lines.getFirst().split(", ", -1)).forEach(node -> {
            var words = node.split(" ", 2);
            process.append(
                    "<%s id='%s' name='%s'/>".formatted(elements.getOrDefault(words[0], "?"), words[1], words[1]));
            drawing.append("<d:BPMNShape bpmnElement='%s'/>".formatted(words[1]));
        });
        Arrays.stream(lines.getLast().split(" ", -1)).forEach(arrow -> {
            var ends = arrow.split(">", 2);
            var id = ends[0] + "_" + ends[1];
            process.append("<sequenceFlow id='%s' sourceRef='%s' targetRef='%s'/>".formatted(id, ends[0], ends[1]));
            drawing.append("<d:BPMNEdge bpmnElement='%s'/>".formatted(id));
        });
        return """
                <definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:d='http://www.omg.org/spec/BPMN/20100524/DI'>
                <process id='p' isExecutable='true'>%s</process><d:BPMNDiagram><d:BPMNPlane bpmnElement='p'>%s</d:BPMNPlane></d:BPMNDiagram>
                </definitions>""".formatted(process, drawing).getBytes(StandardCharsets.UTF_8);
    }
}
