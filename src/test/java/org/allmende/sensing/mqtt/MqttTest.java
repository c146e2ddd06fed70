package org.allmende.sensing.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.DemoCounty;
import org.allmende.bench.MqttLoad;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.TokenHolder;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Devices;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.Observations;
import org.allmende.sensing.sta.Request;
import org.allmende.sensing.sta.SensorThings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The broker as makers of sensors meet it, by HiveMQ's own client. */
class MqttTest {

    static final DemoCounty COUNTY = DemoCounty.county();
    static final String TENANT = "steffenberg";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final String STATION = """
            {"name": "Pegel", "description": "Pegel",
             "Locations": [{"name": "Brücke", "description": "Brücke", "encodingType": "application/geo+json",
                            "location": {"type": "Point", "coordinates": [8.5, 50.9]}}],
             "Datastreams": [{"name": "W", "description": "W", "observationType": "measurement",
               "unitOfMeasurement": {"name": "cm", "symbol": "cm", "definition": "ucum:cm"},
               "properties": {"visibility": "%s"},
               "Sensor": {"name": "S", "description": "S", "encodingType": "text/plain", "metadata": "-"},
               "ObservedProperty": {"name": "W", "definition": "https://example.org/W", "description": "W"}}]}
            """;

    /** A device with its token. */
    record Device(String tenant, String name, String token) {

        TokenHolder holder() {
            return COUNTY.bean(Devices.class).find(token).orElseThrow();
        }
    }

    @BeforeAll
    static void open() {
        var it = device(TENANT);
        MqttLoad.awaitBroker(COUNTY.mqttPort(), it.tenant(), it.token());
    }

    static Device device(String tenant) {
        return device(tenant, false);
    }

    static Device device(String tenant, boolean maySwitch) {
        var name = "Gerät ẞ" + NUMBER.incrementAndGet();
        return new Device(
                tenant,
                name,
                COUNTY.bean(Tenancy.class)
                        .as(tenant, () -> COUNTY.bean(Devices.class).add(name, maySwitch)));
    }

    static Datastream station(Device owner, String visibility) {
        var made = COUNTY.bean(SensorThings.class)
                .answer(new Request(
                        "POST",
                        "v1.1",
                        "Things",
                        Map.of(),
                        STATION.formatted(visibility).getBytes(StandardCharsets.UTF_8),
                        "application/json",
                        owner.holder()));
        var thing = Long.parseLong(made.location().replaceAll(".*\\(|\\)", ""));
        return COUNTY.bean(Tenancy.class)
                .as(
                        owner.tenant(),
                        () -> COUNTY.bean(Datastreams.class).list().stream()
                                .filter(it -> it.thing() == thing && it.tenant().equals(owner.tenant()))
                                .findFirst()
                                .orElseThrow());
    }

    static String topic(Datastream it) {
        return "v1.1/Datastreams(" + it.id() + ")/Observations";
    }

    private static Mqtt5BlockingClient client() {
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier("test-" + NUMBER.incrementAndGet())
                .serverHost("127.0.0.1")
                .serverPort(COUNTY.mqttPort())
                .buildBlocking();
    }

    static Mqtt5BlockingClient connected(Device device) {
        var client = client();
        client.connectWith()
                .simpleAuth()
                .username(device.tenant())
                .password(device.token().getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .send();
        return client;
    }

    static Mqtt5BlockingClient anybody() {
        var client = client();
        client.connect();
        return client;
    }

    static Mqtt5Publish message(String topic, String payload) {
        return Mqtt5Publish.builder()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    static List<Double> results(Datastream it) {
        return COUNTY.bean(Observations.class).latest(it, 100).stream()
                .map(one -> one.result())
                .toList();
    }

    static Mqtt5PubAckReasonCode refusal(Mqtt5BlockingClient client, String topic, String payload) {
        try {
            client.publish(message(topic, payload));
        } catch (Mqtt5PubAckException refused) {
            assertThat(refused.getMqttMessage().getReasonString())
                    .as("why %s %s was refused", topic, payload)
                    .isPresent();
            return refused.getMqttMessage().getReasonCode();
        }
        return Mqtt5PubAckReasonCode.SUCCESS;
    }

    static JsonNode json(Mqtt5Publish it) {
        return JsonMapper.shared().readTree(it.getPayloadAsBytes());
    }

    private static JsonNode account(Device of) {
        var all = JsonMapper.shared()
                .readTree(COUNTY.visitor().get("/daten/empfang.json").body());
        return all.valueStream()
                .filter(it -> it.path("name").asString().equals(of.name()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anAcknowledgedObservationIsStored() {
        var device = device(TENANT);
        var gauge = station(device, "public");
        var client = connected(device);
        for (var qos : MqttQos.values()) {
            client.publishWith()
                    .topic(topic(gauge).replace("v1.1", "v1.0"))
                    .qos(qos)
                    .payload("{\"result\": %d}".formatted(qos.getCode()).getBytes(StandardCharsets.UTF_8))
                    .send();
            if (qos != MqttQos.AT_MOST_ONCE) {
                assertThat(results(gauge)).contains((double) qos.getCode());
            }
        }
        client.disconnect();
    }

    @Test
    void aDeviceOfMqttThreeSendsAndHears() throws InterruptedException {
        var device = device(TENANT);
        var gauge = station(device, "tenant");
        Mqtt3BlockingClient client = MqttClient.builder()
                .useMqttVersion3()
                .serverHost("127.0.0.1")
                .serverPort(COUNTY.mqttPort())
                .buildBlocking();
        client.connectWith()
                .simpleAuth()
                .username(device.name())
                .password(device.token().getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .send();
        try (var heard = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.subscribeWith()
                    .topicFilter(topic(gauge))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send();
            client.publishWith()
                    .topic(topic(gauge))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload("{\"result\": 12.5}".getBytes(StandardCharsets.UTF_8))
                    .send();
            var first = heard.receive(30, TimeUnit.SECONDS).orElseThrow();
            assertThat(new String(first.getPayloadAsBytes(), StandardCharsets.UTF_8))
                    .contains("\"result\":12.5");
            // MQTT 3 has no word for it: acknowledged, and in the account
            client.publishWith()
                    .topic(topic(gauge))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload("{\"result\": ".getBytes(StandardCharsets.UTF_8))
                    .send();
        }
        assertThat(client.getState().isConnected()).isTrue();
        assertThat(account(device).path("received").asInt()).isEqualTo(2);
        assertThat(account(device).path("refused").asInt()).isEqualTo(1);
        client.disconnect();
    }

    @Test
    void whatIsRefusedSaysWhyAndIsCounted() {
        var device = device(TENANT);
        var gauge = station(device, "public");
        var foreign = station(device("angelburg"), "public");
        var client = connected(device);
        assertThat(refusal(client, topic(gauge), "{\"result\": 1}")).isEqualTo(Mqtt5PubAckReasonCode.SUCCESS);
        for (var body :
                List.of("", "{", "[]", "{}", "{\"result\": null}", "{\"result\": 1, \"phenomenonTime\": \"x\"}")) {
            assertThat(refusal(client, topic(gauge), body))
                    .as(body)
                    .isEqualTo(Mqtt5PubAckReasonCode.PAYLOAD_FORMAT_INVALID);
        }
        assertThat(refusal(client, topic(foreign), "{\"result\": 1}"))
                .as("another tenant's datastream")
                .isNotEqualTo(Mqtt5PubAckReasonCode.SUCCESS);
        for (var topic :
                List.of("x", "v1.2/Observations", "v1.1/Nothing", "v1.1/Datastreams(1)", "v1.1/Things(1)/name")) {
            assertThat(refusal(client, topic, "{\"result\": 1}"))
                    .as(topic)
                    .isEqualTo(Mqtt5PubAckReasonCode.TOPIC_NAME_INVALID);
        }
        client.disconnect();
        assertThat(account(device).path("received").asInt()).isEqualTo(13);
        assertThat(account(device).path("stored").asInt()).isEqualTo(1);
        assertThat(account(device).path("refused").asInt()).isEqualTo(12);
        assertThat(COUNTY.visitor().get("/daten/empfang").text()).contains(device.name());
        assertThat(results(foreign)).isEmpty();
    }

    @Test
    void nobodySendsWithoutAToken() {
        var device = device(TENANT);
        var gauge = station(device, "public");
        assertThat(refusal(anybody(), topic(gauge), "{\"result\": 1}")).isEqualTo(Mqtt5PubAckReasonCode.NOT_AUTHORIZED);
        for (var user : List.of("angelburg", "niemand")) {
            assertThatThrownBy(() -> client().connectWith()
                            .simpleAuth()
                            .username(user)
                            .password(device.token().getBytes(StandardCharsets.UTF_8))
                            .applySimpleAuth()
                            .send())
                    .as("the token under the name %s", user)
                    .isInstanceOf(Mqtt5ConnAckException.class);
        }
        for (var token : List.of("", "falsch", "geraet.steffenberg.falsch", "geraet.\u0001.x")) {
            assertThatThrownBy(() -> connected(new Device(TENANT, "", token)))
                    .as(token)
                    .isInstanceOf(Mqtt5ConnAckException.class);
        }
        assertThat(results(gauge)).isEmpty();
    }

    @Test
    void aTokenThatIsTakenBackSendsAndHearsNothingMore() throws InterruptedException {
        var device = device(TENANT);
        var gauge = station(device, "public");
        var client = connected(device);
        subscribe(client, topic(gauge));
        assertThat(refusal(client, topic(gauge), "{\"result\": 1}")).isEqualTo(Mqtt5PubAckReasonCode.SUCCESS);
        COUNTY.bean(Tenancy.class)
                .run(
                        TENANT,
                        () -> COUNTY.bean(Devices.class).remove(device.holder().id()));
        assertThat(refusal(client, topic(gauge), "{\"result\": 2}")).isEqualTo(Mqtt5PubAckReasonCode.NOT_AUTHORIZED);
        assertThat(results(gauge)).containsExactly(1.0);
        try (var heard = client.publishes(MqttGlobalPublishFilter.ALL)) {
            COUNTY.bean(Observations.class).store(TENANT, List.of(NewObservation.of(gauge.id(), Instant.EPOCH, 3)));
            assertThat(heard.receive(1, TimeUnit.SECONDS)).isEmpty();
        }
    }

    static void subscribe(Mqtt5BlockingClient client, String topic) {
        client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send();
    }

    @Test
    void aLastWillIsNoWayIn() {
        var device = device(TENANT);
        var gauge = station(device, "public");
        var client = client();
        client.connectWith()
                .simpleAuth()
                .username(TENANT)
                .password(device.token().getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .willPublish(message(topic(gauge), "{\"result\": 666}"))
                .send();
        client.disconnectWith()
                .reasonCode(
                        com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode
                                .DISCONNECT_WITH_WILL_MESSAGE)
                .send();
        assertThat(results(gauge)).isEmpty();
    }

    @Test
    void twoDevicesMayCallThemselvesTheSame() {
        var first = device(TENANT);
        var other = device("angelburg");
        var one = MqttClient.builder()
                .useMqttVersion5()
                .identifier("sensor")
                .serverHost("127.0.0.1")
                .serverPort(COUNTY.mqttPort())
                .buildBlocking();
        var two = MqttClient.builder()
                .useMqttVersion5()
                .identifier("sensor")
                .serverHost("127.0.0.1")
                .serverPort(COUNTY.mqttPort())
                .buildBlocking();
        connect(one, first);
        connect(two, other);
        var gauge = station(first, "public");
        assertThat(refusal(one, topic(gauge), "{\"result\": 5}")).isEqualTo(Mqtt5PubAckReasonCode.SUCCESS);
        assertThat(two.getState().isConnected()).isTrue();
        one.disconnect();
        two.disconnect();
    }

    private static void connect(Mqtt5BlockingClient client, Device device) {
        client.connectWith()
                .simpleAuth()
                .username(device.tenant())
                .password(device.token().getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .send();
    }

    @Test
    void everythingThatHttpMakesCanBeMadeByMqtt() {
        var device = device(TENANT);
        var client = connected(device);
        assertThat(refusal(client, "v1.1/Things", STATION.formatted("tenant")))
                .isEqualTo(Mqtt5PubAckReasonCode.SUCCESS);
        var gauge = station(device, "tenant");
        var rows = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            rows.append(i == 0 ? "" : ",")
                    .append("[\"")
                    .append(Instant.EPOCH.plusSeconds(i))
                    .append("\",")
                    .append(i)
                    .append(']');
        }
        assertThat(refusal(
                        client,
                        "v1.1/CreateObservations",
                        "[{\"Datastream\":{\"@iot.id\":%d},\"components\":[\"phenomenonTime\",\"result\"],\"dataArray\":[%s,[\"x\",1]]}]"
                                .formatted(gauge.id(), rows)))
                .isEqualTo(Mqtt5PubAckReasonCode.SUCCESS);
        client.disconnect();
        assertThat(account(device).path("stored").asInt()).isEqualTo(1_000);
        assertThat(account(device).path("refused").asInt()).isEqualTo(1);
    }
}
