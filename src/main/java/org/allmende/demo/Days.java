package org.allmende.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.random.RandomGenerator;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.WorkingDays;

/** Moments of the past, counted in working days back from now, so that stories stay fresh whenever the demo is started. */
record Days(Instant now, WorkingDays working) {

    private static final LocalTime OPENING = LocalTime.of(8, 5);
    private static final Duration SLOT = Duration.ofMinutes(40);

    LocalDate today() {
        return GermanDates.dayOf(now);
    }

    /** The working day that lies so many working days before today; 1 is the last one before today. */
    LocalDate ago(int workingDays) {
        var day = today();
        for (int left = workingDays; left > 0; ) {
            day = day.minusDays(1);
            if (working.isWorkingDay(day)) {
                left--;
            }
        }
        return day;
    }

    /** In the office on an earlier day; a later slot of eleven is later on that day. */
    Instant office(int workingDays, int slot, RandomGenerator random) {
        if (workingDays < 1) {
            throw new IllegalArgumentException("The office's day is not over yet.");
        }
        var minutes = SLOT.multipliedBy(slot).plusMinutes(random.nextInt(35));
        return ago(workingDays)
                .atTime(OPENING)
                .plus(minutes)
                .atZone(GermanDates.BERLIN)
                .toInstant();
    }

    /** On the sofa, before the office opens on that day or in the hours before now. */
    Instant home(int workingDays, RandomGenerator random) {
        return workingDays == 0
                ? now.minus(Duration.ofMinutes(15 + random.nextInt(300)))
                : ago(workingDays)
                        .atTime(OPENING)
                        .minusMinutes(20 + random.nextInt(700))
                        .atZone(GermanDates.BERLIN)
                        .toInstant();
    }
}
