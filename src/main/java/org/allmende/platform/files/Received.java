package org.allmende.platform.files;

/** A file that was checked, encrypted and put on disk, but that no row refers to yet. */
public record Received(String tenant, String name, FileType type, FileState state, Stored stored) {}
