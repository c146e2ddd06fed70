package org.allmende.sensing.sta;

/**
 * An entity was made or changed, and that is committed.
 *
 * @param set the name of its set; {@code Observations} only if one was corrected, new ones come from the intake
 */
public record Event(String set, String id, boolean isNew) {}
