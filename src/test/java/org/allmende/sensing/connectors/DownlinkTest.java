package org.allmende.sensing.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient.Mqtt3Publishes;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.allmende.DemoCounty;
import org.allmende.Visitor;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.sensing.Task;
import org.allmende.sensing.TaskRefused;
import org.allmende.sensing.Tasks;
import org.allmende.sensing.lorawan.Stations;
import org.allmende.sensing.lorawan.Stations.Station;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tasks of LoRaWAN devices; a client of the broker plays the network server as The Things Stack and ChirpStack document theirs. */
class DownlinkTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "lohra";
    private static final String PATH = "/arbeitsplatz/anbindungen";
    private static NetworkServer network;
    private static Mqtt3Publishes heard;

    @BeforeAll
    static void start() {
        network = NetworkServer.start();
        heard = network.application().publishes(MqttGlobalPublishFilter.ALL);
        for (var topic : List.of("v3/+/devices/+/down/replace", "application/+/device/+/command/down")) {
            network.application()
                    .subscribeWith()
                    .topicFilter(topic)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send();
        }
    }

    @AfterAll
    static void stop() {
        network.close();
    }

    private static String connect(Visitor staff, String kind, String name) {
        var path =
                staff.post(PATH + "/neu", network.typed(kind, name)).location().replaceFirst("[?].*", "");
        await(() -> staff.get(path).text().contains("läuft"));
        return path;
    }

    private static void await(Supplier<Boolean> done) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!done.get() && System.nanoTime() < end) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        assertThat(done.get()).isTrue();
    }

    private static long task(long capability, int minutes) {
        return COUNTY.bean(Tenancy.class)
                .as(
                        TENANT,
                        () -> COUNTY.bean(Tasks.class)
                                .add(
                                        capability,
                                        JsonMapper.shared().createObjectNode().put("minuten", minutes),
                                        null));
    }

    private static Task find(long capability, long task) {
        return COUNTY
                .bean(Tenancy.class)
                .as(TENANT, () -> COUNTY.bean(Tasks.class).list(capability, 100))
                .stream()
                .filter(it -> it.id() == task)
                .findFirst()
                .orElseThrow();
    }

    private static void await(long capability, long task, Task.State state) {
        await(() -> find(capability, task).state() == state);
    }

    /** What the network server is told next that is meant; whoever is slow is told the same twice. */
    private static JsonNode told(String topic, Predicate<JsonNode> meant) throws InterruptedException {
        while (true) {
            var message = heard.receive(60, TimeUnit.SECONDS).orElseThrow();
            var json = JsonMapper.shared().readTree(message.getPayloadAsBytes());
            if (message.getTopic().toString().equals(topic) && meant.test(json)) {
                return json;
            }
        }
    }

    /** Its first uplink, after which it can be told something: a moment later than its values are stored. */
    private static void sendFirst(Station station, String topic, String uplink) {
        network.publish(topic, uplink);
        await(() -> COUNTY.owner()
                .sql("select exists (select from sensing.lorawan_address where device = :eui)")
                .param("eui", station.eui())
                .query(Boolean.class)
                .single());
    }

    private static void say(String topic, Station of, String name, JsonNode downlink) {
        network.publish(topic, """
                {"end_device_ids": {"device_id": "fuehler", "dev_eui": "%s"}, "correlation_ids": ["as:downlink:01"], "%s": %s}
                """.formatted(of.eui(), name, downlink));
    }

    @Test
    void theThingsStackIsGivenAllThatIsOpenAndSaysWhatBecameOfIt() throws InterruptedException {
        var staff = COUNTY.staff(TENANT, Role.ADMIN);
        var path = connect(staff, "THINGS_STACK", "Stadtfunk");
        var station = Stations.make(COUNTY, TENANT);
        long lamp = station.capability("Stadtfunk");
        var topic = "v3/lampen@ttn/devices/fuehler";
        assertThatThrownBy(() -> task(lamp, 5))
                .isInstanceOf(TaskRefused.class)
                .hasMessageContaining("has sent nothing");
        sendFirst(station, topic + "/up", station.thingsStack(1, 0));
        assertThat(station.results(0)).hasSize(1);
        assertThatThrownBy(() -> task(lamp, 300))
                .isInstanceOf(TaskRefused.class)
                .hasMessageContaining("zu viele Minuten");

        long on = task(lamp, 5);
        var queue = topic + "/down/replace";
        var downlink = told(queue, it -> it.path("downlinks").size() == 1)
                .path("downlinks")
                .path(0);
        assertThat(Base64.getDecoder().decode(downlink.path("frm_payload").asString()))
                .containsExactly(1, 5);
        assertThat(downlink.path("f_port").asInt()).isEqualTo(7);
        assertThat(downlink.path("confirmed").asBoolean()).isTrue();
        assertThat(find(lamp, on).state()).isEqualTo(Task.State.CREATED);
        say(topic + "/down/queued", station, "downlink_queued", downlink);
        await(lamp, on, Task.State.SENT);

        // a second one goes behind the first, which nobody has confirmed yet
        long off = task(lamp, 0);
        var both = told(queue, it -> it.path("downlinks").size() == 2).path("downlinks");
        assertThat(both.path(0).path("correlation_ids")).isEqualTo(downlink.path("correlation_ids"));
        say(topic + "/down/ack", station, "downlink_ack", both.path(1));
        await(lamp, off, Task.State.ACKNOWLEDGED);
        await(lamp, on, Task.State.EXPIRED);
        // so that it does not go on again
        told(queue, it -> it.path("downlinks").isEmpty());

        long bad = task(lamp, 7);
        var failing = JsonMapper.shared().createObjectNode();
        failing.set(
                "downlink",
                told(queue, it -> it.path("downlinks").size() == 1)
                        .path("downlinks")
                        .path(0));
        failing.putObject("error").put("message_format", "no device session");
        say(topic + "/down/failed", station, "downlink_failed", failing);
        await(lamp, bad, Task.State.FAILED);
        assertThat(find(lamp, bad).reason()).isEqualTo("no device session");
        assertThat(staff.get("/arbeitsplatz/schalten").text()).contains("Stadtfunk");
        staff.post(path + "/entfernen", Map.of());
    }

    @Test
    void chirpStackKnowsATaskByItsItemAndOneThatWasNotConfirmedGoesAgain() throws InterruptedException {
        var staff = COUNTY.staff(TENANT, Role.ADMIN);
        var path = connect(staff, "CHIRPSTACK", "Kreisfunk");
        var station = Stations.make(COUNTY, TENANT);
        long lamp = station.capability("Kreisfunk");
        var topic = "application/5d1f/device/" + station.eui().toLowerCase(Locale.ROOT);
        sendFirst(station, topic + "/event/up", station.chirpStack(1, 0));
        await(() -> staff.get(path).text().contains("1 Uplink"));
        staff.post(path + "/schalten", Map.of("an", "false"));
        network.awaitEndOf(path);
        long on = task(lamp, 9);
        staff.post(path + "/schalten", Map.of("an", "true"));
        var command = topic + "/command/down";
        var first = told(command, it -> true);
        assertThat(first.path("data").asString()).isEqualTo("AQk=");
        assertThat(first.path("fPort").asInt()).isEqualTo(7);
        assertThat(first.path("devEui").asString()).isEqualTo(station.eui().toLowerCase(Locale.ROOT));
        var item = first.path("id").asString();
        network.publish(topic + "/event/txack", "{\"queueItemId\": \"" + item + "\", \"gatewayId\": \"x\"}");
        await(lamp, on, Task.State.SENT);

        // acknowledged: false is left out; a stranger's item is nobody's
        network.publish(topic + "/event/ack", "{\"queueItemId\": \"" + item + "\"}");
        var second = told(command, it -> !it.path("id").asString().equals(item));
        assertThat(second.path("data").asString()).isEqualTo("AQk=");
        network.publish(
                topic + "/event/ack",
                "{\"queueItemId\": \"46fecb8d-d7f1-481e-8b1b-bcaad7e5d1e0\", \"acknowledged\": true}");
        network.publish(topic + "/event/ack", "{\"queueItemId\": \"{\", \"acknowledged\": true}");
        network.publish(
                topic + "/event/ack",
                "{\"queueItemId\": \"" + second.path("id").asString() + "\", \"acknowledged\": true}");
        await(lamp, on, Task.State.ACKNOWLEDGED);

        long large = task(lamp, 1);
        network.publish(topic + "/event/log", """
                {"level": "ERROR", "code": "DOWNLINK_PAYLOAD_SIZE", "description": "Too large",
                 "context": {"queue_item_id": "%s"}}
                """.formatted(
                        told(command, it -> it.path("data").asString().equals("AQE="))
                                .path("id")
                                .asString()));
        await(lamp, large, Task.State.FAILED);
        assertThat(find(lamp, large).reason()).isEqualTo("Too large");
        assertThat(staff.get(path).text()).contains("läuft").doesNotContain("Abweisungen");
        staff.post(path + "/entfernen", Map.of());
    }

    @Test
    void onlyTheLineOfTheTaskSaysWhatBecameOfIt() throws InterruptedException {
        var staff = COUNTY.staff(TENANT, Role.ADMIN);
        var own = connect(staff, "CHIRPSTACK", "Eigene");
        var station = Stations.make(COUNTY, TENANT);
        long lamp = station.capability("Eigene");
        var topic = "application/77/device/" + station.eui().toLowerCase(Locale.ROOT);
        sendFirst(station, topic + "/event/up", station.chirpStack(1, 0));
        var other = COUNTY.staff("angelburg", Role.ADMIN);
        var foreign = connect(other, "CHIRPSTACK", "Fremde");
        long on = task(lamp, 3);
        var item = told(topic + "/command/down", it -> true).path("id").asString();
        staff.post(own + "/schalten", Map.of("an", "false"));
        network.awaitEndOf(own);
        network.publish(topic + "/event/ack", "{\"queueItemId\": \"" + item + "\", \"acknowledged\": true}");
        network.publish(topic + "/event/up", "{");
        await(() -> other.get(foreign).text().contains("mit Abweisungen"));
        assertThat(find(lamp, on).state()).isEqualTo(Task.State.CREATED);
        staff.post(own + "/entfernen", Map.of());
        other.post(foreign + "/entfernen", Map.of());
    }
}
