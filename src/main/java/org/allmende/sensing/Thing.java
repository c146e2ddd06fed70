package org.allmende.sensing;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A station, a lamp, a container: something at a place that measures. */
public record Thing(String tenant, long id, Described described, List<Place> places) {

    /** Where it is now. {@code geometry}: GeoJSON, longitude before latitude, if the encoding says so. */
    public record Place(long id, Described described, String encodingType, JsonNode geometry) {}
}
