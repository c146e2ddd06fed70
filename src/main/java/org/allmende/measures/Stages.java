package org.allmende.measures;

import java.util.List;
import org.allmende.sensing.Datastream;

/** Knows the warning stages of stations. Implemented by whoever arranges the stations, as that module stands on this one. */
@FunctionalInterface
public interface Stages {

    /** The limit from which a value reaches a stage: from there upwards, or downwards. */
    record Stage(String name, double at, boolean above) {

        boolean isReachedBy(double value) {
            return above ? value >= at : value <= at;
        }
    }

    /** Mildest first; empty if it has none. */
    List<Stage> of(Datastream station);

    /** The number of the last stage that a value reaches, from 1 on; 0 for none. */
    static int reached(List<Stage> stages, double value) {
        for (int i = stages.size(); i > 0; i--) {
            if (stages.get(i - 1).isReachedBy(value)) {
                return i;
            }
        }
        return 0;
    }
}
