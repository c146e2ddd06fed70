package org.allmende.cases.disclosure.web;

import java.util.List;

/** The cases in which somebody is found, to tell them what is held about them. */
public record DisclosurePage(String search, List<Row> rows) {

    public record Row(
            String id, String number, String applicant, String title, String received, String state, String kind) {}
}
