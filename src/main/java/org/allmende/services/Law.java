package org.allmende.services;

import java.util.List;
import org.allmende.services.form.Text;

/**
 * A provision that a service rests on.
 *
 * @param level where it holds: {@code Bund} or a Land by its two letters, {@code HE}
 * @param provision "§ 62 PStG"
 * @param about what it says, in our words
 */
public record Law(String level, String provision, Text about) {

    public static final String FEDERAL = "Bund";

    public boolean holdsIn(Land land) {
        return level.equals(FEDERAL) || level.equals(land.name());
    }

    /** Whether a service with this law can be had in a Land: it rests on federal law alone, or also on law of this very Land. */
    static boolean allow(List<Law> all, Land land) {
        var ofLaender = all.stream().filter(law -> !law.level().equals(FEDERAL)).toList();
        return ofLaender.isEmpty() || ofLaender.stream().anyMatch(law -> law.holdsIn(land));
    }

    /** What holds in this Land. */
    public static List<Law> in(List<Law> all, Land land) {
        return all.stream().filter(law -> law.holdsIn(land)).toList();
    }
}
