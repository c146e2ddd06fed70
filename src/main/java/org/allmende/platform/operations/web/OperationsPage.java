package org.allmende.platform.operations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the server stands, in cards.
 *
 * @param now when it was looked at
 * @param good number of cards without a remark
 */
public record OperationsPage(String now, boolean checked, long good, List<Remark> remarks, List<Card> cards) {

    /** What the operator should know at once, and what to do about it; {@code grave} when something is broken. */
    public record Remark(String title, String text, boolean grave) {}

    /**
     * One area.
     *
     * @param kind success, warning or danger; empty when there is nothing to judge
     * @param verdict its state in a word
     * @param wide takes the room of two
     */
    public record Card(
            String icon,
            String title,
            String kind,
            String verdict,
            boolean wide,
            @Nullable String big,
            @Nullable String bigText,
            List<Night> nights,
            List<Line> lines,
            @Nullable Link link) {}

    /** A figure with its name. */
    public record Line(String name, String value) {}

    /** A backup of a past night: {@code good}, {@code bad} or {@code none}, and whether its restore was tried. */
    public record Night(String state, boolean tried) {}

    /** Something to download. */
    public record Link(String label, String href) {}
}
