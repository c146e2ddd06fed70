package org.allmende.dashboard;

/** What people read, in both languages. */
public record Words(String de, String en) {

    public String in(String language) {
        return "en".equals(language) ? en : de;
    }
}
