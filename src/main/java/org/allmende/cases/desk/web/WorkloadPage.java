package org.allmende.cases.desk.web;

import java.util.List;

/** How much lies with whom. */
public record WorkloadPage(List<Line> lines) {

    /** @param away until when somebody is away and who stands in, empty when they are here */
    public record Line(String name, String href, int open, int overdue, int due, int done, String away) {}
}
