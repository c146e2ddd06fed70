package org.allmende.cases;

import java.time.Instant;
import java.util.UUID;

/** A file that a citizen added, and the question of the form it answers. */
public record Attachment(UUID id, String question, UUID file, Instant added) {}
