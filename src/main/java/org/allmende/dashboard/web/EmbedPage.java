package org.allmende.dashboard.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A station in a frame on somebody else's page.
 *
 * @param terms how its values differ from what was measured
 * @param chart null if nothing was measured; {@code story} says it in words
 * @param href the whole address of the station's own page
 */
public record EmbedPage(
        Tile tile,
        String useCase,
        boolean invented,
        List<String> says,
        List<String> terms,
        String measured,
        String listening,
        @Nullable Chart chart,
        List<String> story,
        String caption,
        String href) {}
