package org.allmende.cases.handover.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages that could not be delivered. */
public record DeadLettersPage(
        List<Item> items,
        boolean more,
        @Nullable String done,
        @Nullable String error) {

    /** @param answer the beginning of what the receiver answered last; empty for nothing */
    public record Item(
            String id, String receiver, String number, String event, String happened, String reason, String answer) {}
}
