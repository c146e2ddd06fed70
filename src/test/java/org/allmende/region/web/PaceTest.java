package org.allmende.region.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {

    private Instant now = Instant.parse("2026-11-23T09:10:00Z");
    private final Pace pace = new Pace(((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @Test
    void oneAddressIsHeardAFewTimesAnHour() {
        assertThat(IntStream.range(0, 8)
                        .filter(time -> pace.allows("192.0.2.1"))
                        .count())
                .isEqualTo(Pace.FROM_ONE);
        assertThat(pace.allows("192.0.2.2")).isTrue();
        now = now.plus(Duration.ofHours(1));
        assertThat(pace.allows("192.0.2.1")).isTrue();
    }

    @Test
    void aCrowdDoesNotFillTheMailbox() {
        assertThat(IntStream.range(0, 1000)
                        .filter(number -> pace.allows("address " + number))
                        .count())
                .isEqualTo(Pace.ALTOGETHER);
    }
}
