package org.allmende.platform.operations.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The newest letters of a tenant.
 *
 * @param open whether recipient and text are shown, as in the demo
 */
public record OutboxPage(List<Item> letters, boolean open, boolean retried) {

    /** One letter; {@code kind} colours its state. */
    public record Item(
            UUID id,
            String when,
            @Nullable String recipient,
            String subject,
            @Nullable String text,
            String state,
            String kind,
            boolean failed) {}
}
