package org.allmende;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.allmende.platform.login.Role;
import org.springframework.web.util.pattern.PathPattern;

/**
 * With what each route is tried: addresses and forms of one tenant. This is the one place to give a new route its sample
 * data. Most need none: an address is put together from its variables by {@link #VARIABLES}, and a form is found on the
 * page that offers it.
 */
public final class RouteSamples {

    /** What a variable in a route's address stands for. */
    private static final Map<String, Function<TenantSample, String>> VARIABLES = Map.of("tenant", TenantSample::slug);

    /** Addresses that the variables cannot make, or queries that a page needs. */
    private static final Map<String, Function<TenantSample, List<String>>> PATHS = Map.of(
            "GET /anmelden", sample -> List.of("/anmelden", "/anmelden?fehler", "/anmelden?abgemeldet"),
            "GET /error", sample -> List.of("/error"));

    /** Forms that no page offers. */
    private static final Map<String, Function<TenantSample, Form>> FORMS = Map.of(
            "POST /abmelden", sample -> new Form("POST", "/abmelden", Map.of(), List.of()));

    /** Not pages of their own: what they answer with 200 is seen elsewhere. */
    private static final Set<String> ANSWER_ERRORS = Set.of("GET /error");

    private static final Map<String, RouteSamples> KNOWN = new ConcurrentHashMap<>();

    private final DemoCounty county;
    private final TenantSample sample;
    private final Map<Route, List<String>> paths = new HashMap<>();
    private final Map<Route, List<Form>> forms = new HashMap<>();

    private RouteSamples(DemoCounty county, String tenant) {
        this.county = county;
        this.sample = TenantSample.of(county, tenant);
        var routes = Route.listAll(county);
        routes.forEach(route -> paths.put(route, makePaths(route)));
        for (var route : routes) {
            Optional.ofNullable(FORMS.get(route.toString())).ifPresent(given -> add(route, given.apply(sample)));
        }
        findForms(routes);
    }

    public static synchronized RouteSamples of(DemoCounty county, String tenant) {
        return KNOWN.computeIfAbsent(tenant, missing -> new RouteSamples(county, missing));
    }

    public TenantSample tenant() {
        return sample;
    }

    /** The addresses under which a page is tried. */
    public List<String> paths(Route route) {
        return paths.getOrDefault(route, List.of());
    }

    /** The forms that are sent to a route. */
    public List<Form> forms(Route route) {
        return forms.getOrDefault(route, List.of());
    }

    public boolean hasSample(Route route) {
        return !paths(route).isEmpty() && (route.isGet() || !forms(route).isEmpty());
    }

    public static boolean answersErrors(Route route) {
        return ANSWER_ERRORS.contains(route.toString());
    }

    /** Somebody who may use the route: a citizen with a case in this tenant, or staff of it. */
    public Visitor visitorFor(Route route) {
        return route.isPublic() ? sample.citizen() : county.staff(sample.slug(), roleFor(route));
    }

    /** The first role that may use the route. */
    public static Role roleFor(Route route) {
        return route.roles().stream().min(Comparator.naturalOrder()).orElseThrow();
    }

    private List<String> makePaths(Route route) {
        var given = PATHS.get(route.toString());
        if (given != null) {
            return given.apply(sample);
        }
        var path = route.pattern();
        for (var variable : route.variables()) {
            var value = Optional.ofNullable(VARIABLES.get(variable)).map(make -> make.apply(sample));
            if (value.isEmpty()) {
                return List.of();
            }
            path = path.replaceAll("\\{\\*?" + variable + "[^}]*}", value.get());
        }
        return List.of(path);
    }

    private void add(Route route, Form form) {
        forms.computeIfAbsent(route, first -> new ArrayList<>()).add(form);
    }

    private void findForms(List<Route> routes) {
        var changes = routes.stream().filter(route -> !route.isGet()).toList();
        var seen = new LinkedHashSet<String>();
        for (var page : routes) {
            if (!page.isGet() || answersErrors(page)) {
                continue;
            }
            for (var path : paths(page)) {
                var answer = visitorFor(page).get(path);
                if (answer.status() != 200 || !answer.isHtml()) {
                    continue;
                }
                for (var form : Form.listOf(answer.html())) {
                    if (form.method().equals("POST") && seen.add(form.toString())) {
                        changes.stream()
                                .filter(change -> change.matches(form.path()))
                                .min(Comparator.comparing(change -> change.parsed(), PathPattern.SPECIFICITY_COMPARATOR))
                                .ifPresent(change -> add(change, form));
                    }
                }
            }
        }
    }
}
