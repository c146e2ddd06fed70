package org.allmende.sensing;

/** A task, or what can be tasked, cannot be as it was said; the message says why. */
public class TaskRefused extends RuntimeException {

    public TaskRefused(String message) {
        super(message, null, false, false);
    }
}
