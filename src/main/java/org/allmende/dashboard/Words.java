package org.allmende.dashboard;

/** What people read, in both languages; where there is no English the German. */
public record Words(String de, String en) {

    public String in(String language) {
        return "en".equals(language) && !en.isBlank() ? en : de;
    }
}
