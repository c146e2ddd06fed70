package org.allmende.cases.handover.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The receivers of a tenant and the form for another.
 *
 * @param keys of the receiver that was just made or got new ones; null otherwise
 * @param dead how many messages could not be delivered
 * @param tried what came of trying a line, null if none was tried
 */
public record ReceiversPage(
        List<Item> receivers,
        @Nullable Keys keys,
        long dead,
        @Nullable Tried tried,
        Map<String, String> offices,
        Map<String, String> services,
        Map<String, String> events,
        Map<String, String> typed,
        List<String> typedEvents,
        Map<String, String> errors,
        boolean closedAllowed,
        @Nullable String done) {

    public record Item(String id, String name, String url, String scope, String events, boolean active) {}

    /** Shown once. */
    public record Keys(String name, String secret, String token) {}

    public record Tried(boolean good, String text) {}

    public String value(String field) {
        return typed.getOrDefault(field, "");
    }
}
