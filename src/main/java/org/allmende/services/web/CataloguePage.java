package org.allmende.services.web;

import java.util.List;

/**
 * All services from A to Z, or those for one situation or for companies.
 *
 * @param choices what the list can be narrowed to
 * @param about what the choices are: for screen readers
 * @param letters whether there are enough to jump by letters
 */
public record CataloguePage(
        String title,
        String lead,
        String about,
        List<Listing.Topic> choices,
        boolean letters,
        List<Listing.Group> groups) {}
