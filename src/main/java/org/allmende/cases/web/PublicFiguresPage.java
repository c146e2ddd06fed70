package org.allmende.cases.web;

import java.util.List;

/** How a service does, for everybody. */
public record PublicFiguresPage(
        String service, String servicePath, String period, List<Group> groups, List<Version> versions) {

    /** Figures about one thing. */
    public record Group(String title, String icon, List<Line> lines) {}

    /** A figure; {@code how} says in plain words how it was counted. */
    public record Line(String name, String value, String how) {}

    /** A version of the form, and since when it has been used. */
    public record Version(String name, String since) {}
}
