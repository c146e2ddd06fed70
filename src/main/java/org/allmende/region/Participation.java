package org.allmende.region;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A tenant takes part in a topic from a day on and, if it left, up to and including another. */
public record Participation(
        Slug tenant, Topic topic, LocalDate since, @Nullable LocalDate until) {

    public Participation {
        if (until != null && until.isBefore(since)) {
            throw new IllegalArgumentException(
                    "%s leaves %s on %s, before it joins on %s.".formatted(tenant, topic.key(), until, since));
        }
    }

    public boolean on(LocalDate day) {
        return !day.isBefore(since) && (until == null || !day.isAfter(until));
    }
}
