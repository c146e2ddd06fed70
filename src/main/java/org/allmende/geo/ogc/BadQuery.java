package org.allmende.geo.ogc;

/** What was asked for makes no sense; the message says why, in English, as the standard's clients expect. */
public final class BadQuery extends RuntimeException {

    public BadQuery(String message) {
        super(message, null, false, false);
    }
}
