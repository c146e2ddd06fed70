package org.allmende.cases.opinion;

/** Who is asked for an opinion. */
public sealed interface Body {

    /** As histories and letters call it. */
    String name();

    /** An office of the region, of the same tenant or another one. */
    record OfOffice(String tenant, String office, String name) implements Body {}

    /** Somebody who does not work here, such as a federal authority or an association. */
    record Outside(String name, String email) implements Body {}
}
