package org.allmende.services;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One thing that a municipality says differently from the package, on a path that never changes its meaning. Kept as JSON beside
 * the adoption; the package itself is never copied.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Difference.OwnText.class, name = "text"),
    @JsonSubTypes.Type(value = Difference.OwnContact.class, name = "contact"),
    @JsonSubTypes.Type(value = Difference.AddedNote.class, name = "note"),
    @JsonSubTypes.Type(value = Difference.AddedFaq.class, name = "faq")
})
public sealed interface Difference {

    /** Another text in one language. {@code original} is what it replaced, so that a later version can be told from it. */
    record OwnText(String path, String language, String text, String original) implements Difference {}

    /** Another way to reach the office for this one service. {@code original} is what the office had then. */
    record OwnContact(Part part, String value, String original) implements Difference {}

    /** Something to know here, above everything else on the page. */
    record AddedNote(String language, String text) implements Difference {}

    /** A question that people ask here, after those of the package. */
    record AddedFaq(String id, String language, String question, String answer) implements Difference {}

    /** Which way to reach the office. */
    enum Part {
        ADDRESS,
        PHONE,
        EMAIL,
        HOURS
    }
}
