package org.allmende.crash;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** When to kill: in the middle of things, on a fast machine as on a slow one. */
final class Moment {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Moment() {}

    /** Waits until one more is answered, or up to {@code most} more as chance will have it, and then for a part of the next. */
    static void await(Random random, IntSupplier answered, int most) {
        int enough = answered.getAsInt() + random.nextInt(1, most + 1);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (answered.getAsInt() < enough) {
            if (System.nanoTime() > end) {
                throw new AssertionError("%d of %d were answered".formatted(answered.getAsInt(), enough));
            }
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        LockSupport.parkNanos(Duration.ofMillis(random.nextLong(0, 60)).toNanos());
    }
}
