package org.allmende.cases.web;

import java.util.List;

/**
 * The clocks of a case, and what a clerk can do beside its process.
 *
 * @param clocks each deadline in a sentence
 * @param deemed since when it counts as granted, empty for not
 * @param canGoOn whether the case waits for an answer that the office can do without
 */
public record CaseActs(List<String> clocks, String deemed, boolean canGoOn) {}
