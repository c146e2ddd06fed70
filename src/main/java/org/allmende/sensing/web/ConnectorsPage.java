package org.allmende.sensing.web;

import java.util.List;
import java.util.Map;

/**
 * What a tenant fetches from others, and how it goes. Public because the template reads it.
 *
 * @param kinds what can be connected: addresses of the form, by their words
 * @param done what has just been done, or empty
 */
public record ConnectorsPage(List<Item> items, List<Kind> kinds, String done) {

    /**
     * A connector.
     *
     * @param state a word, {@code look} how the word is shown
     * @param trouble what is wrong, empty if nothing is
     * @param rows what the last answer had in it
     */
    public record Item(
            String path,
            String name,
            String kind,
            String state,
            String look,
            String trouble,
            String last,
            String next,
            String rows) {}

    public record Kind(String path, String name, String text) {}

    /**
     * One of them.
     *
     * @param line whether it stands instead of being fetched from
     * @param facts what is known of it, in this order
     * @param stations what it fills
     */
    public record One(
            Item item,
            boolean active,
            boolean line,
            Map<String, String> facts,
            List<Refused> refused,
            List<Link> stations,
            String done) {}

    /** Rows that were not taken: why, how many, one of them. */
    public record Refused(String why, int count, String example) {}

    /** A datastream; the path is empty while nobody but staff may see it. */
    public record Link(String name, String path) {}
}
