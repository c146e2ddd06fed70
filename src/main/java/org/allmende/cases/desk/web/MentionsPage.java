package org.allmende.cases.desk.web;

import java.util.List;

/**
 * Who has named somebody, and whether a letter comes for each.
 *
 * @param mail whether a letter comes for each
 */
public record MentionsPage(List<Line> lines, int unseen, boolean mail) {

    public record Line(String href, String number, String title, String by, String when, boolean seen) {}
}
