package org.allmende.geo.xplan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** What was found while a plan was read and checked. A hopeless file does not fill the memory: after many findings only their number is kept. */
public final class Report {

    private static final int MOST = 500;

    private final List<Finding> findings = new ArrayList<>();
    private int more;
    private boolean errors;

    public void add(Finding finding) {
        errors |= finding.isError();
        if (findings.size() < MOST) {
            findings.add(finding);
        } else {
            more++;
        }
    }

    public boolean hasErrors() {
        return errors;
    }

    /** Errors first, each in the order of the file. */
    public List<Finding> list() {
        var sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparing((Finding one) -> one.rule().weight()).thenComparingInt(Finding::line));
        if (more > 0) {
            sorted.add(Finding.of(Rule.MORE, 0, "", more));
        }
        return Collections.unmodifiableList(sorted);
    }
}
