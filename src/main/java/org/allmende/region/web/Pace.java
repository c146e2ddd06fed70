package org.allmende.region.web;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Lets only so many letters out in an hour: a few from one address, and not too many altogether. Kept in memory only. */
final class Pace {

    static final int FROM_ONE = 5;
    static final int ALTOGETHER = 100;

    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private final Clock clock;
    private final Map<String, Integer> counts = new HashMap<>();
    private long hour;
    private int all;

    Pace(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean allows(String address) {
        long now = clock.millis() / HOUR_MILLIS;
        if (now != hour) {
            hour = now;
            all = 0;
            counts.clear();
        }
        if (all >= ALTOGETHER || counts.getOrDefault(address, 0) >= FROM_ONE) {
            return false;
        }
        all++;
        counts.merge(address, 1, Integer::sum);
        return true;
    }
}
