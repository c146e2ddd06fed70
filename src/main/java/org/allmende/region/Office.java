package org.allmende.region;

import java.util.regex.Pattern;

/** A unit of a tenant that decides: the Standesamt of Gladenbach. Services name the kind, not the office. */
public record Office(Slug tenant, String id, String name, String kind, Contact contact) {

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    public Office {
        if (!WORD.matcher(id).matches() || !WORD.matcher(kind).matches()) {
            throw new IllegalArgumentException(
                    "The office \"%s\" of kind \"%s\" of %s needs an id and a kind of a–z, 0–9 and hyphens."
                            .formatted(id, kind, tenant));
        }
    }
}
