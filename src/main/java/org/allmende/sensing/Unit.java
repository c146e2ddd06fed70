package org.allmende.sensing;

import org.jspecify.annotations.Nullable;

/** In what a datastream's results are given: name (Zentimeter), symbol (cm), definition (an address, UCUM as a rule). */
public record Unit(
        @Nullable String name,
        @Nullable String symbol,
        @Nullable String definition) {}
