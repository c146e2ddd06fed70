package org.allmende.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class OpeningHoursTest {

    private final OpeningHours hours = OpeningHours.parse("Mo–Fr 8:00–12:00, Do 14:00–18:00");

    @Test
    void theDoorIsOpenFromTheFirstMinuteToTheLast() {
        assertThat(hours.openAt(LocalDateTime.parse("2026-11-26T08:00"))).isPresent();
        assertThat(hours.openAt(LocalDateTime.parse("2026-11-26T12:00"))).isEmpty();
        assertThat(hours.openAt(LocalDateTime.parse("2026-11-26T17:59"))).isPresent();
        assertThat(hours.openAt(LocalDateTime.parse("2026-11-28T10:00"))).isEmpty();
    }

    @Test
    void whoComesTooLateLearnsWhenToComeBack() {
        assertThat(hours.nextOpening(LocalDateTime.parse("2026-11-26T12:30")))
                .contains(LocalDateTime.parse("2026-11-26T14:00"));
        assertThat(hours.nextOpening(LocalDateTime.parse("2026-11-27T12:30")))
                .contains(LocalDateTime.parse("2026-11-30T08:00"));
        assertThat(OpeningHours.NONE.nextOpening(LocalDateTime.parse("2026-11-27T12:30")))
                .isEmpty();
    }

    @Test
    void theyPrintAsTheyAreWritten() {
        assertThat(OpeningHours.parse("Mo-Mi 8:00-12:00, Fr 8:00-12:00"))
                .hasToString("Mo–Mi 08:00–12:00, Fr 08:00–12:00");
    }

    @Test
    void hoursThatAreNoneAreRefusedWithASentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpeningHours.parse("morgens"))
                .withMessageContaining("write them like Mo–Fr 8:00–12:00");
        assertThatIllegalArgumentException().isThrownBy(() -> OpeningHours.parse("Mo 12:00–8:00"));
        assertThatIllegalArgumentException().isThrownBy(() -> OpeningHours.parse("Mo 8:00–27:00"));
    }
}
