package org.allmende.cases.web;

import java.util.List;
import java.util.Map;

/**
 * The figures of one service.
 *
 * @param spans as in {@link FigureListPage}
 * @param steps from the first click to the sending
 */
public record FigurePage(
        String title,
        String lead,
        String service,
        String list,
        Map<String, String> spans,
        String span,
        String tenant,
        List<Card> cards,
        List<Step> steps,
        List<Comment> comments) {

    public record Card(String title, String icon, List<Line> lines) {}

    public record Line(String name, String value) {}

    /**
     * How far applications came.
     *
     * @param percent of those begun, 0 to 100; 0 also when it is not told
     * @param left so many ended here
     */
    public record Step(String title, String count, int percent, String left) {}

    /** What somebody misses; {@code tenant} is the slug of the portal, {@code about} says page, day and portal. */
    public record Comment(String id, String tenant, String about, String text) {}
}
