package org.allmende.operating;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.Citizen;
import org.allmende.Multipart;
import org.allmende.Visitor;
import org.allmende.bench.Owner;
import org.allmende.bench.ReadBack;
import org.allmende.bench.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** Whoever reads the log, of the server or of PostgreSQL, learns nothing about the people. */
@Timeout(300)
class LogsTest {

    private static final String NUL = "\0";

    /** Words that nobody types by chance, with where they are typed. */
    private static final Map<String, String> TYPED = Map.of(
            "vornamen", "Zwirbelgunde",
            "familienname", "Quastenbichler",
            "geburtsname", "Muffelwitz",
            "anschrift.street", "Knarzgasse",
            "anschrift.city", "Trillhausen",
            "email", "flitzebogen@buerger.example",
            "telefon", "06462 7310442",
            "datei", "Schnurrenfels",
            "file", "wisperlicht.png");

    @Test
    void nothingThatPeopleTypeGetsIntoTheLogs() throws Exception {
        var data = ServerProcess.newFolder();
        Files.writeString(
                data.resolve("allmende.yaml"), "logging.structured.format.console: ecs\nallmende.decision.grace: 0s\n");
        try {
            var secrets = new ArrayList<>(TYPED.values());
            try (var server = ServerProcess.startUnderTest(data)) {
                server.await("/");
                var number = apply(server, secrets);
                new ReadBack(Owner.of(data)).awaitFollowUps(Duration.ofMinutes(2));
                work(server, number, secrets);
                goAstray(server, secrets);
            }
            var console = Files.readAllLines(data.resolve("console.log"));
            assertThat(console.stream().filter(line -> line.startsWith("{")))
                    .as("lines for a log collector")
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(JsonMapper.shared()
                                    .readTree(line)
                                    .path("ecs")
                                    .path("version")
                                    .isMissingNode())
                            .isFalse());
            var logs = String.join("\n", console) + ofPostgres(data);
            assertThat(secrets.stream().filter(logs::contains))
                    .as("found in\n%s", logs)
                    .isEmpty();
        } finally {
            ServerProcess.remove(data);
        }
    }

    /** Gives the number of the case. */
    private static String apply(ServerProcess server, List<String> secrets) {
        var visitor = new Visitor(server.url());
        var citizen = new Citizen(visitor);
        TYPED.forEach(citizen::answering);
        citizen.answering("ort", "gladenbach");
        var path = citizen.send("gladenbach", "eheurkunde").address().getPath().split("/");
        secrets.addAll(visitor.cookies().stream()
                .map(cookie -> cookie.getValue())
                .filter(value -> value.length() > 8)
                .toList());
        return path[3];
    }

    private static void work(ServerProcess server, String number, List<String> secrets) {
        var clerk = new Visitor(server.url()).logIn("standesamt.gladenbach", "Allmende-Demo");
        secrets.add(clerk.cookie("sitzung").orElseThrow());
        var id = Owner.of(server.data())
                .sql("select id::text from cases.case where number = ?")
                .param(number)
                .query(String.class)
                .single();
        var page = "/arbeitsplatz/vorgaenge/" + id;
        assertThat(clerk.get("/arbeitsplatz?q=Quastenbichler").text()).contains(number);
        act(clerk, page + "/uebernehmen", Map.of());
        act(clerk, page + "/schreiben", Map.of("kind", "note", "text", secret("Plauderfleck", secrets)));
        act(clerk, page + "/entscheiden", Map.of("outcome", "abgelehnt", "reason", secret("Grummelbart", secrets)));
    }

    private static void act(Visitor clerk, String path, Map<String, String> form) {
        assertThat(clerk.post(path, form).status()).as(path).isEqualTo(303);
    }

    /** What goes wrong is what gets logged. */
    private static void goAstray(ServerProcess server, List<String> secrets) {
        var visitor = new Visitor(server.url());
        visitor.get("/nirgends?name=" + secret("Haselzwick", secrets));
        visitor.get("/gladenbach/" + secret("Tuschelsteg", secrets));
        visitor.get("/gladenbach/antrag/" + secret("Fladenruh", secrets) + "/ehe");
        visitor.get("/einladung/" + secret("Borstenklee", secrets));
        visitor.get("/anmelden?weiter=%2Farbeitsplatz%3Fq%3D" + secret("Nieselhorn", secrets));
        visitor.get("/?x=%E0%A4" + secret("Prustewitz", secrets));
        visitor.post("/anmelden", Map.of("name", secret("spitzohr.lohra", secrets), "passwort", "Falkensturz"));
        visitor.post("/anmelden", Map.of("name", secret("kratzfuss", secrets) + NUL, "passwort", "Falkensturz"));
        secrets.add("Falkensturz");
        visitor.post(
                "/anmelden",
                "application/x-www-form-urlencoded",
                ("name=%E0%A4" + secret("Gurkenfink", secrets)).getBytes(StandardCharsets.US_ASCII));
        var file = Multipart.of(Map.of())
                .file("datei", secret("Rumpelkarte", secrets) + NUL + ".pdf", "application/pdf", new byte[1]);
        assertThat(visitor.post("/pruefen", file.contentType(), file.bytes()).status())
                .isEqualTo(400);
        visitor.post(
                "/pruefen",
                "multipart/form-data; boundary=x",
                secret("Glimmerstein", secrets).getBytes(StandardCharsets.US_ASCII));
        visitor.send(visitor.plainRequest("/anmelden")
                .header("Origin", "https://" + secret("bosheim", secrets) + ".example")
                .header("Cookie", "sitzung=" + secret("Keksdose", secrets))
                .POST(BodyPublishers.ofString("name=" + secret("Fremdling", secrets))));
        var lost = new Citizen(visitor).answering("vornamen", secret("Nebelnase", secrets) + NUL);
        try {
            lost.fillIn("gladenbach", "eheurkunde");
        } catch (AssertionError refused) {
            // a name with such a character is refused, and that must not be logged with it
        }
    }

    private static String secret(String word, List<String> secrets) {
        secrets.add(word);
        return word;
    }

    private static String ofPostgres(Path data) throws IOException {
        var text = new StringBuilder();
        try (var logs = Files.list(data.resolve("database/log"))) {
            for (var log : logs.toList()) {
                text.append(Files.readString(log));
            }
        }
        return text.toString();
    }
}
