package org.allmende.platform.html;

import java.util.Optional;

/** Knows the faces; the module that knows the tenants implements it. */
public interface Faces {

    Optional<Face> find(String slug);

    Face region();
}
