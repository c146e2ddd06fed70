package org.allmende.services.web;

import org.jspecify.annotations.Nullable;

/**
 * A service in a list, or a field of services; the path leads to a page about it.
 *
 * @param state how one gets the service; null for a field
 */
public record ServiceCard(
        String icon,
        String title,
        String text,
        String href,
        String where,
        @Nullable State state) {

    /** Online here, online elsewhere, not online yet: in words, as a colour and as a picture. */
    public record State(String label, String kind, String icon) {}
}
