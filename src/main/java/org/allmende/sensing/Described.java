package org.allmende.sensing;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What every entity of SensorThings says of itself: name, a sentence, and whatever else its maker wants to say (an object). */
public record Described(
        String name, String description, @Nullable JsonNode properties) {

    public Described(String name, String description) {
        this(name, description, null);
    }
}
