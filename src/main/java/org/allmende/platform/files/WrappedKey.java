package org.allmende.platform.files;

/** A file's key, closed with a tenant key under the master key of that id; worthless without the key file. */
public record WrappedKey(String masterKey, String value) {}
