package org.allmende.sensing.connectors;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How long somebody who does not answer is left alone. */
final class Pause {

    private static final Duration LONGEST_WISH = Duration.ofHours(24);

    private Pause() {}

    /**
     * Twice as long after each failure, a fifth more or less; longer if the source wants that.
     *
     * @param failures before this one, one after the other
     * @param first after the first failure
     * @param longest however many there are
     */
    static Duration after(int failures, Duration first, Duration longest, @Nullable Duration wish) {
        var pause = first.multipliedBy(1L << Math.min(failures, 10));
        var bounded = pause.compareTo(longest) > 0 ? longest : pause;
        long millis = ThreadLocalRandom.current().nextLong(bounded.toMillis() * 4 / 5, bounded.toMillis() * 6 / 5);
        var wished = wish == null ? Duration.ZERO : wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
        return Duration.ofMillis(Math.max(millis, wished.toMillis()));
    }
}
