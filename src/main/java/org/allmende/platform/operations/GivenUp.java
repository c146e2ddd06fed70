package org.allmende.platform.operations;

import java.util.function.LongSupplier;

/** Messages to other software that could not be delivered and wait for somebody to look; a module that sends some registers it. */
public record GivenUp(LongSupplier count) {}
