package org.allmende.measures;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.allmende.Answer;
import org.allmende.DemoCounty;
import org.allmende.Gauge;
import org.allmende.Visitor;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.Observations;
import org.allmende.sensing.Visibility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What rules tell other software, over a real line. */
class OutgoingTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "angelburg";
    private static final String WATER = "https://qudt.org/vocab/quantitykind/WaterLevel";

    private record Heard(Map<String, String> headers, String body) {}

    private final Visitor clerk = COUNTY.staff(TOWN, Role.CLERK);
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
    private HttpServer receiver;
    private Datastream gauge;

    @BeforeEach
    void open() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            var headers = new LinkedHashMap<String, String>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.getFirst()));
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var status = answers.poll();
            exchange.sendResponseHeaders(status == null ? 204 : status, -1);
            exchange.close();
            heard.add(new Heard(headers, body));
        });
        receiver.start();
        gauge = Gauge.at(COUNTY, TOWN, "Pegel Größenbach", Visibility.TENANT, hour -> 0);
    }

    @AfterEach
    void close() {
        receiver.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?a=b";
    }

    private Answer save(Map<String, String> more) {
        var form = new LinkedHashMap<>(Map.of(
                "art",
                "threshold",
                "groesse",
                WATER,
                "name",
                "Hochwasser <Ǎčş>",
                "station",
                Integer.toString(gauge.id()),
                "richtung",
                "auf",
                "grenze",
                "100"));
        form.putAll(more);
        return clerk.follow(clerk.post("/arbeitsplatz/regeln/neu", form));
    }

    private String activated(Map<String, String> measures) {
        var saved = save(measures);
        assertThat(saved.html().select(".errsum").text()).isEmpty();
        var path = saved.address().getPath();
        var today = LocalDate.now(GermanDates.BERLIN);
        clerk.post(path + "/probe", Map.of("von", today.minusDays(20).toString(), "bis", today.toString()));
        clerk.post(path + "/schalten", Map.of("aktion", "aktivieren", "version", "1"));
        var id = id(path);
        await(() -> COUNTY.bean(Evaluator.class).knows(id));
        return path;
    }

    private static UUID id(String path) {
        return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    private static void await(BooleanSupplier condition) {
        for (int patience = 0; patience < 800 && !condition.getAsBoolean(); patience++) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private void measured(double value) {
        COUNTY.bean(Observations.class).store(TOWN, List.of(NewObservation.of(gauge.id(), Instant.now(), value)));
    }

    private static List<Outgoing.Sent> sent(String path) {
        return COUNTY.bean(Tenancy.class)
                .as(TOWN, () -> COUNTY.bean(Outgoing.class).list(id(path), 10));
    }

    private Heard receive() throws InterruptedException {
        var one = heard.poll(40, TimeUnit.SECONDS);
        assertThat(one).isNotNull();
        return one;
    }

    @Test
    void aWebhookIsSignedAndSentAgainUntilItIsTaken() throws InterruptedException, GeneralSecurityException {
        answers.add(503);
        var path = activated(Map.of("webhook", url()));
        measured(120.5);
        var first = receive();
        await(() -> sent(path).getFirst().problem() != null);
        assertThat(sent(path).getFirst().state()).isEqualTo(Outgoing.State.WAITING);
        assertThat(sent(path).getFirst().problem()).isEqualTo("HTTP 503");
        COUNTY.owner()
                .sql("update measures.message set due = now() where state = 'WAITING'")
                .update();
        var second = receive();
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().get("webhook-id")).isEqualTo(first.headers().get("webhook-id"));
        await(() -> sent(path).getFirst().state() == Outgoing.State.DONE);

        var data = JsonMapper.shared().readTree(second.body()).path("data");
        assertThat(data.path("name").asString()).isEqualTo("Hochwasser <Ǎčş>");
        assertThat(data.path("station").asString()).isEqualTo("Pegel Größenbach");
        assertThat(data.path("value").asDouble()).isEqualTo(120.5);

        var page = clerk.get(path);
        assertThat(page.text()).contains("Angekommen", "2 Versuche");
        var key = page.html().select("#nachrichten code").text();
        assertThat(key).startsWith("whsec_");
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.substring(6)), "HmacSHA256"));
        var signed = "%s.%s.%s"
                .formatted(
                        second.headers().get("webhook-id"), second.headers().get("webhook-timestamp"), second.body());
        assertThat(second.headers().get("webhook-signature"))
                .isEqualTo("v1,"
                        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
        assertThat(COUNTY.bean(Tenancy.class)
                        .as("steffenberg", () -> COUNTY.bean(Outgoing.class).key()))
                .isNotEqualTo(key);
        assertThat(COUNTY.bean(Tenancy.class)
                        .as("steffenberg", () -> COUNTY.bean(Outgoing.class).list(id(path), 10)))
                .isEmpty();
        clerk.post(path + "/schalten", Map.of("aktion", "pausieren"));
    }

    @Test
    void aCommandWaitsForItsDeviceAndIsGivenUpWhenItIsStale() {
        var path = activated(Map.of("thema", "commands/sirene/nord", "nachricht", "{\"wert\": \"{wert}\"}"));
        measured(120);
        await(() -> !sent(path).isEmpty() && sent(path).getFirst().problem() != null);
        assertThat(sent(path).getFirst().state()).isEqualTo(Outgoing.State.WAITING);
        assertThat(sent(path).getFirst().body()).isEqualTo("{\"wert\": \"120 cm\"}");
        COUNTY.owner()
                .sql(
                        "update measures.message set due = now(), created = created - interval '11 minutes' where state = 'WAITING'")
                .update();
        await(() -> sent(path).getFirst().state() == Outgoing.State.FAILED);
        assertThat(clerk.get(path).text()).contains("Aufgegeben");
        clerk.post(path + "/schalten", Map.of("aktion", "pausieren"));
    }

    @Test
    void whatLeadsNowhereIsRefusedInTheForm() {
        var wrong = Map.of(
                "webhook", List.of("ftp://example.org/", "https://", "javascript:alert(1)", "https://a@example.org/"),
                "thema", List.of("v1.1/Observations", "commands/#", "commands/+/x", "commands", "commands/ä"));
        wrong.forEach((field, values) ->
                values.forEach(value -> assertThat(save(Map.of(field, value, "nachricht", "an"))
                                .html()
                                .select(".errsum")
                                .text())
                        .as(value)
                        .isNotEmpty()));
    }
}
