package org.allmende.services;

import java.util.List;
import java.util.Optional;
import org.allmende.services.form.Text;

/** What comes out of a service, and the decisions that an office can make about it. */
public record Outcome(Kind kind, List<Decision> decisions) {

    /** What the citizen holds in the end. */
    public enum Kind {
        NOTICE,
        CERTIFICATE,
        CONFIRMATION,
        PERMIT,
        NONE
    }

    /**
     * A decision.
     *
     * @param id also the process's flag: {@code bewilligt}
     * @param label what stands on the clerk's button: "Urkunde ausstellen"
     * @param heading what the letter is, in German, the language of letters: "Gebührenbescheid"; the label when nothing else is said
     * @param grants whether the citizen gets what was asked for, and the fee is due
     * @param hearing whether the citizen is heard before (§ 28 VwVfG)
     * @param fourEyes whether a second person has to confirm it
     * @param notice file of the letter that tells it; empty where nothing is decided ({@link Kind#NONE}) and the office only
     *     says that it is done
     */
    public record Decision(
            String id,
            Text label,
            String heading,
            boolean grants,
            boolean hearing,
            boolean fourEyes,
            String notice) {}

    public Outcome {
        decisions = List.copyOf(decisions);
    }

    public Optional<Decision> findDecision(String id) {
        return decisions.stream().filter(decision -> decision.id().equals(id)).findFirst();
    }
}
