package org.allmende.cases.notification;

import java.time.LocalDate;
import java.util.Optional;
import org.allmende.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;

/**
 * On which day a notice is taken as notified, for notices provided or posted from a day on.
 *
 * @param days so many after what counts; the day itself does not count (§ 187 (1) BGB), and the day may be a Sunday, since it ends no
 *     period (BSG, 9.12.2008, B 8/9b SO 13/07 R)
 * @param moves whether a day that is no working day moves to the next one, as in tax law (§ 108 (3) AO; BFH, 14.10.2003, IX R 68/98)
 * @param within so many days after the notification it has to be retrieved, else it is not notified; null where that does not matter
 */
public record NotificationRule(
        Basis basis,
        Way way,
        LocalDate from,
        Counts counts,
        int days,
        @Nullable Integer within,
        boolean moves,
        String source) {

    /** The law of the proceeding. */
    public enum Basis {
        VWVFG,
        SGB_X,
        /** Taxes and charges of municipalities, for which the KAG refer to it. */
        AO,
        /** A mailbox of a citizen account (§ 2 (7) OZG); the page of a case is none, and falls under the law of its proceeding. */
        OZG
    }

    public enum Way {
        POST,
        PORTAL
    }

    /** From what the days are counted. */
    public enum Counts {
        POSTED,
        PROVIDED,
        NOTIFIED,
        RETRIEVED
    }

    /** The day on which the notice is taken as notified, as far as that is known by now. */
    public Optional<LocalDate> dayOf(Steps steps, WorkingDays workingDays) {
        var counted = switch (counts) {
            case POSTED -> steps.posted();
            case PROVIDED -> steps.provided();
            case NOTIFIED -> steps.notified();
            case RETRIEVED -> steps.retrieved();
        };
        if (counted == null || isLate(counted, steps)) {
            return Optional.empty();
        }
        var day = counted.plusDays(days);
        return Optional.of(moves ? workingDays.orNext(day) : day);
    }

    /** The last day to retrieve it; empty where that does not matter, or as long as nobody was told. */
    public Optional<LocalDate> lastDay(Steps steps) {
        return within == null || steps.notified() == null
                ? Optional.empty()
                : Optional.of(steps.notified().plusDays(within));
    }

    private boolean isLate(LocalDate day, Steps steps) {
        return lastDay(steps).filter(day::isAfter).isPresent();
    }

    /** What has happened to a notice, by day in Germany; null for what has not. */
    public record Steps(
            LocalDate provided,
            @Nullable LocalDate notified,
            @Nullable LocalDate retrieved,
            @Nullable LocalDate posted) {}
}
