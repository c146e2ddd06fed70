package org.allmende.services;

import java.time.Instant;
import java.util.Map;

/**
 * A municipality offers a service.
 *
 * @param parameters what it filled in, by the parameter's id
 * @param difference what else it changed, as a JSON array of typed differences on paths; empty so far
 */
public record Adoption(
        String tenant,
        String service,
        Version version,
        Map<String, String> parameters,
        String difference,
        boolean active,
        Instant since) {

    public Adoption {
        parameters = Map.copyOf(parameters);
    }
}
