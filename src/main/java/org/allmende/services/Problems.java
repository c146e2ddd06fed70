package org.allmende.services;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects everything that is wrong with a package, so that its author sees it all at once. */
final class Problems {

    private static final int MOST = 200;

    private final List<Problem> all = new ArrayList<>();

    void add(String file, int line, String message, String fix) {
        if (all.size() < MOST) {
            all.add(new Problem(file, line, message, fix));
        }
    }

    void add(Problem problem) {
        add(problem.file(), problem.line(), problem.message(), problem.fix());
    }

    boolean none() {
        return all.isEmpty();
    }

    int count() {
        return all.size();
    }

    /** By file and line. */
    List<Problem> list() {
        return all.stream()
                .distinct()
                .sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line))
                .toList();
    }
}
