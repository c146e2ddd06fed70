package org.allmende.cases.handover;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.allmende.cases.Case;
import org.jspecify.annotations.Nullable;

/**
 * Software of an office (Fachverfahren) that hears of the office's cases and fetches them.
 *
 * @param office id of the only office it works for, null for all of the tenant
 * @param service name of the only service it knows, null for all
 * @param secret locked; see {@link Receivers#secret}
 */
public record Receiver(
        String tenant,
        UUID id,
        String name,
        @Nullable String office,
        @Nullable String service,
        URI url,
        Set<Event> events,
        boolean active,
        String secret) {

    /** What a receiver can be told. */
    public enum Event {
        SUBMITTED,
        /** The notice is there as well. */
        DECIDED,
        CLOSED;

        /** As messages and tables name it: {@code case.submitted}. */
        public String type() {
            return "case." + name().toLowerCase(java.util.Locale.ROOT);
        }

        public static Optional<Event> ofType(String type) {
            return List.of(values()).stream()
                    .filter(event -> event.type().equals(type))
                    .findFirst();
        }
    }

    /** Whether it may see the case. */
    public boolean covers(Case it) {
        return it.tenant().equals(tenant)
                && (office == null || office.equals(it.office()))
                && (service == null || service.equals(it.service()));
    }
}
