package org.allmende.walkers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.allmende.DemoCounty;
import org.allmende.Findings;
import org.allmende.Route;
import org.allmende.RouteSamples;
import org.allmende.platform.login.Role;
import org.junit.jupiter.api.Test;

/** Pretends to be one of our pages, somebody else's session, or another browser. */
class ForgeryTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String STRANGER = "https://boese.example";

    @Test
    void noOtherWebsiteChangesAnything() {
        var samples = RouteSamples.of(COUNTY, "gladenbach");
        var findings = new Findings();
        for (var route : Route.listChanges(COUNTY)) {
            for (var form : samples.forms(route)) {
                for (var origin : List.of("cross-site", "same-site", "none", "")) {
                    var visitor = samples.visitorFor(route);
                    var request = visitor.plainRequest(form.path())
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Origin", STRANGER)
                            .method(route.method(), BodyPublishers.ofString("text=Probe"));
                    if (!origin.isEmpty()) {
                        request.header("Sec-Fetch-Site", origin);
                    }
                    var answer = visitor.send(request);
                    findings.addIf(answer.status() != 403, "from '%s': %s", origin, answer);
                }
            }
        }
        findings.expectNone("a form is sent from our own pages, or not at all");
    }

    @Test
    void whoeverLogsInGetsANewSession() {
        var visitor = COUNTY.visitor();
        visitor.setCookie("sitzung", "Zm9yZ2VkLWJ5LWFuLWF0dGFja2Vy");
        COUNTY.staff("steffenberg", Role.CLERK);
        visitor.post("/anmelden", Map.of("name", "probe-clerk.steffenberg", "passwort", DemoCounty.PASSWORD));
        var first = visitor.cookie("sitzung").orElseThrow();
        assertThat(first).isNotEqualTo("Zm9yZ2VkLWJ5LWFuLWF0dGFja2Vy");
        visitor.post("/anmelden", Map.of("name", "probe-clerk.steffenberg", "passwort", DemoCounty.PASSWORD));
        assertThat(visitor.cookie("sitzung").orElseThrow())
                .as("session of the second log-in")
                .isNotEqualTo(first);
        var stolen = COUNTY.visitor();
        stolen.setCookie("sitzung", first);
        assertThat(stolen.get("/arbeitsplatz").asksForLogin())
                .as("the first session is over")
                .isTrue();
    }

    @Test
    void aSessionEndsWithTheLogOut() {
        COUNTY.staff("steffenberg", Role.CLERK);
        var visitor = COUNTY.loggedIn("probe-clerk.steffenberg", DemoCounty.PASSWORD);
        var before = visitor.copy();
        assertThat(before.get("/arbeitsplatz").status()).isEqualTo(200);
        visitor.post("/abmelden", Map.of());
        assertThat(before.get("/arbeitsplatz").asksForLogin()).isTrue();
    }

    @Test
    void cookiesOfOurOwnAreHiddenFromScripts() {
        var visitor = COUNTY.visitor();
        COUNTY.staff("steffenberg", Role.CLERK);
        var answer =
                visitor.post("/anmelden", Map.of("name", "probe-clerk.steffenberg", "passwort", DemoCounty.PASSWORD));
        assertThat(answer.cookies())
                .isNotEmpty()
                .allSatisfy(cookie ->
                        assertThat(cookie).containsIgnoringCase("HttpOnly").containsIgnoringCase("SameSite=Lax"));
    }

    @Test
    void forgedCookiesOpenNothing() {
        var findings = new Findings();
        var values =
                List.of("1", "AAAA", "%00", "\"", "../../x", "x".repeat(3_000), "<script>", "Zm9v", "null", "\u00e4");
        for (var name : List.of("sitzung", "schluessel", "sprache", "JSESSIONID", "SESSION")) {
            for (var value : values) {
                for (var path : List.of("/", "/arbeitsplatz", "/anmelden", "/gladenbach/antrag")) {
                    var visitor = COUNTY.visitor();
                    var answer = visitor.send(visitor.request(path)
                            .header("Cookie", name + "=" + value)
                            .GET());
                    findings.addIf(answer.status() >= 500, "%s=%s: %s", name, value, answer);
                    findings.addIf(
                            path.equals("/arbeitsplatz") && answer.status() == 200,
                            "%s=%s opens %s",
                            name,
                            value,
                            answer);
                }
            }
        }
        findings.expectNone("what somebody made up is no key");
    }

    @Test
    void unknownMethodsAreRefused() {
        var findings = new Findings();
        for (var method : List.of("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "PROBE")) {
            for (var path : List.of("/", "/anmelden", "/arbeitsplatz", "/gladenbach/", "/assets/")) {
                var visitor = COUNTY.visitor();
                var answer = visitor.send(visitor.request(path).method(method, BodyPublishers.noBody()));
                findings.addIf(answer.status() < 400 || answer.status() >= 500, "%s", answer);
            }
        }
        findings.expectNone("pages are read and forms are sent, nothing else");
    }
}
