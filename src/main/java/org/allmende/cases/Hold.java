package org.allmende.cases;

import java.time.Instant;

/** A case must not be deleted for now, for instance since a court has it (Art. 17 (3) e, Art. 18 (1) c GDPR). */
public record Hold(String reason, String by, Instant at) {}
