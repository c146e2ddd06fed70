package org.allmende.dashboard;

import java.util.List;
import java.util.Optional;

/**
 * From where on a value means something: Meldestufe 1, nearly full, frost.
 *
 * @param at in the unit of the datastream
 * @param above whether it is reached from there upwards; otherwise downwards
 * @param meaning what it means for people, and what they should do
 */
public record Level(double at, boolean above, Weight weight, Words name, Words meaning) {

    /** How much it matters to somebody who passes by. */
    public enum Weight {
        INFO,
        WARNING,
        DANGER;

        public boolean matters() {
            return this != INFO;
        }
    }

    public boolean isReachedBy(double value) {
        return above ? value >= at : value <= at;
    }

    /** The last one in this order, mildest first, that a value reaches. */
    public static Optional<Level> reached(List<Level> levels, double value) {
        return levels.reversed().stream().filter(it -> it.isReachedBy(value)).findFirst();
    }
}
