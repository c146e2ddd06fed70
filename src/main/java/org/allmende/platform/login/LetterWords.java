package org.allmende.platform.login;

/** What a letter to staff says; pages and texts stand above the log-in, so they give it the words. */
public interface LetterWords {

    /** How the tenant signs. */
    String house(String tenant);

    String text(String key, Object... arguments);
}
