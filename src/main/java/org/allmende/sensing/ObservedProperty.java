package org.allmende.sensing;

/** What is observed: a water level, a temperature. {@code definition}: the address of what is meant. */
public record ObservedProperty(long id, Described described, String definition) {}
