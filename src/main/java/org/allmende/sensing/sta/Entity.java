package org.allmende.sensing.sta;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.sensing.ObservationKey;
import org.jspecify.annotations.Nullable;

/**
 * An entity as it was read: the values of its properties in their order, null for what was not asked for; and what was
 * expanded.
 */
final class Entity {

    /** A moment or an interval: microseconds since 1970. */
    record Span(long from, @Nullable Long to) {}

    final EntityType type;
    final long id;
    final @Nullable ObservationKey key;
    final @Nullable Object[] values;
    final Map<String, Long> links = new HashMap<>();
    final Map<String, Entities> expanded = new HashMap<>();

    Entity(EntityType type, long id, @Nullable ObservationKey key) {
        this.type = type;
        this.id = id;
        this.key = key;
        this.values = new Object[type.all().size()];
    }

    /** As it stands in an address. */
    String literal() {
        return key == null ? Long.toString(id) : key.literal();
    }

    String idAsJson() {
        return key == null ? Long.toString(id) : key.json();
    }

    @Nullable
    Object value(String property) {
        for (int i = 0; i < values.length; i++) {
            if (type.all().get(i).name().equals(property)) {
                return values[i];
            }
        }
        return null;
    }

    /** Some entities, how many there are in all if that was asked for, and whether there are more. */
    record Entities(List<Entity> all, @Nullable Long count, boolean more) {}
}
