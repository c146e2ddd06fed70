package org.allmende.services.bpmn;

/** A place in a process. The id of a task says what is done there, see {@link BpmnCheck#TASKS}. */
public record Node(String id, Kind kind, String name) {

    /** What it is in BPMN. */
    public enum Kind {
        START_EVENT("startEvent"),
        END_EVENT("endEvent"),
        USER_TASK("userTask"),
        EXCLUSIVE_GATEWAY("exclusiveGateway"),
        PARALLEL_GATEWAY("parallelGateway");

        private final String element;

        Kind(String element) {
            this.element = element;
        }

        public String element() {
            return element;
        }
    }

    /** Whether the process waits here: for a clerk or for the citizen. */
    public boolean waits() {
        return kind == Kind.USER_TASK;
    }
}
