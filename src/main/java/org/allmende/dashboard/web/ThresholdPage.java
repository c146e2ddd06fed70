package org.allmende.dashboard.web;

import java.util.Map;

/**
 * Where somebody orders e-mails about a station.
 *
 * @param levels by their German names, which the form sends: Meldestufe 1, ab 200 cm
 * @param meanings of the levels, by the same names
 */
public record ThresholdPage(
        String station,
        String href,
        boolean invented,
        Map<String, String> levels,
        Map<String, String> meanings,
        String level,
        String email,
        Map<String, String> errors) {}
