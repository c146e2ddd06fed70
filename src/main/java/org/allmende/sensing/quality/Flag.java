package org.allmende.sensing.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What can be odd about an observation. Their bits are those of the table. */
public enum Flag {
    /** Below or above what can be. */
    RANGE(256),
    /** Too far from the one before. */
    STEP(512),
    /** The same value for too long. */
    STUCK(1024),
    /** After a silence that was too long. */
    GAP(2048),
    /** It came too long after it was measured. */
    LATE(4096),
    /** There was one of the same moment before. */
    DUPLICATE(8192);

    /** All of them together. */
    public static final int ALL = 0x3f00;

    /** What no sum takes in: it cannot be, or it was there already. The others may well be true. */
    private static final int DISCOUNTED = RANGE.bit | DUPLICATE.bit;

    private final int bit;

    Flag(int bit) {
        this.bit = bit;
    }

    public int bit() {
        return bit;
    }

    /** As interfaces write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether sums of hours and days, means and editions take the value in. */
    public static boolean counts(int flags) {
        return (flags & DISCOUNTED) == 0;
    }

    public static List<Flag> in(int flags) {
        if ((flags & ALL) == 0) {
            return List.of();
        }
        var found = new ArrayList<Flag>();
        for (var flag : values()) {
            if ((flags & flag.bit) != 0) {
                found.add(flag);
            }
        }
        return found;
    }
}
