package org.allmende.platform.audit;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Knows what some ids of the log stand for: people by name, cases by number. */
public interface Naming {

    /** Those that are known, in the current tenant. */
    Map<UUID, String> names(Collection<UUID> ids);
}
