package org.allmende.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * The demo's clock. It shows the real time, but to a thread that tells a story it shows the moment of the story. So cases
 * from last week come about through the same classes as today's: the same checks, the same process, the same audit log.
 */
@OnlyInDemo
@Primary
@Component
final class DemoClock extends Clock {

    private static final ScopedValue<Instant> THEN = ScopedValue.newInstance();

    private final Clock now;

    DemoClock() {
        this(Clock.systemUTC());
    }

    private DemoClock(Clock now) {
        this.now = now;
    }

    /** Does something as if it were that moment. */
    static void at(Instant then, Runnable act) {
        ScopedValue.where(THEN, then).run(act);
    }

    /** As {@link #at}, for something that gives a result. */
    static <T> T get(Instant then, Supplier<T> act) {
        return ScopedValue.where(THEN, then).call(act::get);
    }

    static boolean isTellingAStory() {
        return THEN.isBound();
    }

    @Override
    public Instant instant() {
        return THEN.isBound() ? THEN.get() : now.instant();
    }

    @Override
    public ZoneId getZone() {
        return now.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) && now.getZone().equals(zone) ? this : new DemoClock(now.withZone(zone));
    }
}
