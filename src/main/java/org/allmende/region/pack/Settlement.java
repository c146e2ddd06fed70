package org.allmende.region.pack;

import org.allmende.region.Colour;
import org.allmende.region.Slug;
import org.allmende.region.gazetteer.Csv;
import org.allmende.region.gazetteer.Municipality;

/** A municipality of the register with the slug and the colour it has in a region: a line of {@code municipalities.csv}. */
record Settlement(Municipality municipality, Slug slug, Colour colour) {

    static Settlement of(Csv.Row row) {
        var municipality = Municipality.of(row);
        try {
            return new Settlement(municipality, new Slug(row.get("slug")), Colour.parse(row.get("colour")));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s, line %d: %s".formatted(row.source(), row.line(), e.getMessage()), e);
        }
    }
}
