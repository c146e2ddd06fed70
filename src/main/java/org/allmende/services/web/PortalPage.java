package org.allmende.services.web;

import java.util.List;
import org.allmende.services.PortalLink;

/** A tenant's portal. */
public record PortalPage(
        String name,
        String shortName,
        String people,
        String search,
        String office,
        String open,
        boolean isOpen,
        List<Hours> hours,
        String address,
        String phone,
        String phoneLink,
        String email,
        Listing listing,
        List<PortalLink.Link> links,
        boolean online) {

    /** Opening hours of a weekday. */
    public record Hours(String day, String times, boolean today) {}
}
