package org.allmende.platform.subscription;

/**
 * What somebody wants to hear of.
 *
 * @param kind of which module it is: {@code station}
 * @param topic as that module calls it
 * @param title in the reader's language, as pages and letters name it
 * @param path of the page about it
 */
public record Wanted(String kind, String topic, String title, String path) {}
