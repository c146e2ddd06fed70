package org.allmende.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void anIdIsOfVersion7AndTellsItsMillisecond() {
        long before = System.currentTimeMillis();
        UUID id = Ids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, System.currentTimeMillis() + 1_000);
    }

    @Test
    void idsOfManyThreadsDifferAndRiseWithinEach() throws Exception {
        Callable<List<String>> work = () ->
                Stream.generate(Ids::next).limit(20_000).map(UUID::toString).toList();
        Set<String> all = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var ids : threads.invokeAll(List.of(work, work, work, work, work, work, work, work))) {
                assertThat(ids.get()).isSorted();
                all.addAll(ids.get());
            }
        }

        assertThat(all).hasSize(160_000);
    }

    @Test
    void aFullCounterAndAClockSetBackStillGoUp() {
        var last = new AtomicLong();
        List<Long> ticks = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            ticks.add(Ids.tick(last, 1_000, 0x7ff));
        }
        ticks.add(Ids.tick(last, 900, 0));
        ticks.add(Ids.tick(last, 2_000, 0));

        assertThat(ticks).isSorted().doesNotHaveDuplicates();
        assertThat(ticks.getLast()).isEqualTo(2_000L << 12);
    }
}
