package org.allmende.platform.time;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * New ids: UUID version 7, so that rows lie in the order in which they came and nobody can guess the next one.
 *
 * <p>RFC 9562 §5.7 with the counter of §6.2 method 1: the twelve bits beside the millisecond count up within it and start
 * anew, in the lower half, with the next. A full counter borrows from the next millisecond, and a clock set back is waited
 * out on the last time, so ids of one server never go down.
 */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    public static UUID next() {
        return of(tick(LAST, System.currentTimeMillis(), RANDOM.nextInt(0x800)), RANDOM.nextLong());
    }

    /** The next of the 60 bits that count: 48 of milliseconds, 12 of counter. */
    static long tick(AtomicLong last, long millis, int start) {
        return last.accumulateAndGet(
                (millis << 12) | start, (before, now) -> now >>> 12 > before >>> 12 ? now : before + 1);
    }

    private static UUID of(long ticks, long random) {
        long most = ((ticks >>> 12) << 16) | 0x7000 | (ticks & 0xfff);
        return new UUID(most, (random & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
    }
}
