package org.allmende.sensing;

/** Numbers added up over an interval, from and to in microseconds since 1970; there is at least one. */
public record Aggregate(long from, long to, long count, double low, double high, double total) {}
