package org.allmende.region;

/**
 * An Ortsteil, by which people find their municipality.
 *
 * @param plz its postal code where it is another than that of the town hall, otherwise empty
 */
public record District(Slug tenant, String name, String plz) {

    public District {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A district of %s has no name.".formatted(tenant));
        }
        if (!plz.matches("([0-9]{5})?")) {
            throw new IllegalArgumentException(
                    "\"%s\" is no postal code; %s has five digits or none.".formatted(plz, name));
        }
    }
}
