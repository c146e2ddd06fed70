package org.allmende.sensing;

import org.allmende.sensing.quality.Limits;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A series of observations of one property by one sensor of one thing.
 *
 * @param id tells by its block whose it is; below 2^21
 * @param feature what its observations are about unless they say otherwise; null before the first one
 * @param featureNow what the next one is about; differs from {@code feature} only once the thing has moved
 * @param limits from when on its values are odd
 * @param counted whether it counts people or devices that they carry: it takes numbers and nothing that could name one of them
 * @param edition whether it is what may be told of another one, so that nobody sends observations to it
 */
public record Datastream(
        String tenant,
        int id,
        long thing,
        long sensor,
        long observedProperty,
        Described described,
        String observationType,
        Unit unit,
        @Nullable JsonNode observedArea,
        Visibility visibility,
        @Nullable Long feature,
        @Nullable Long featureNow,
        Limits limits,
        boolean counted,
        boolean edition) {

    /** What OGC 10-004 calls a measured number. */
    public static final String MEASUREMENT = "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement";

    /** Whether somebody who works for this tenant, or for none, may see it. */
    public boolean isShownTo(@Nullable String reader) {
        return switch (visibility) {
            case PUBLIC -> true;
            case COUNTY -> reader != null;
            case TENANT -> tenant.equals(reader);
        };
    }

    /** Whether it is known what its next observation is about. */
    public boolean hasSubject() {
        return featureNow != null && featureNow > 0;
    }

    Datastream withFeatureNow(@Nullable Long first, @Nullable Long now) {
        return new Datastream(
                tenant,
                id,
                thing,
                sensor,
                observedProperty,
                described,
                observationType,
                unit,
                observedArea,
                visibility,
                first,
                now,
                limits,
                counted,
                edition);
    }

    /** A datastream to be made. */
    public record Draft(
            long thing,
            long sensor,
            long observedProperty,
            Described described,
            String observationType,
            Unit unit,
            @Nullable JsonNode observedArea,
            Visibility visibility) {}
}
