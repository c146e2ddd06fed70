package org.allmende.services;

/**
 * Something wrong in a service package: where, what, and what to do about it, in German.
 *
 * @param line counted from 1; 0 when the file as a whole is meant
 */
public record Problem(String file, int line, String message, String fix) {

    /** {@code form.yaml:12: Die Frage hat keine Beschriftung. Ergänzen Sie „label“.} */
    @Override
    public String toString() {
        return file + (line == 0 ? "" : ":" + line) + ": " + message + (fix.isEmpty() ? "" : " " + fix);
    }
}
