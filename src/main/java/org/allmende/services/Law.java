package org.allmende.services;

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

    public boolean isFederal() {
        return level.equals(FEDERAL);
    }

    public boolean holdsIn(Land land) {
        return isFederal() || level.equals(land.name());
    }
}
