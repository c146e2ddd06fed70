package org.allmende.services.form;

/** Something people read, in German and English. */
public record Text(String de, String en) {

    public static final Text NONE = new Text("", "");

    /** The same in both: a name, or what somebody typed. */
    public static Text of(String same) {
        return new Text(same, same);
    }

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
