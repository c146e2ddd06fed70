package org.allmende.geo.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that a tenant has brought.
 *
 * @param kept null for none
 * @param leftOut of the file that was just refused, or of what is kept
 * @param decides whether who looks may bring others
 * @param error why a file was not taken, null for none
 * @param done what has just been done, null for nothing
 */
public record AddressDeskPage(
        String town,
        @Nullable Kept kept,
        LeftOut leftOut,
        boolean decides,
        @Nullable String error,
        @Nullable String done) {

    public record Kept(String file, boolean invented, String said) {}

    /** @param first each with its line, as far as they are shown */
    public record LeftOut(List<String> reasons, List<Line> first) {}

    public record Line(int number, String reason, String text) {}
}
