package org.allmende.cases.bpmn;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process as its author drew it, with the place where a case stands: as a picture, and as a list for small screens and
 * for those who listen to it.
 */
public final class ProcessDrawing {

    private final Diagram diagram;

    private ProcessDrawing(Diagram diagram) {
        this.diagram = diagram;
    }

    /** @throws IllegalArgumentException when this is no BPMN file */
    public static ProcessDrawing of(String bpmn) {
        return new ProcessDrawing(Diagram.of(bpmn));
    }

    /** Whether the file holds a drawing and not the process alone. */
    public boolean isDrawn() {
        return diagram.frame().isPresent();
    }

    /**
     * The drawing as an SVG element; empty when the file holds none. Colours and letters are those of the classes in {@code
     * staff.css}; the ids {@code bp-title} and {@code bp-desc} are in it, so a page shows one.
     *
     * @param title what it is, for screen readers: "Ablauf"
     * @param description where the case stands, for screen readers
     * @param notes a few words for the second line of a task's box, by the task's id
     */
    public String svg(Position position, String title, String description, Map<String, String> notes) {
        return diagram.frame()
                .map(frame -> new ProcessPainter(diagram, position, notes).paint(frame, title, description))
                .orElse("");
    }

    /**
     * A task or end that a case may still come to.
     *
     * @param when the last fork before it in words, empty when the way leads there without one
     */
    public record Ahead(String element, String name, String when) {}

    /** Everything that may still come, nearest first; what the case comes to again is in it too. */
    public List<Ahead> ahead(Position position) {
        if (position.ended()) {
            return List.of();
        }
        return Ways.from(diagram, Ways.places(diagram, position)).entrySet().stream()
                .flatMap(way -> Optional.ofNullable(diagram.elements().get(way.getKey()))
                        .filter(element -> element.isTask() || element.type().equals("endEvent"))
                        .map(element -> new Ahead(element.id(), element.name(), way.getValue()))
                        .stream())
                .toList();
    }

    /** What an element is called, empty when it has no name. */
    public String name(String element) {
        var found = diagram.elements().get(element);
        return found == null ? "" : found.name();
    }

    /** What was done, where the case is, and what follows on the main way. */
    public List<Step> steps(Position position) {
        return new ProcessSteps(diagram, position).list();
    }
}
