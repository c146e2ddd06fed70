package org.allmende.cases.bpmn;

import java.util.Map;

/** The small signs in events and gateways (BPMN 2.0.2 §10.5, §10.6), as paths around 0, 0. */
final class Glyphs {

    private static final Map<String, String> PATHS = Map.ofEntries(
            Map.entry("message", "M-8-5.5h16v11h-16zm0 0l8 6.5 8-6.5"),
            Map.entry("timer", "M0-8a8 8 0 1 0 .01 0zM0-4.5v4.5l3.5 2"),
            Map.entry("signal", "M0-7.5l7 12h-14z"),
            Map.entry("error", "M-7 6l4-11 5 7 4-9-4 12-5-7z"),
            Map.entry("escalation", "M0-7.5l5.5 13.5-5.5-5.5-5.5 5.5z"),
            Map.entry("conditional", "M-6-7h12v14h-12zM-4-3.5h8M-4 0h8M-4 3.5h8"),
            Map.entry("link", "M-7-3h7v-3.5l7 6.5-7 6.5v-3.5h-7z"),
            Map.entry("compensate", "M-1-5v10l-7-5zM7-5v10l-7-5z"),
            Map.entry("cancel", "M-5-5l10 10M5-5l-10 10"),
            Map.entry("terminate", "M0-6a6 6 0 1 0 .01 0zM-3-3l6 6M-3 3l6-6"),
            Map.entry("exclusiveGateway", "M-6-6l12 12M6-6l-12 12"),
            Map.entry("parallelGateway", "M0-10v20M-10 0h20"),
            Map.entry("inclusiveGateway", "M0-9a9 9 0 1 0 .01 0z"),
            Map.entry("complexGateway", "M0-10v20M-10 0h20M-7-7l14 14M7-7l-14 14"),
            Map.entry(
                    "eventBasedGateway", "M0-11a11 11 0 1 0 .01 0zM0-6.5l6.200 4.5-2.400 7.300h-7.600l-2.400-7.300z"));

    private Glyphs() {}

    /** Empty for what has no sign. */
    static String of(String kind) {
        return PATHS.getOrDefault(kind, "");
    }
}
