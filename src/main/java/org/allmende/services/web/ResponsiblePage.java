package org.allmende.services.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is responsible for somebody, by where they live.
 *
 * @param typed what they wrote
 * @param service short name of the service they came for; empty for all
 * @param title of that service
 * @param choices the municipalities that can be meant, when it is not one
 * @param unknown whether nothing was found
 */
public record ResponsiblePage(
        String typed,
        String service,
        String title,
        List<Choice> choices,
        boolean unknown,
        @Nullable Town town) {

    /** A municipality that can be meant. */
    public record Choice(String name, String href) {}

    /**
     * The municipality, with the service that was looked for and everything by the office that does it.
     *
     * @param wanted null when no service was looked for, or when there is none of that name here
     */
    public record Town(
            String name,
            String district,
            String portal,
            ServicePage.Place hall,
            @Nullable ServiceCard wanted,
            List<Office> offices) {}

    /** An office and what it does; {@code place} is null for what others offer online. */
    public record Office(String name, ServicePage.@Nullable Place place, List<ServiceCard> services) {}
}
