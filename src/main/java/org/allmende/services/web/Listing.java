package org.allmende.services.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Services as somebody asked for them: fields to choose from, those of one field, or the answer to a search.
 *
 * @param heading says which of these it is
 * @param topics what the list can be narrowed to; empty where the fields themselves are listed
 * @param all leads to all services from A to Z, unless these are all
 */
public record Listing(
        String heading,
        List<Topic> topics,
        List<Group> groups,
        @Nullable String all) {

    /** A field to choose, with the number of its services. */
    public record Topic(String label, String href, int count, boolean chosen) {}

    /** Cards under one letter; without a letter where the best comes first. */
    public record Group(String letter, List<ServiceCard> cards) {}

    public boolean isEmpty() {
        return groups.isEmpty();
    }
}
