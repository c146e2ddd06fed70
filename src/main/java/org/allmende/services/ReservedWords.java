package org.allmende.services;

import java.util.Set;

/** Words that expressions understand as something else, or that the platform gives a meaning. */
final class ReservedWords {

    private static final Set<String> ALL = Set.of(
            "and",
            "or",
            "not",
            "between",
            "in",
            "if",
            "then",
            "else",
            "for",
            "return",
            "some",
            "every",
            "satisfies",
            "null",
            "true",
            "false",
            "function",
            "external",
            "instance",
            "of",
            "item",
            "partial",
            "date",
            "time",
            "duration",
            "today",
            "now",
            "parameter",
            "computed",
            "answer",
            "elsewhere",
            "this");

    /** Pages of an application beside its steps; a step of that name could never be opened. */
    static final Set<String> PAGES =
            Set.of("absenden", "ausweisen", "geaendert", "pruefen", "speichern", "verlassen", "zuruecknehmen");

    private ReservedWords() {}

    static boolean contains(String word) {
        return ALL.contains(word);
    }
}
