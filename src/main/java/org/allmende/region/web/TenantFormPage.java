package org.allmende.region.web;

import java.util.Map;
import org.allmende.region.Theme;

/**
 * A tenant that is being added.
 *
 * @param address of its portal as it would be, with host
 * @param addressProblem why it cannot be that one, empty when it can
 */
public record TenantFormPage(
        TenantForm form,
        Map<String, String> kinds,
        Map<String, String> counties,
        Map<String, String> topics,
        Theme theme,
        String shownName,
        String slug,
        String address,
        String addressProblem) {}
