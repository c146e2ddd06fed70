package org.allmende.cases.bpmn;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a process told as a list: an event or task with its name from the BPMN file.
 *
 * @param time when it was done, since when the case is there, or null for what lies ahead
 */
public record Step(
        String element, String name, State state, @Nullable Instant time) {

    public enum State {
        DONE,
        CURRENT,
        FUTURE
    }
}
