package org.allmende.cases.deadlines;

import org.allmende.services.Deadline.WhileMissing;

/**
 * What makes a deadline.
 *
 * @param law the provision, § 75 VwGO; empty for what the office sets itself
 * @param missing what the clock does while the citizen has to bring something
 */
public record Rule(String law, Term term, WhileMissing missing) {}
