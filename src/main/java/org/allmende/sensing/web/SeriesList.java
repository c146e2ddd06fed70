package org.allmende.sensing.web;

import java.util.List;

/**
 * The datastreams of a tenant. Public because the template reads it.
 *
 * @param done what has just been done, or empty
 */
public record SeriesList(List<Row> rows, String done) {

    /**
     * One of them.
     *
     * @param audience who sees it and how
     * @param state a word about the sensor, {@code look} how it is shown, {@code since} when it was heard of last
     * @param battery what is left in the battery of its thing, with the unit; empty if nobody knows
     * @param odd how many of the latest values are odd; 0 for none
     */
    public record Row(
            int id,
            String name,
            String property,
            String audience,
            String state,
            String look,
            String since,
            String battery,
            boolean weak,
            int odd) {}

    /** Whether anything is known of batteries: otherwise they have no column. */
    public boolean batteries() {
        return rows.stream().anyMatch(it -> !it.battery().isEmpty());
    }
}
