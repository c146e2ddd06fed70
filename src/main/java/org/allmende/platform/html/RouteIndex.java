package org.allmende.platform.html;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds routes by the first two parts of their paths. Spring tries each route that has a variable, which are hundreds here, on every
 * request; who is chosen among those that match stays its own rule, and what has no route is its to say.
 */
final class RouteIndex extends RequestMappingHandlerMapping {

    /** Stands for any part; no path has it, since it would be written {@code %2A}. */
    private static final String ANY = "*";

    private volatile @Nullable Index index;

    private record Index(Map<RequestMappingInfo, HandlerMethod> methods, Map<Parts, List<RequestMappingInfo>> routes) {}

    /** The first two parts of a path, empty where there is none. */
    private record Parts(String first, String second) {}

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        var all = index();
        var comparator = getMappingComparator(request);
        RequestMappingInfo best = null;
        HandlerMethod chosen = null;
        boolean certain = !CorsUtils.isPreFlightRequest(request);
        for (var route : candidates(all, request)) {
            var match = getMatchingMapping(route, request);
            if (match == null) {
                continue;
            }
            int order = best == null ? -1 : comparator.compare(match, best);
            certain &= order != 0;
            if (order < 0) {
                best = match;
                chosen = all.methods().get(route);
            }
        }
        if (best == null || chosen == null || !certain) {
            return super.lookupHandlerMethod(path, request);
        }
        request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, chosen);
        handleMatch(best, path, request);
        return chosen;
    }

    private static Set<RequestMappingInfo> candidates(Index all, HttpServletRequest request) {
        var parts = parts(ServletRequestPathUtils.getParsedRequestPath(request));
        var candidates = new LinkedHashSet<RequestMappingInfo>();
        for (var first : List.of(parts.first(), ANY)) {
            for (var second : List.of(parts.second(), ANY)) {
                candidates.addAll(all.routes().getOrDefault(new Parts(first, second), List.of()));
            }
        }
        return candidates;
    }

    /** Routes are all there when the first request comes. */
    private Index index() {
        var known = index;
        if (known == null) {
            var methods = Map.copyOf(getHandlerMethods());
            var routes = new HashMap<Parts, List<RequestMappingInfo>>();
            for (var route : methods.keySet()) {
                for (var pattern : route.getPatternValues()) {
                    var parts = parts(PathContainer.parsePath(pattern));
                    routes.computeIfAbsent(
                                    new Parts(literal(parts.first()), literal(parts.second())),
                                    any -> new ArrayList<>())
                            .add(route);
                    // a pattern such as /sta/{*path} has all that comes after, and nothing, too
                    if (parts.second().startsWith("{*") || parts.second().equals("**")) {
                        routes.computeIfAbsent(new Parts(literal(parts.first()), ""), any -> new ArrayList<>())
                                .add(route);
                    }
                    if (parts.first().startsWith("{*") || parts.first().equals("**")) {
                        routes.computeIfAbsent(new Parts(ANY, ANY), any -> new ArrayList<>())
                                .add(route);
                    }
                }
            }
            known = new Index(methods, routes);
            index = known;
        }
        return known;
    }

    private static String literal(String part) {
        return part.contains("{") || part.contains("*") || part.contains("?") ? ANY : part;
    }

    private static Parts parts(PathContainer path) {
        var found = path.elements().stream()
                .filter(PathContainer.PathSegment.class::isInstance)
                .map(segment -> ((PathContainer.PathSegment) segment).valueToMatch())
                .limit(2)
                .toList();
        return new Parts(found.isEmpty() ? "" : found.get(0), found.size() < 2 ? "" : found.get(1));
    }
}
