package org.allmende.services.bpmn;

/**
 * A place in a process. The id of a task says what is done there, see {@link BpmnCheck#TASKS}.
 *
 * @param documentation what the clerk is told there, empty for nothing
 * @param lead whether the lead of the office does it, and not any clerk
 */
public record Node(String id, Kind kind, String name, String documentation, boolean lead) {

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
