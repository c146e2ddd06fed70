package org.allmende.cases.bpmn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A BPMN file that the engine does not run, with every reason why. */
public final class ProcessRefused extends RuntimeException {

    private final List<String> reasons;

    ProcessRefused(List<String> reasons, @Nullable Throwable cause) {
        super("The process is refused: " + String.join("; ", reasons), cause);
        this.reasons = List.copyOf(reasons);
    }

    public List<String> reasons() {
        return reasons;
    }
}
