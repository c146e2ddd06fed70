package org.allmende.sensing.web;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.allmende.sensing.Observation;
import org.allmende.sensing.quality.Flag;
import org.allmende.sensing.quality.Limits;
import org.jspecify.annotations.Nullable;

/** What limits would have found in values that are stored, in the order in which they were measured. */
final class LimitsTrial {

    private final Map<Flag, List<Observation>> found = new EnumMap<>(Flag.class);
    private int values;

    private LimitsTrial() {}

    /** {@code all}: the oldest first. Nothing is late in it: when a value came is not kept. */
    static LimitsTrial of(Limits limits, List<Observation> all) {
        var trial = new LimitsTrial();
        Limits.@Nullable Last last = null;
        for (var it : all) {
            long micros = it.key().micros();
            boolean again = it.key().sequence() > 0;
            for (var flag : Flag.in(limits.check(last, micros, it.result(), again, micros))) {
                trial.found.computeIfAbsent(flag, first -> new ArrayList<>()).add(it);
            }
            if (!again) {
                last = last == null ? new Limits.Last(micros, it.result(), micros) : last.then(micros, it.result());
            }
            trial.values++;
        }
        return trial;
    }

    int values() {
        return values;
    }

    /** By what is odd about them; what nothing was found for is not in it. */
    Map<Flag, List<Observation>> found() {
        return found;
    }
}
