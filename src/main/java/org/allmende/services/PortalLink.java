package org.allmende.services;

import java.util.Optional;

/** Something that a tenant's portal leads to if it has it, from a module that this one does not know. */
public interface PortalLink {

    /** @param text key of what the link says */
    record Link(String path, String text) {}

    /** Asked for each portal page, so the answer has to be at hand. */
    Optional<Link> of(String tenant);
}
