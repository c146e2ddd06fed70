package org.allmende.dashboard.web;

import java.util.Map;

/**
 * A use case while it is described.
 *
 * @param values what stands in the fields
 * @param fields Handlungsfelder to choose from
 * @param preview as everybody would see it
 */
public record DeskCasePage(
        String id,
        String title,
        Map<String, String> values,
        Map<String, String> errors,
        Map<String, String> fields,
        OverviewPage.Case preview) {}
