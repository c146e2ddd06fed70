package org.allmende.dashboard.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One station: what it says now, and what it has said.
 *
 * @param says the value in a sentence, and what follows from it
 * @param terms how its values differ from what was measured
 * @param odd values of the last day that are odd
 * @param measured when its newest value was
 * @param listening where new values are told
 * @param notices what everybody is told about it, after somebody has approved it
 * @param wide the chart for a desk, {@code narrow} for a phone; both null if nothing was measured
 * @param story the chart in words
 * @param lamp how long it has burned; null if it is no lamp
 * @param frame HTML with which others show the station
 * @param subscribe where e-mails about its levels are ordered; null if it has none that matters
 * @param csv path of what the chart shows, for a spreadsheet; {@code call} is its whole address
 */
public record StationPage(
        Tile tile,
        String useCase,
        String useCaseHref,
        String aim,
        String measures,
        boolean invented,
        List<String> says,
        List<String> terms,
        List<Odd> odd,
        String measured,
        String listening,
        List<String> notices,
        List<Choice> spans,
        String window,
        @Nullable String earlier,
        @Nullable String later,
        @Nullable Chart wide,
        @Nullable Chart narrow,
        List<String> story,
        String caption,
        List<Row> rows,
        List<Stage> stages,
        List<Past> past,
        Health health,
        @Nullable Lamp lamp,
        @Nullable String subscribe,
        String csv,
        String geoJson,
        String call,
        String frame) {

    public record Choice(String label, String href, boolean here) {}

    public record Row(String time, String low, String mean, String high, String state, String badge) {}

    /** A level and what it means. {@code now}: it is reached. */
    public record Stage(String at, String name, String meaning, String kind, boolean now) {}

    /** Days on which a level was reached. */
    public record Past(String days, String worst, String level, String badge, String href) {}

    /** A lamp: whether it burns, its hours of today and of the last seven and thirty days, and what nobody knows of them. */
    public record Lamp(String state, String today, String week, String month, String unknown) {}

    /** A value about which something is odd: what, and what that means. */
    public record Odd(String time, String value, List<String> why) {}

    /**
     * What is known about the sensor itself, and that something is not.
     *
     * @param silent since when it is silent, or empty
     * @param power the kind of the badge of {@code battery}, or empty
     */
    public record Health(
            String badge,
            String state,
            String silent,
            String last,
            String every,
            String complete,
            String missing,
            String battery,
            String power) {}
}
