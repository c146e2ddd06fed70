package org.allmende.region;

import java.util.Optional;

/** Where a portal takes statements on plans that are laid open. */
public interface PlanStatements {

    /**
     * Path of the service's page, from which the form begins with this plan; empty where the municipality takes none online.
     *
     * @param plan its id
     */
    Optional<String> findPath(String tenant, String plan);

    /**
     * Path where staff read the statements on a plan without who gave them; empty where the municipality takes none online.
     *
     * @param plan its id
     */
    Optional<String> findExtractPath(String tenant, String plan);
}
