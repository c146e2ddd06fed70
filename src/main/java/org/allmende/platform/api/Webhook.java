package org.allmende.platform.api;

/**
 * A message that this server sends to other software. A module that sends some registers them as beans.
 *
 * @param type as the message says it: {@code thing.changed}
 * @param name key of its name among the messages
 * @param text key of when it is sent
 * @param body a record: the message itself
 */
public record Webhook(String type, String name, String text, Class<?> body) {}
