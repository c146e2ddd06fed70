package org.allmende.platform.files;

import java.util.UUID;

/** What the database must remember to open a file again; {@code sha256} is that of the plain content, in hex. */
public record Stored(UUID id, long size, String sha256, WrappedKey key) {}
