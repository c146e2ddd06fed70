package org.allmende.dashboard;

import java.text.NumberFormat;
import org.allmende.platform.html.Messages;

/** Measured numbers as people read them. */
public final class Numbers {

    private Numbers() {}

    /** With one decimal at most, and none from a hundred on. */
    public static String of(double value, String language) {
        var format = NumberFormat.getNumberInstance(Messages.locale(language));
        format.setMaximumFractionDigits(Math.abs(value) < 100 ? 1 : 0);
        // minus zero is what rounding leaves of a frost that is none
        return format.format(Math.round(value * 10) == 0 ? 0.0 : value);
    }
}
