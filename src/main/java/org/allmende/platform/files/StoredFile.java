package org.allmende.platform.files;

import java.time.Instant;
import java.util.UUID;

/** A file as people see it; {@code sha256} is that of the content, in hex. */
public record StoredFile(
        UUID id, String name, FileType type, long size, String sha256, FileState state, Instant created) {}
