package org.allmende.region;

import java.util.Optional;

/** Where a portal takes statements on plans that are laid open. */
public interface PlanStatements {

    /** Path of the service's page; empty where the municipality takes none online. */
    Optional<String> findPath(String tenant);
}
