package org.allmende.services.bpmn;

/**
 * A place in a process.
 *
 * @param form which screen a clerk gets for it; empty for everything but user tasks
 * @param group which kind of office does it; empty where nobody has to
 */
public record Node(String id, Kind kind, String name, String form, String group) {

    /** What it is in BPMN. */
    public enum Kind {
        START_EVENT("startEvent"),
        END_EVENT("endEvent"),
        USER_TASK("userTask"),
        RECEIVE_TASK("receiveTask"),
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
        return kind == Kind.USER_TASK || kind == Kind.RECEIVE_TASK;
    }
}
