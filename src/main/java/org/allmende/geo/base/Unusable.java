package org.allmende.geo.base;

/** The base map cannot be shown as it is configured; the sentence says what to do. */
final class Unusable extends Exception {
    Unusable(String sentence) {
        super(sentence, null, false, false);
    }
}
