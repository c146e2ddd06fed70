package org.allmende.services;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.services.form.Text;

/**
 * What comes out of a service, and the decisions that an office can make about it.
 *
 * @param objection whether one can object to its notices (§ 68 VwGO)
 * @param parts paths of the questions about which can be decided by themselves
 * @param withoutObjection where the law of the Land knows no objection here (§ 68 (1) sentence 2 VwGO)
 */
public record Outcome(
        Kind kind, boolean objection, Set<Land> withoutObjection, List<Decision> decisions, List<String> parts) {

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
            String id, Text label, String heading, boolean grants, boolean hearing, boolean fourEyes, String notice) {}

    public Outcome {
        withoutObjection = Set.copyOf(withoutObjection);
        decisions = List.copyOf(decisions);
        parts = List.copyOf(parts);
    }

    public boolean allowsObjection(Land land) {
        return objection && !withoutObjection.contains(land);
    }

    public Optional<Decision> findDecision(String id) {
        return decisions.stream().filter(decision -> decision.id().equals(id)).findFirst();
    }
}
