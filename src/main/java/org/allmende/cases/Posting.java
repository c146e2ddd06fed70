package org.allmende.cases;

/**
 * A notice that goes by post.
 *
 * @param partial the number of a notice about a part, 0 for the one that ends the case
 */
public record Posting(Case it, int partial) {}
