package org.allmende.platform.login;

import java.util.SequencedMap;

/** What log-in must know of the region, where an office is only an id; the module that knows the offices implements it. */
public interface OfficeNames {

    /** The names of a tenant's offices by their ids, in the order in which they are offered. */
    SequencedMap<String, String> of(String tenant);

    /** The tenant that leads the region: whoever runs the server works there. */
    String lead();
}
