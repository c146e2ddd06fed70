package org.allmende.sensing.mqtt;

import static org.allmende.sensing.mqtt.MqttTest.COUNTY;
import static org.allmende.sensing.mqtt.MqttTest.TENANT;
import static org.allmende.sensing.mqtt.MqttTest.anybody;
import static org.allmende.sensing.mqtt.MqttTest.connected;
import static org.allmende.sensing.mqtt.MqttTest.device;
import static org.allmende.sensing.mqtt.MqttTest.json;
import static org.allmende.sensing.mqtt.MqttTest.message;
import static org.allmende.sensing.mqtt.MqttTest.refusal;
import static org.allmende.sensing.mqtt.MqttTest.subscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.allmende.bench.MqttLoad;
import org.allmende.sensing.mqtt.MqttTest.Device;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lamps are switched as their makers and the town's software meet it: by HTTP, and by HiveMQ's own MQTT client. */
class TaskingTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    static final String ROOT = "/sta-tasking/v1.1";

    static final String LAMP = """
            {"name": "Leuchte Ölmühle Ǎčş", "description": "Laterne am Weg",
             "TaskingCapabilities": [{
               "name": "Schalten", "description": "Schaltet die Leuchte",
               "taskingParameters": {"type": "DataRecord", "field": [
                 {"name": "licht", "type": "Category", "constraint": {"type": "AllowedTokens", "value": ["an", "aus"]}},
                 {"name": "helligkeit", "type": "Quantity", "optional": true,
                  "constraint": {"type": "AllowedValues", "interval": [[0, 0], [10, 100]]}},
                 {"name": "stufen", "type": "Count", "optional": true, "constraint": {"value": [1, 2]}},
                 {"name": "weich", "type": "Boolean", "optional": true},
                 {"name": "anlass", "type": "Text", "optional": true}]},
               "Actuator": {"name": "Schaltaktor", "description": "Relais", "encodingType": "text/plain", "metadata": "-"}}]}
            """;

    @BeforeAll
    static void open() {
        var it = device(TENANT);
        MqttLoad.awaitBroker(COUNTY.mqttPort(), it.tenant(), it.token());
    }

    static HttpResponse<String> send(String method, String path, Device by, String body) {
        var request = HttpRequest.newBuilder(URI.create(COUNTY.url(path.replace(" ", "%20"))))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (by != null) {
            request.header("Authorization", "Bearer " + by.token());
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    static JsonNode get(String path, Device by) {
        var answer = send("GET", ROOT + path, by, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    /** Gives the path of the capability behind the root. */
    static String lamp(Device owner) {
        var made = send("POST", ROOT + "/Things", owner, LAMP);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var thing = made.headers().firstValue("Location").orElseThrow();
        assertThat(thing).contains(ROOT + "/Things(");
        return first(thing.substring(thing.indexOf(ROOT) + ROOT.length()), "TaskingCapabilities", owner);
    }

    /** Path of the first of these. */
    private static String first(String path, String set, Device by) {
        var all = get(path + "/" + set + "?$select=id", by).path("value");
        return "/%s(%d)".formatted(set, all.path(0).path("@iot.id").asLong());
    }

    /** Gives the path of the task behind the root. */
    static String task(String lamp, Device by, String parameters) {
        var made = send("POST", ROOT + lamp + "/Tasks", by, "{\"taskingParameters\": " + parameters + "}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var location = made.headers().firstValue("Location").orElseThrow();
        return location.substring(location.indexOf("/Tasks("));
    }

    static String status(String task, Device by) {
        return get(task, by).path("status").asString();
    }

    private static void awaitStatus(String status, String task, Device by) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!status(task, by).equals(status) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(status(task, by)).isEqualTo(status);
    }

    static String topic(String lamp) {
        return "v1.1" + lamp + "/Tasks";
    }

    @Test
    void theRootsListTheirOwnSetsOnly() {
        var owner = device(TENANT, true);
        assertThat(get("", owner).path("value").findValuesAsString("name"))
                .contains("Things", "Actuators", "TaskingCapabilities", "Tasks");
        var lamp = lamp(owner);
        for (var version : List.of("v1.1", "v1.0")) {
            var core = send("GET", "/sta/" + version, owner, "").body();
            assertThat(core).contains("Things").doesNotContain("Tasking", "Tasks", "Actuators");
            assertThat(send("GET", "/sta/" + version + lamp, owner, "").statusCode())
                    .isEqualTo(404);
            assertThat(send("GET", "/sta/" + version + "/Things", owner, "").body())
                    .doesNotContain("Tasking");
            assertThat(send("GET", "/sta/" + version + "/Things?$expand=TaskingCapabilities", owner, "")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(send("POST", "/sta/" + version + "/Tasks", owner, "{}").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aTaskIsReadByFilterAndExpansion() {
        var owner = device(TENANT, true);
        var lamp = lamp(owner);
        task(lamp, owner, "{\"licht\": \"an\", \"helligkeit\": 40}");
        task(lamp, owner, "{\"licht\": \"aus\"}");
        var found = get(
                lamp + "/Tasks?$filter=status eq 'created' and taskingParameters/licht eq 'an'"
                        + "&$expand=TaskingCapability($expand=Thing,Actuator)&$count=true",
                owner);
        assertThat(found.path("@iot.count").asInt()).isEqualTo(1);
        var one = found.path("value").path(0);
        assertThat(one.path("taskingParameters").path("helligkeit").asInt()).isEqualTo(40);
        assertThat(one.path("creationTime").asString()).isNotEmpty();
        assertThat(one.at("/TaskingCapability/Thing/name").asString()).isEqualTo("Leuchte Ölmühle Ǎčş");
        assertThat(one.at("/TaskingCapability/Actuator/name").asString()).isEqualTo("Schaltaktor");
    }

    @Test
    void aTaskThatTheCapabilityDoesNotAllowIsRefusedWithTheReason() {
        var owner = device(TENANT, true);
        var lamp = lamp(owner);
        var reasons = Map.ofEntries(
                Map.entry("{\"licht\": \"bunt\"}", "Allowed: \\\"an\\\", \\\"aus\\\"."),
                Map.entry("{}", "licht is missing"),
                Map.entry("{\"licht\": 1}", "licht is a Category"),
                Map.entry("{\"licht\": \"an\", \"helligkeit\": 5}", "Allowed: 0.0 to 0.0, 10.0 to 100.0"),
                Map.entry("{\"licht\": \"an\", \"helligkeit\": \"50\"}", "helligkeit is a Quantity"),
                Map.entry("{\"licht\": \"an\", \"stufen\": 1.5}", "stufen is a Count"),
                Map.entry("{\"licht\": \"an\", \"stufen\": 3}", "stufen cannot be 3"),
                Map.entry("{\"licht\": \"an\", \"weich\": \"ja\"}", "weich is a Boolean"),
                Map.entry("{\"licht\": \"an\", \"farbe\": \"rot\"}", "There is no parameter farbe"),
                Map.entry("{\"licht\": \"an\", \"anlass\": \"" + "x".repeat(2000) + "\"}", "at most 1000"),
                Map.entry("{\"licht\": \"an\", \"anlass\": \"\\u0000\"}", "none that is zero"),
                Map.entry("[]", "an object"),
                Map.entry("null", "an object"));
        reasons.forEach((parameters, reason) -> {
            var answer = send("POST", ROOT + lamp + "/Tasks", owner, "{\"taskingParameters\": " + parameters + "}");
            assertThat(answer.statusCode()).as(parameters).isEqualTo(400);
            assertThat(answer.body()).as(parameters).contains(reason);
        });
        assertThat(send(
                                "POST",
                                ROOT + lamp + "/Tasks",
                                owner,
                                "{\"taskingParameters\": {\"licht\": \"an\"}, \"validUntil\": \"2020-01-01T00:00:00Z\"}")
                        .statusCode())
                .isEqualTo(400);
        for (var record : List.of(
                "{\"type\": \"Vector\", \"field\": []}",
                "{\"type\": \"DataRecord\", \"field\": []}",
                "{\"type\": \"DataRecord\", \"field\": [{\"name\": \"a\", \"type\": \"Time\"}]}",
                "{\"type\": \"DataRecord\", \"field\": [{\"name\": \"a\", \"type\": \"Text\", \"constraint\": {\"pattern\": \"(a+)+\"}}]}",
                "{\"type\": \"DataRecord\", \"field\": [{\"name\": \"a\", \"type\": \"Count\", \"constraint\": {\"interval\": [[2, 1]]}}]}",
                "\"x\"")) {
            assertThat(send("PATCH", ROOT + lamp, owner, "{\"taskingParameters\": " + record + "}")
                            .statusCode())
                    .as(record)
                    .isEqualTo(400);
        }
    }

    @Test
    void aTaskReachesItsDeviceAndIsAcknowledged() throws InterruptedException {
        var owner = device(TENANT, true);
        var lamp = lamp(owner);
        var client = connected(owner);
        try (var heard = client.publishes(MqttGlobalPublishFilter.ALL)) {
            // made while the device is away, sent once it is there
            var early = task(lamp, owner, "{\"licht\": \"aus\"}");
            assertThat(status(early, owner)).isEqualTo("created");
            subscribe(client, topic(lamp));
            var first = receive(heard);
            assertThat(first.getTopic().toString()).isEqualTo(topic(lamp));
            assertThat(first.isRetain()).isFalse();
            assertThat(first.getQos()).isEqualTo(MqttQos.AT_LEAST_ONCE);
            assertThat(path(first)).isEqualTo(early);
            client.publish(message("v1.1" + early, "{\"status\": \"acknowledged\"}"));
            assertThat(status(early, owner)).isEqualTo("acknowledged");
            // the same again changes nothing, another thing is refused
            client.publish(message("v1.1" + early, "{\"status\": \"acknowledged\"}"));
            assertThat(refusal(client, "v1.1" + early, "{\"status\": \"failed\"}")
                            .isError())
                    .isTrue();

            var late = task(lamp, owner, "{\"licht\": \"an\"}");
            var second = receiveAfter(early, heard);
            assertThat(json(second).at("/taskingParameters/licht").asString()).isEqualTo("an");
            awaitStatus("sent", late, owner);
            assertThat(send("PATCH", ROOT + late, owner, "{\"status\": \"failed\", \"reason\": \"Röhre defekt\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(late, owner).path("reason").asString()).isEqualTo("Röhre defekt");

            // by MQTT a task can be made, too
            client.publish(message(topic(lamp), "{\"taskingParameters\": {\"licht\": \"aus\"}}"));
            assertThat(json(receiveAfter(late, heard))
                            .at("/taskingParameters/licht")
                            .asString())
                    .isEqualTo("aus");
        }
        client.disconnect();
    }

    @Test
    void aDeviceThatComesAnewIsToldAgainInOrderAndWhatCameLaterStands() throws InterruptedException {
        var owner = device(TENANT, true);
        var lamp = lamp(owner);
        var one = task(lamp, owner, "{\"licht\": \"an\"}");
        var two = task(lamp, owner, "{\"licht\": \"aus\"}");
        for (int i = 0; i < 2; i++) {
            var client = connected(owner);
            try (var heard = client.publishes(MqttGlobalPublishFilter.ALL)) {
                subscribe(client, topic(lamp));
                assertThat(path(receive(heard))).isEqualTo(one);
                assertThat(path(receive(heard))).isEqualTo(two);
                awaitStatus("sent", two, owner);
            }
            // as if it had been killed: it has answered nothing
            client.disconnect();
        }
        send("PATCH", ROOT + two, owner, "{\"status\": \"acknowledged\"}");
        assertThat(status(one, owner)).isEqualTo("expired");
        assertThat(status(two, owner)).isEqualTo("acknowledged");
    }

    @Test
    void aTaskWhoseTimeIsOverIsNotSent() throws InterruptedException {
        var owner = device(TENANT, true);
        var lamp = lamp(owner);
        var soon = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(60);
        var made = send(
                "POST",
                ROOT + lamp + "/Tasks",
                owner,
                "{\"taskingParameters\": {\"licht\": \"an\"}, \"validUntil\": \"" + soon + "\"}");
        var location = made.headers().firstValue("Location").orElseThrow();
        var task = location.substring(location.indexOf("/Tasks("));
        assertThat(COUNTY.owner()
                        .sql("update sensing.task set until = now() where id = :id and until = :soon")
                        .param("id", Long.valueOf(task.replaceAll("\\D", "")))
                        .param("soon", soon.atOffset(ZoneOffset.UTC))
                        .update())
                .isEqualTo(1);
        awaitStatus("expired", task, owner);
    }

    @Test
    void nobodyElseHearsOfATaskOrAnswersIt() throws InterruptedException {
        var owner = device(TENANT, true);
        var lamp = lamp(owner);
        var task = task(lamp, owner, "{\"licht\": \"an\"}");
        var colleague = device(TENANT);
        var stranger = device("angelburg", true);
        for (var client : List.of(connected(colleague), connected(stranger), anybody())) {
            assertThatThrownBy(() -> subscribe(client, topic(lamp))).isInstanceOf(Mqtt5SubAckException.class);
            assertThatThrownBy(() -> subscribe(client, "v1.1/Tasks")).isInstanceOf(Mqtt5SubAckException.class);
            assertThatThrownBy(() -> subscribe(client, "v1.1" + task)).isInstanceOf(Mqtt5SubAckException.class);
            client.disconnect();
        }
        var own = connected(colleague);
        assertThat(refusal(own, "v1.1" + task, "{\"status\": \"acknowledged\"}").isError())
                .isTrue();
        own.disconnect();
        assertThat(send("PATCH", ROOT + task, colleague, "{\"status\": \"acknowledged\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("PATCH", ROOT + task, owner, "{\"taskingParameters\": {\"licht\": \"aus\"}}")
                        .statusCode())
                .isEqualTo(400);
        for (var path : List.of(task, lamp, lamp + "/Tasks", task + "/TaskingCapability")) {
            assertThat(send("GET", ROOT + path, null, "").statusCode()).isEqualTo(401);
            var seen = send("GET", ROOT + path, stranger, "");
            assertThat(seen.statusCode() == 404 || seen.body().contains("\"value\":[]"))
                    .as(path)
                    .isTrue();
        }
        for (var method : List.of("PATCH", "DELETE")) {
            assertThat(send(method, ROOT + task, stranger, "{\"status\": \"failed\"}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(send(method, ROOT + task, null, "{}").statusCode()).isEqualTo(403);
        }
        assertThat(send("POST", ROOT + lamp + "/Tasks", stranger, "{\"taskingParameters\": {\"licht\": \"an\"}}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(
                                "POST",
                                ROOT + "/Tasks",
                                stranger,
                                "{\"taskingParameters\": {\"licht\": \"an\"}, \"TaskingCapability\": {\"@iot.id\": %s}}"
                                        .formatted(lamp.replaceAll("\\D", "")))
                        .statusCode())
                .isIn(400, 404);
        assertThat(status(task, owner)).isEqualTo("created");
        // the task goes with whoever is its device now
        assertThat(send("PATCH", ROOT + lamp, owner, "{\"properties\": {\"device\": \"" + colleague.name() + "\"}}")
                        .statusCode())
                .isEqualTo(200);
        var now = connected(colleague);
        try (var heard = now.publishes(MqttGlobalPublishFilter.ALL)) {
            subscribe(now, topic(lamp));
            assertThat(path(receive(heard))).isEqualTo(task);
        }
        now.disconnect();
    }

    static Mqtt5Publish receive(Mqtt5BlockingClient.Mqtt5Publishes heard) throws InterruptedException {
        return heard.receive(30, TimeUnit.SECONDS).orElseThrow();
    }

    /** Whoever answers a task slowly is told the same once more. */
    private static Mqtt5Publish receiveAfter(String task, Mqtt5BlockingClient.Mqtt5Publishes heard)
            throws InterruptedException {
        var next = receive(heard);
        while (path(next).equals(task)) {
            next = receive(heard);
        }
        return next;
    }

    static String path(Mqtt5Publish task) {
        return "/Tasks(" + json(task).path("@iot.id").asLong() + ")";
    }
}
