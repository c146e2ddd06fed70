package org.allmende.cases.bpmn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Processes for tests. */
final class Processes {

    private Processes() {}

    /** Check, ask back, decide, notice, send: drawn like the strip of the case page. */
    static String eheurkunde() {
        try (var in = Objects.requireNonNull(Processes.class.getResourceAsStream("/bpmn/eheurkunde.bpmn"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A process of these elements, without a drawing. */
    static String of(String elements) {
        return """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                             xmlns:flowable="http://flowable.org/bpmn" targetNamespace="https://allmende.example/bpmn">
                  <process id="p" isExecutable="true">%s</process>
                </definitions>
                """.formatted(elements);
    }
}
