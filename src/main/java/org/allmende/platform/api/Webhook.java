package org.allmende.platform.api;

/**
 * A message that this server sends to other software. A module that sends some registers them as beans.
 *
 * @param type as the message says it: {@code thing.changed}
 * @param words key of its name among the messages; when it is sent stands under the same key with {@code .text}
 * @param body a record: the message itself
 */
public record Webhook(String type, String words, Class<?> body) {}
