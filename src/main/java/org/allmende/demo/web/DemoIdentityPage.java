package org.allmende.demo.web;

import java.util.Map;

/**
 * The page that stands for an identity service.
 *
 * @param levels by their names, the one that is asked for first
 * @param error what was wrong with what was typed, empty for nothing
 */
public record DemoIdentityPage(
        String state,
        String nonce,
        Map<String, String> levels,
        String level,
        String givenNames,
        String familyName,
        String birthDate,
        String error) {}
