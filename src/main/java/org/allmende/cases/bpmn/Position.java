package org.allmende.cases.bpmn;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a case stands in its process: what it has passed, in order, and what it waits at. Elements are named by their ids
 * in the BPMN file.
 */
public record Position(List<Visit> visits, boolean ended) {

    /** A case that has no process yet: everything lies ahead. */
    public static final Position NOWHERE = new Position(List.of(), false);

    /**
     * An element that the case has come to; a task comes again after a loop.
     *
     * @param left null while the case waits there
     */
    public record Visit(
            String element,
            Kind kind,
            Instant reached,
            @Nullable Instant left) {}

    /** A way that somebody could take: everything on it is done. */
    public static Position through(List<String> elements) {
        return new Position(
                elements.stream()
                        .map(element -> new Visit(element, Kind.OTHER, Instant.EPOCH, Instant.EPOCH))
                        .toList(),
                true);
    }

    public enum Kind {
        TASK,
        FLOW,
        OTHER;

        static Kind of(String flowableType) {
            return switch (flowableType) {
                case "userTask" -> TASK;
                case "sequenceFlow" -> FLOW;
                default -> OTHER;
            };
        }
    }

    public Position {
        visits = List.copyOf(visits);
    }

    /** The tasks that the case waits at; empty once it has ended, several between parallel gateways. */
    public Set<String> current() {
        return elements(visit -> visit.kind() == Kind.TASK && visit.left() == null);
    }

    /** The tasks that have been done and are not waited at again, in the order in which they were last done. */
    public List<Visit> done() {
        var current = current();
        return visits.stream()
                .filter(visit -> visit.kind() == Kind.TASK && !current.contains(visit.element()))
                .filter(visit -> visit.equals(last(visit.element())))
                .toList();
    }

    /** Each time the case came to a task, in order; a task comes again after a loop. */
    public List<Visit> rounds() {
        return visits.stream().filter(visit -> visit.kind() == Kind.TASK).toList();
    }

    /** Whether one of several ways has come to where they meet, and waits for the others. */
    public boolean isAtJoin() {
        return visits.stream().anyMatch(visit -> visit.kind() == Kind.OTHER && visit.left() == null);
    }

    public boolean isAt(String task) {
        return current().contains(task);
    }

    /** Everything the case has come to, tasks, events, gateways and flows. */
    Set<String> reached() {
        return elements(visit -> true);
    }

    /** The last time the case came to this element. */
    @Nullable
    Visit last(String element) {
        return visits.reversed().stream()
                .filter(visit -> visit.element().equals(element))
                .findFirst()
                .orElse(null);
    }

    private Set<String> elements(Predicate<Visit> which) {
        return visits.stream().filter(which).map(Visit::element).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
