package org.allmende.dashboard.web;

import java.util.List;

/**
 * All stations of a use case, as map and list.
 *
 * @param geoJson path of the same for programs
 * @param call the whole address of that
 * @param listening where new values are told
 */
public record UseCasePage(
        OverviewPage.Case useCase,
        String field,
        boolean invented,
        StationMap map,
        List<String> sources,
        String geoJson,
        String call,
        String listening) {}
