package org.allmende.services.form;

import java.util.UUID;

/** A file that a citizen added; its content lies in the file store under this id. */
public record FileRef(UUID id, String name, String mediaType, long bytes) {}
