package org.allmende;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Public;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.WithToken;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * One way into the application, as Spring knows it.
 *
 * @param handler the controller's method; null for what filters answer
 * @param roles who may use it; empty when it is for everybody
 */
public record Route(String method, String pattern, @Nullable HandlerMethod handler, Set<Role> roles) {

    /** What filters answer before any controller: found in no mapping, so named here. */
    private static final List<Route> OF_FILTERS =
            List.of(new Route("POST", "/anmelden", null, Set.of()), new Route("POST", "/abmelden", null, Set.of()));

    private static final Set<String> ENDS = Set.of(
            "absenden",
            "antwort",
            "beenden",
            "ende",
            "entfernen",
            "entscheiden",
            "ruecknahme",
            "ruhen",
            "schliessen",
            "ueberall-abmelden",
            "verlassen",
            "verwerfen",
            "versenden",
            "weitergabe",
            "{file}",
            "{token}");

    private static final Set<String> CHANGES_WHO_ONE_IS = Set.of(
            "/anmelden",
            "/abmelden",
            "/anmelden/passkey",
            "/demo/ablehnung",
            "/demo/anmelden",
            "/demo/antrag",
            "/demo/schritt",
            "/einladung/{secret}");

    /** All ways in, in the order of their addresses. */
    public static List<Route> listAll(DemoCounty county) {
        var mapping = county.context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        var ofControllers =
                mapping.getHandlerMethods().entrySet().stream().flatMap(entry -> of(entry.getKey(), entry.getValue()));
        return Stream.concat(ofControllers, OF_FILTERS.stream())
                .sorted(Comparator.comparing(Route::pattern).thenComparing(Route::method))
                .toList();
    }

    public static List<Route> listPages(DemoCounty county) {
        return listAll(county).stream().filter(Route::isGet).toList();
    }

    public static List<Route> listChanges(DemoCounty county) {
        return listAll(county).stream()
                .filter(route -> !route.isGet() && !route.method().equals("HEAD"))
                .toList();
    }

    private static Stream<Route> of(RequestMappingInfo info, HandlerMethod handler) {
        var methods = info.getMethodsCondition().getMethods();
        var names = methods.isEmpty() ? Set.of(RequestMethod.GET) : methods;
        return names.stream()
                .flatMap(method -> info.getPatternValues().stream()
                        .map(pattern -> new Route(method.name(), pattern, handler, roles(handler))));
    }

    private static Set<Role> roles(HandlerMethod handler) {
        var allowed = handler.getMethodAnnotation(Allowed.class);
        return allowed == null || allowed.value().length == 0
                ? Set.of()
                : EnumSet.copyOf(Arrays.asList(allowed.value()));
    }

    public boolean isGet() {
        return method.equals("GET");
    }

    public boolean isPublic() {
        return roles.isEmpty();
    }

    /** Whether sending a form there ends something, so that other forms come first. */
    public boolean endsSomething() {
        return ENDS.contains(pattern.substring(pattern.lastIndexOf('/') + 1));
    }

    /** Whether somebody is somebody else afterwards. */
    public boolean changesWhoOneIs() {
        return CHANGES_WHO_ONE_IS.contains(pattern);
    }

    /** Says who may use it, in exactly one way. */
    public boolean declaresWhoMayUseIt() {
        return handler == null
                || Stream.of(Public.class, Allowed.class, WithToken.class)
                                .filter(handler::hasMethodAnnotation)
                                .count()
                        == 1;
    }

    /** Whether other software asks there, with its token. */
    public boolean needsToken() {
        return handler != null && handler.hasMethodAnnotation(WithToken.class);
    }

    /** The addresses' variables, such as {@code tenant}, in order. */
    public List<String> variables() {
        return java.util.regex.Pattern.compile("\\{\\*?(\\w+)[^}]*}")
                .matcher(pattern)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    public boolean matches(String path) {
        return parsed().matches(PathContainer.parsePath(path));
    }

    PathPattern parsed() {
        return PathPatternParser.defaultInstance.parse(pattern);
    }

    @Override
    public String toString() {
        return method + " " + pattern;
    }
}
