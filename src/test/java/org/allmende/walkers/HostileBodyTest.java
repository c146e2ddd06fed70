package org.allmende.walkers;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Findings;
import org.allmende.Form;
import org.allmende.Multipart;
import org.allmende.Route;
import org.allmende.RouteSamples;
import org.allmende.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sends too much, too deep and the wrong thing to every route of Wetter that takes something. */
class HostileBodyTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    private static RouteSamples samples;

    /** A body with its type. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Body(String name, String type, byte[] content) {
        static Body of(String name, String type, String text) {
            return new Body(name, type, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A file that is not what it says. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Upload(String name, String type, byte[] content) {
        static Upload of(String name, String type, String text) {
            return new Upload(name, type, text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @BeforeAll
    static void fill() {
        samples = RouteSamples.of(COUNTY, "wetter");
    }

    private static List<Body> bodies() {
        var many = IntStream.range(0, 100_000)
                .mapToObj(number -> "p" + number + "=1")
                .collect(Collectors.joining("&"));
        var parts = Multipart.of(Map.of());
        IntStream.range(0, 2_000).forEach(number -> parts.field("p" + number, "1"));
        var nested = "--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n".repeat(2_000);
        return List.of(
                Body.of("10 MB of form", "application/x-www-form-urlencoded", "text=" + "x".repeat(TEN_MEGABYTES)),
                Body.of("10 MB of JSON", "application/json", "{\"text\":\"" + "x".repeat(TEN_MEGABYTES) + "\"}"),
                Body.of("deep JSON", "application/json", "[".repeat(100_000)),
                Body.of("100,000 fields", "application/x-www-form-urlencoded", many),
                new Body("2,000 parts", parts.contentType(), parts.bytes()),
                Body.of("nested parts", "multipart/form-data; boundary=a", nested),
                Body.of("no boundary", "multipart/form-data", "--a\r\n\r\n"),
                Body.of(
                        "a part without end",
                        "multipart/form-data; boundary=a",
                        "--a\r\nContent-Disposition: form-data; na"),
                Body.of("XML", "application/xml", XXE),
                Body.of("broken escapes", "application/x-www-form-urlencoded", "text=%&=%zz&%00=%ff&a=b=c"),
                Body.of("an unknown type", "probe/probe; charset=probe", "probe"),
                new Body("nothing", "application/x-www-form-urlencoded", new byte[0]));
    }

    private static final String XXE =
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><x>&x;</x>";

    private static List<Upload> uploads() {
        var picture = Citizen.picture();
        var bomb = Arrays.copyOf(picture, picture.length);
        // 60,000 × 60,000 dots in a file of some bytes
        Arrays.fill(bomb, 18, 20, (byte) 0);
        bomb[18] = bomb[22] = (byte) 0xea;
        bomb[19] = bomb[23] = 0x60;
        return List.of(
                Upload.of(
                        "probe.svg",
                        "image/svg+xml",
                        XXE.replace("<x>", "<svg onload='probe()'>").replace("</x>", "</svg>")),
                Upload.of("probe.pdf", "application/pdf", XXE),
                Upload.of("probe.pdf", "application/pdf", "%PDF-1.7\n<script>probe()</script>"),
                Upload.of("probe.html", "image/png", "<script>probe()</script>"),
                Upload.of("probe.gif", "image/gif", "GIF89a/*<script>probe()</script>*/=1;"),
                Upload.of("probe.zip", "application/zip", "PK\u0003\u0004" + "\u0000".repeat(5_000)),
                Upload.of("empty.png", "image/png", ""),
                new Upload("bomb.png", "image/png", bomb),
                new Upload("large.png", "image/png", Arrays.copyOf(picture, TEN_MEGABYTES + 1)),
                new Upload("../../../../tmp/probe.png", "image/png", picture),
                new Upload("..\\..\\probe.png", "image/png", picture),
                new Upload("/etc/probe\u0000.png", "image/png", picture),
                new Upload("<img src=x onerror=probe()>.png", "image/png", picture),
                new Upload("\u202egnp.exe", "image/png", picture),
                new Upload("x".repeat(3_000) + ".png", "image/png", picture),
                new Upload("probe.png%0d%0aSet-Cookie: probe=1", "image/png", picture),
                new Upload("", "image/png", picture));
    }

    private static List<Route> changes() {
        return Route.listChanges(COUNTY).stream()
                .filter(route -> !route.pattern().equals("/abmelden"))
                .filter(route -> !samples.forms(route).isEmpty())
                .toList();
    }

    private static Visitor visitor(Route route) {
        return samples.visitorFor(route).from("198.51.100.9");
    }

    @Test
    void whatIsTooMuchOrNoFormIsRefusedWithAMessage() {
        var findings = new Findings();
        var bodies = bodies();
        Findings.forEach(changes(), route -> {
            var path = samples.forms(route).getFirst().path();
            for (var body : bodies) {
                try {
                    var answer = visitor(route).send(route.method(), path, body.type(), body.content());
                    findings.addIf(answer.status() >= 500, "%s: %s", body.name(), answer);
                    findings.addIf(answer.text().contains("root:x:0"), "%s: %s", body.name(), answer);
                    Payload.lookAtMessage(findings, body.name(), answer);
                } catch (UncheckedIOException closed) {
                    findings.add("%s: %s %s hangs up without a message", body.name(), route.method(), path);
                }
            }
        });
        findings.expectNone("whoever sends too much reads what was wrong");
    }

    @Test
    void wickedFilesAreRefusedOrKeptHarmless() {
        var findings = new Findings();
        for (var route : changes()) {
            for (var form : samples.forms(route)) {
                if (form.takesFiles()) {
                    uploads().forEach(upload -> send(route, form, upload, findings));
                }
            }
        }
        findings.expectNone("a file is what it is, not what it says");
    }

    private static void send(Route route, Form form, Upload upload, Findings findings) {
        var body = Multipart.of(form.fields());
        form.files().forEach(field -> body.file(field, upload.name(), upload.type(), upload.content()));
        var visitor = visitor(route);
        Answer answer;
        try {
            answer = visitor.follow(visitor.post(form.path(), body.contentType(), body.bytes()));
        } catch (UncheckedIOException closed) {
            findings.add("the file %s: %s hangs up without a message", upload.name(), form.path());
            return;
        }
        new Payload("the file " + upload.name(), "", "<img src=x onerror").look(findings, answer);
        findings.addIf(answer.text().contains("root:x:0"), "the file %s: %s", upload.name(), answer);
    }
}
