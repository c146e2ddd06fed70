package org.allmende.platform.operations;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something outside that pages show and that may fail; a module that asks such registers it, and the operator's page says so as long as
 * it lasts.
 *
 * @param key of its texts, {@code operations.key.remark} and {@code .remedy}, which is given the moment since when
 * @param since when every question has been in vain; empty while there are answers
 */
public record Outage(String key, Supplier<Optional<Instant>> since) {}
