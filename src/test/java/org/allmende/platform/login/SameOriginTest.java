package org.allmende.platform.login;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SameOriginTest {

    private static final SameOrigin FILTER = new SameOrigin(URI.create("https://portal.kreis.example"), false);

    @ParameterizedTest
    @CsvSource({
        // method, Sec-Fetch-Site, Origin, Referer, answer
        "POST, same-origin, , , 200",
        "POST, cross-site, https://portal.kreis.example, , 403",
        "POST, same-site, , , 403",
        "POST, none, , , 403",
        "POST, , https://portal.kreis.example, , 200",
        "POST, , https://PORTAL.kreis.example, , 200",
        "POST, , http://intern:8080, , 200",
        "POST, , http://portal.kreis.example, , 403",
        "POST, , https://portal.kreis.example:444, , 403",
        "POST, , https://portal.kreis.example.boese.example, , 403",
        "POST, , https://portal.kreis.example@boese.example, , 403",
        "POST, , https://boese.example, https://portal.kreis.example/, 403",
        "POST, , null, , 403",
        "POST, , kein Ursprung, , 403",
        "POST, , , https://portal.kreis.example/antrag?x=1, 200",
        "POST, , , https://boese.example/portal.kreis.example, 403",
        "POST, , , , 403",
        "PUT, cross-site, , , 403",
        "DELETE, , , , 403",
        "PATCH, , , , 403",
        "post, cross-site, , , 403",
        "GET, cross-site, https://boese.example, , 200",
        "HEAD, cross-site, , , 200",
        "OPTIONS, cross-site, https://boese.example, , 200",
    })
    void changesComeFromOurOwnPages(
            String method, @Nullable String site, @Nullable String origin, @Nullable String referer, int answer)
            throws ServletException, IOException {
        var request = new MockHttpServletRequest(method, "/antrag");
        request.setServerName("intern");
        request.setServerPort(8080);
        header(request, "Sec-Fetch-Site", site);
        header(request, "Origin", origin);
        header(request, "Referer", referer);
        var response = new MockHttpServletResponse();
        FILTER.doFilter(request, response, new MockFilterChain());
        assertThat(response.getStatus()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /gladenbach/abonnement/0193a1b2-0000-7000-8000-000000000000/%s, 200",
        "POST, /gladenbach/abonnement/0193a1b2-0000-7000-8000-000000000000/%s/bestaetigen, 403",
        "POST, /gladenbach/abonnement/0193a1b2-0000-7000-8000-000000000000/%sx, 403",
        "POST, /gladenbach/abonnement/%s, 403",
        "POST, /arbeitsplatz/x/abonnement/0193a1b2-0000-7000-8000-000000000000/%s, 403",
    })
    void aMailProgramEndsASubscriptionFromNowhere(String method, String path, int answer)
            throws ServletException, IOException {
        var request = new MockHttpServletRequest(method, path.formatted("aB3-_".repeat(8) + "xyz"));
        var response = new MockHttpServletResponse();
        FILTER.doFilter(request, response, new MockFilterChain());
        assertThat(response.getStatus()).isEqualTo(answer);
    }

    private static void header(MockHttpServletRequest request, String name, @Nullable String value) {
        if (value != null) {
            request.addHeader(name, value);
        }
    }
}
