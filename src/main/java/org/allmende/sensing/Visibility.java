package org.allmende.sensing;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who may see a datastream, its observations and the thing it belongs to. */
public enum Visibility {
    /** Everybody. */
    PUBLIC,
    /** Whoever works for a tenant of the region. */
    COUNTY,
    /** Whoever works for its own tenant. */
    TENANT;

    /** As tables and interfaces write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Visibility> ofKey(String key) {
        return Stream.of(values()).filter(it -> it.key().equals(key)).findFirst();
    }
}
