package org.allmende.cases.web;

import java.util.List;

/** What the office has arranged with the citizen beside its process. */
public record StatusSteps(List<Visit> visits) {

    /**
     * A site visit that is still to take place, or was cancelled.
     *
     * @param off why it was cancelled, empty when it was not
     * @param ics its file for calendars
     */
    public record Visit(String when, String datetime, String place, String who, String hint, String off, String ics) {}
}
