package org.allmende.services.form;

/** Something people read, in German and English. */
public record Text(String de, String en) {

    public static final Text NONE = new Text("", "");

    public String in(String language) {
        return "en".equals(language) ? en : de;
    }

    public boolean isEmpty() {
        return de.isEmpty();
    }

    @Override
    public String toString() {
        return de;
    }
}
