package org.allmende.services.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Services as somebody asked for them: fields to choose from, those of one field, or the answer to a search.
 *
 * @param heading says which of these it is
 * @param topics what the list can be narrowed to; empty where the fields themselves are listed
 * @param situations what has happened in somebody's life, beside the fields; empty elsewhere
 * @param all leads to all services from A to Z
 * @param missing names of public services that were found and that nobody offers here yet
 * @param counter where one asks for those; null where people say first where they live
 * @param companies leads to those for companies and associations; null where there are none
 */
public record Listing(
        String heading,
        List<Topic> topics,
        List<Group> groups,
        List<Situation> situations,
        List<String> missing,
        ServicePage.@Nullable Place counter,
        String all,
        @Nullable String companies) {

    /** A field to choose, with the number of its services. */
    public record Topic(String label, String href, int count, boolean chosen) {}

    /** Cards under one letter; without a letter where the best comes first. */
    public record Group(String letter, List<ServiceCard> cards) {}

    /** A Lebenslage to choose. */
    public record Situation(String icon, String label, String href) {}

    public boolean isEmpty() {
        return groups.isEmpty();
    }
}
