package org.allmende.cases.web;

import java.util.List;

/** What else can be done in a case, each on a page of its own, and how far it is. */
public record CaseSteps(List<Step> steps) {

    /** @param kind of the state as of {@code platform.tag} */
    public record Step(String name, String hint, String state, String kind, String href) {}
}
