package org.allmende.walkers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.allmende.DemoCounty;
import org.allmende.Findings;
import org.allmende.Form;
import org.allmende.Route;
import org.allmende.RouteSamples;
import org.allmende.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestParam;

/** Types wicked things into every field, every query and every address of Lohra. */
class HostileTextTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    private static RouteSamples samples;

    /** A form with those who may send it. */
    private record Sent(Route route, Form form) {
        Visitor visitor() {
            return samples.visitorFor(route).from("198.51.100.7");
        }
    }

    @BeforeAll
    static void fill() {
        samples = RouteSamples.of(COUNTY, "lohra");
    }

    private static List<Sent> forms(boolean ending) {
        return Route.listChanges(COUNTY).stream()
                .filter(route ->
                        route.endsSomething() == ending && !route.pattern().equals("/abmelden"))
                .flatMap(route -> samples.forms(route).stream().map(form -> new Sent(route, form)))
                .toList();
    }

    @Test
    void wickedThingsInFieldsAreOnlyText() {
        var findings = new Findings();
        for (var ending : List.of(false, true)) {
            Findings.forEach(forms(ending), sent -> typeEverything(sent, findings));
        }
        readEverything(findings);
        findings.expectNone("no failure, nothing raw, a clear message, wherever it is typed and wherever it is read");
    }

    private static void typeEverything(Sent sent, Findings findings) {
        for (var payload : Payload.ALL) {
            type(sent, sent.form().withAll(payload.text()), payload, findings);
        }
        for (var field : sent.form().fields().keySet()) {
            type(sent, sent.form().with(field, Payload.MIXED.text()), Payload.MIXED, findings);
        }
    }

    private static void type(Sent sent, Form form, Payload payload, Findings findings) {
        var answer = sent.visitor().post(form);
        payload.look(findings, answer);
        if (answer.isRedirect()) {
            payload.look(findings, sent.visitor().follow(answer));
        }
    }

    /** What was kept is read again by those who work with it. */
    private static void readEverything(Findings findings) {
        var visits = Route.listPages(COUNTY).stream()
                .flatMap(route -> samples.paths(route).stream()
                        .map(path -> new Visit(route, path, samples.visitorFor(route), 200)))
                .toList();
        Findings.forEach(visits, visit -> {
            var answer = visit.go();
            Payload.ALL.forEach(payload -> payload.look(findings, answer));
        });
    }

    @Test
    void wickedThingsInQueriesAreOnlyText() {
        var findings = new Findings();
        Findings.forEach(Route.listPages(COUNTY), route -> {
            for (var path : samples.paths(route)) {
                for (var name : queryNames(route)) {
                    for (var payload : Payload.ALL) {
                        var value = payload.text()
                                .substring(0, Math.min(2_000, payload.text().length()));
                        var query = (path.contains("?") ? "&" : "?") + name + "=" + encode(value);
                        payload.look(
                                findings,
                                samples.visitorFor(route).from("198.51.100.8").get(path + query));
                    }
                }
            }
        });
        findings.expectNone("links come from anywhere");
    }

    /** What the controller asks for, and some that it does not know. */
    private static List<String> queryNames(Route route) {
        var names = new ArrayList<>(List.of("lang", "probe"));
        Optional.ofNullable(route.handler())
                .ifPresent(handler -> Arrays.stream(handler.getMethodParameters())
                        .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                        .map(parameter -> parameter.getParameter().getName())
                        .forEach(names::add));
        return names;
    }

    @Test
    void addressesThatNobodyHasAreNotThere() {
        var findings = new Findings();
        var values = List.of(
                "%00",
                "..",
                "..%2f..%2fetc%2fpasswd",
                "%2e%2e",
                "%27--",
                "%3Cscript%3Eprobe()",
                "0",
                "-1",
                "%F0%9F%90%A4",
                "%ED%A0%80",
                "00000000-0000-0000-0000-000000000000",
                "x".repeat(3_000),
                ";probe=1",
                "%25%32%65",
                "%0d%0a",
                "%E2%80%AEgnp",
                "$%7B7*7%7D",
                "a%5Cb",
                "%7Btenant%7D");
        Findings.forEach(Route.listPages(COUNTY), route -> {
            for (var variable : route.variables()) {
                for (var value : values) {
                    var answer = samples.visitorFor(route).get(wicked(route, variable, value));
                    findings.addIf(answer.status() >= 500, "%s", answer);
                    findings.addIf(answer.text().contains("<script>probe()"), "comes back raw: %s", answer);
                    findings.addIf(answer.text().contains("root:x:0"), "%s", answer);
                    // what no browser sends is refused by the server itself, in fewer words
                    findings.addIf(answer.text().contains("Tomcat/"), "tells the server's version: %s", answer);
                    if (answer.status() != 400) {
                        Payload.lookAtMessage(findings, value, answer);
                    }
                }
            }
        });
        findings.expectNone("an address is a question, and 'not here' is an answer");
    }

    private static String wicked(Route route, String variable, String value) {
        var path = route.pattern()
                .replaceAll("\\{\\*?" + variable + "[^}]*}", java.util.regex.Matcher.quoteReplacement(value));
        return path.replaceAll("\\{\\*?(tenant|slug)[^}]*}", "lohra")
                .replaceAll("\\{\\*?service[^}]*}", "eheurkunde")
                .replaceAll("\\{[^}]*}", "00000000-0000-0000-0000-000000000001");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
