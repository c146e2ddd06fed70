package org.allmende.services;

import java.time.Instant;
import java.util.Map;

/**
 * A municipality offers a service.
 *
 * @param parameters what it filled in, by the parameter's id
 * @param variation what else it says differently
 */
public record Adoption(
        String tenant,
        String service,
        Version version,
        Map<String, String> parameters,
        Variation variation,
        boolean active,
        Instant since) {

    public Adoption {
        parameters = Map.copyOf(parameters);
    }
}
