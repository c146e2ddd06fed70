package org.allmende.sensing.editions;

/**
 * What is published of a datastream: another one, of a thing of its own.
 *
 * @param source number of the datastream that is measured, which is its tenant's alone
 * @param target number of the datastream that is shown
 * @param deep whether all of its hours are compared, not only the latest
 */
public record Edition(int source, int target, Terms terms, boolean deep) {}
