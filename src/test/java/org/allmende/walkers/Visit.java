package org.allmende.walkers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.allmende.Answer;
import org.allmende.DemoCounty;
import org.allmende.Route;
import org.allmende.RouteSamples;
import org.allmende.Visitor;

/** An address that somebody opens who may. */
record Visit(Route route, String path, Visitor visitor, int expected) {

    /** Pages that nobody has; the answer is a page all the same. */
    private static final List<String> NOWHERE = List.of("/gibt-es-nicht", "/gladenbach/gibt-es-nicht");

    /** Every address of every route that is read, as this tenant's citizens and staff open it, and two that do not exist. */
    static List<Visit> listAll(DemoCounty county, String tenant) {
        var samples = RouteSamples.of(county, tenant);
        var pages = Route.listPages(county).stream()
                .flatMap(route -> samples.paths(route).stream()
                        .map(path ->
                                new Visit(route, path, samples.visitorFor(route), RouteSamples.expected(route, path))));
        var nothing = NOWHERE.stream()
                .map(path -> new Visit(new Route("GET", path, null, java.util.Set.of()), path, county.visitor(), 404));
        return Stream.concat(pages, nothing).toList();
    }

    /** Those that answer with a page of HTML. */
    static List<Visit> listPages(DemoCounty county, String tenant) {
        return listAll(county, tenant).stream()
                .filter(visit -> visit.go().isHtml())
                .toList();
    }

    /** The first address of each route: where a walk is long, it stands for the others. */
    static List<Visit> onePerRoute(List<Visit> visits) {
        var first = new LinkedHashMap<Route, Visit>();
        visits.forEach(visit -> first.putIfAbsent(visit.route(), visit));
        return List.copyOf(first.values());
    }

    Answer go() {
        return visitor.get(path);
    }

    @Override
    public String toString() {
        return path;
    }
}
