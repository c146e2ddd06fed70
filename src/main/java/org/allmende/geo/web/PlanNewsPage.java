package org.allmende.geo.web;

import java.util.Map;

/**
 * Where somebody orders e-mails about the plans near a place.
 *
 * @param place in degrees, as people read it, with the town
 * @param here path of what holds there
 * @param distances metres by the number that the form sends
 */
public record PlanNewsPage(
        String lat,
        String lon,
        String place,
        String here,
        Map<String, String> distances,
        String distance,
        String email,
        Map<String, String> errors) {}
