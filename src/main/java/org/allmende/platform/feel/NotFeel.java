package org.allmende.platform.feel;

/** An expression that cannot be read, or that uses what a package may not use; the message says what, in German. */
public final class NotFeel extends Exception {

    public NotFeel(String message) {
        super(message);
    }
}
