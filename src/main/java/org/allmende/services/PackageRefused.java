package org.allmende.services;

import java.util.List;
import java.util.stream.Collectors;

/** A package that is not whole, or does what a package may not do; it changes nothing. */
public final class PackageRefused extends RuntimeException {

    private final List<Problem> problems;

    PackageRefused(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
