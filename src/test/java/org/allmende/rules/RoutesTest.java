package org.allmende.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.allmende.DemoCounty;
import org.allmende.Findings;
import org.allmende.Route;
import org.allmende.RouteSamples;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    @Test
    void everyRouteSaysInExactlyOneWayWhoMayUseIt() {
        var findings = new Findings();
        Route.listAll(COUNTY).stream()
                .filter(route -> !route.declaresWhoMayUseIt())
                .forEach(route -> findings.add("%s has not exactly one of @Allowed, @Public and @WithToken", route));
        findings.expectNone("a route is open to everybody or to roles, and says so");
    }

    @Test
    void everyRouteHasSampleData() {
        var samples = RouteSamples.of(COUNTY, "gladenbach");
        var findings = new Findings();
        Route.listAll(COUNTY).stream()
                .filter(route -> !samples.hasSample(route))
                .forEach(route -> findings.add("%s has no sample data: give it some in RouteSamples", route));
        findings.expectNone("a route that the walkers cannot try is a route that nobody has tried");
        assertThat(Route.listAll(COUNTY)).as("routes found").hasSizeGreaterThan(3);
    }
}
