package org.allmende.platform.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Profile;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletContext;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** The index finds what Spring itself finds. */
class RouteIndexTest {

    private static final RequestMappingHandlerMapping INDEXED = started(new RouteIndex());
    private static final RequestMappingHandlerMapping PLAIN = started(new RequestMappingHandlerMapping());

    /** Of no profile that a server ever has: tests of the platform scan for controllers, and must not find this one. */
    @Controller
    @Profile("route-index")
    static class Sample {

        @GetMapping("/")
        void root() {}

        @GetMapping("/karte")
        void literal() {}

        @GetMapping("/{tenant}")
        void tenant() {}

        @GetMapping("/{tenant}/karte")
        void tenantsMap() {}

        @GetMapping({"/sta/{version}", "/sta/{version}/{*path}"})
        void things() {}

        @PostMapping("/sta/{version}/{*path}")
        void add() {}

        @GetMapping("/assets/{*path}")
        void everythingBelow() {}

        @GetMapping("/{tenant}/vorgang/{number}/{letter}.pdf")
        void letter() {}

        @GetMapping("/{tenant}/{service}")
        void service() {}

        @GetMapping(path = "/wahl", params = "a")
        void withParameter() {}

        @GetMapping("/wahl")
        void without() {}

        @GetMapping(path = "/art", produces = "application/json")
        void json() {}

        @GetMapping(path = "/art", produces = "text/html")
        void html() {}
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, root",
        "GET, /karte, literal",
        "GET, /gladenbach, tenant",
        "GET, /gladenbach/, ",
        "GET, /gladenbach/karte, tenantsMap",
        "GET, /gladenbach/eheurkunde, service",
        "GET, /gladenbach/eheurkunde/mehr, ",
        "GET, /gladenbach/vorgang/GLA-1/bescheid.pdf, letter",
        "GET, /gladenbach/vorgang/GLA-1/bescheid.txt, ",
        "GET, /sta/v1.1, things",
        "GET, /sta/v1.1/, things",
        "GET, /sta/v1.1/Things(1)/Datastreams, things",
        "GET, /%73ta/v1.1/Things, things",
        "POST, /sta/v1.1/Things, add",
        "PUT, /sta/v1.1/Things, ",
        "POST, /karte, ",
        "HEAD, /karte, literal",
        "OPTIONS, /karte, ",
        "GET, /assets, tenant",
        "GET, /assets/, everythingBelow",
        "GET, /assets/a/b.css, everythingBelow",
        "GET, /wahl, without",
        "GET, /wahl?a=1, withParameter",
        "GET, /art, ",
        "GET, /{tenant}/{service}, service",
        "GET, //karte, ",
    })
    void itChoosesAsSpringDoes(String method, String address, String expected) {
        var chosen = chosen(INDEXED, method, address);
        assertThat(chosen).isEqualTo(chosen(PLAIN, method, address));
        if (expected != null) {
            assertThat(chosen).startsWith(expected);
        }
    }

    @SuppressWarnings("IllegalCatch")
    private static String chosen(RequestMappingHandlerMapping mapping, String method, String address) {
        var path = address.split("\\?", 2);
        var request = new MockHttpServletRequest(method, path[0]);
        if (path.length == 2) {
            request.setParameter(path[1].split("=")[0], "1");
        }
        ServletRequestPathUtils.parseAndCache(request);
        try {
            var found = mapping.getHandler(request);
            if (found == null || !(found.getHandler() instanceof HandlerMethod handler)) {
                return "none";
            }
            return handler.getMethod().getName()
                    + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
                    + Map.copyOf((Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE));
        } catch (Exception refused) {
            return refused.getClass().getSimpleName() + refused.getMessage();
        }
    }

    private static RequestMappingHandlerMapping started(RequestMappingHandlerMapping mapping) {
        var context = new StaticWebApplicationContext();
        context.setServletContext(new MockServletContext());
        context.registerSingleton("sample", Sample.class);
        context.refresh();
        mapping.setApplicationContext(context);
        mapping.afterPropertiesSet();
        return mapping;
    }
}
