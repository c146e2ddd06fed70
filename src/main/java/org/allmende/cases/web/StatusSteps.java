package org.allmende.cases.web;

import java.util.List;

/** What the office has arranged with the citizen beside its process. */
public record StatusSteps(List<Move> moves, List<Part> parts, List<Visit> visits) {

    /**
     * A part is decided.
     *
     * @param object where to object, or to read until when that was possible
     */
    public record Part(String title, String covers, String text, String href, String object) {}

    /**
     * The case is to go to an office of another tenant, has gone there, or has come from one.
     *
     * @param href where to answer or to read on, {@code go} the words for it; both empty for nothing
     */
    public record Move(String title, String text, String href, String go) {}

    /**
     * A site visit that is still to take place, or was cancelled.
     *
     * @param off why it was cancelled, empty when it was not
     * @param ics its file for calendars
     */
    public record Visit(String when, String datetime, String place, String who, String hint, String off, String ics) {}
}
