package org.allmende.measures.web;

import java.util.Map;

/**
 * What a new rule is about. Public because the template reads it.
 *
 * @param properties what is measured, names by definition
 * @param kinds of rules, names by key, and {@code hints} what they are good for
 */
public record RuleChoicePage(Map<String, String> properties, Map<String, String> kinds, Map<String, String> hints) {}
