package org.allmende.dashboard.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One station: what it says now, and what it has said.
 *
 * @param says the value in a sentence, and what follows from it
 * @param moment of the newest value
 * @param wide the chart for a desk, {@code narrow} for a phone; both null if nothing was measured
 * @param story the chart in words
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
        String moment,
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
        String csv,
        String geoJson,
        String call) {

    public record Choice(String label, String href, boolean here) {}

    public record Row(String time, String low, String mean, String high, String state, String badge) {}

    /** A level and what it means. {@code now}: it is reached. */
    public record Stage(String at, String name, String meaning, String kind, boolean now) {}

    /** Days on which a level was reached. */
    public record Past(String days, String worst, String level, String badge, String href) {}

    /** What is known about the sensor itself. */
    public record Health(String badge, String state, String last, String every, String complete, String missing) {}
}
