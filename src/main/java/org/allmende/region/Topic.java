package org.allmende.region;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A field of common work that a tenant takes part in, or not; it decides what its portal and its staff see. */
public enum Topic {
    ONLINE_SERVICES,
    GEODATA,
    SMART_REGION,
    SECURITY,
    ALERTING,
    COMPETENCE_CENTER;

    /** The word for files and database: {@code online-services}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Topic> find(String key) {
        return Arrays.stream(values()).filter(topic -> topic.key().equals(key)).findFirst();
    }

    public static Topic parse(String key) {
        return find(key)
                .orElseThrow(() -> new IllegalArgumentException("There is no topic \"%s\"; topics are %s."
                        .formatted(key, Arrays.stream(values()).map(Topic::key).collect(Collectors.joining(", ")))));
    }
}
