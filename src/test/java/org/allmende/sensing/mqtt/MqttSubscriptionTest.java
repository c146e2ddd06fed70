package org.allmende.sensing.mqtt;

import static org.allmende.sensing.mqtt.MqttTest.COUNTY;
import static org.allmende.sensing.mqtt.MqttTest.TENANT;
import static org.allmende.sensing.mqtt.MqttTest.anybody;
import static org.allmende.sensing.mqtt.MqttTest.connected;
import static org.allmende.sensing.mqtt.MqttTest.device;
import static org.allmende.sensing.mqtt.MqttTest.json;
import static org.allmende.sensing.mqtt.MqttTest.message;
import static org.allmende.sensing.mqtt.MqttTest.station;
import static org.allmende.sensing.mqtt.MqttTest.subscribe;
import static org.allmende.sensing.mqtt.MqttTest.topic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.allmende.bench.MqttLoad;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.sta.Request;
import org.allmende.sensing.sta.SensorThings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What subscribers hear, and what they do not. */
class MqttSubscriptionTest {

    @BeforeAll
    static void open() {
        var it = device(TENANT);
        MqttLoad.awaitBroker(COUNTY.mqttPort(), it.tenant(), it.token());
    }

    @Test
    void subscribersHearWhatTheyMayRead() throws InterruptedException {
        var device = device(TENANT);
        var open = station(device, "public");
        var closed = station(device, "tenant");
        var sender = connected(device);
        var own = connected(device);
        var guest = anybody();
        try (var toOwn = own.publishes(MqttGlobalPublishFilter.ALL);
                var toGuest = guest.publishes(MqttGlobalPublishFilter.ALL)) {
            subscribe(own, topic(closed) + "?$select=result,phenomenonTime");
            subscribe(guest, topic(open));
            subscribe(guest, "v1.1/Observations");
            assertThatThrownBy(() -> subscribe(guest, topic(closed))).isInstanceOf(Mqtt5SubAckException.class);
            sender.publish(message(topic(closed), "{\"result\": 7, \"phenomenonTime\": \"2026-05-01T10:00:00Z\"}"));
            sender.publish(message(topic(open), "{\"result\": 8}"));
            var selected = toOwn.receive(30, TimeUnit.SECONDS).orElseThrow();
            assertThat(selected.getTopic().toString()).isEqualTo(topic(closed) + "?$select=result,phenomenonTime");
            assertThat(json(selected))
                    .isEqualTo(
                            JsonMapper.shared().readTree("{\"phenomenonTime\":\"2026-05-01T10:00:00Z\",\"result\":7}"));
            var first = toGuest.receive(30, TimeUnit.SECONDS).orElseThrow();
            assertThat(json(first).path("result").asInt()).isEqualTo(8);
            assertThat(json(first)).isEqualTo(overHttp(open));
            // the set of all has the public one and not the other
            assertThat(json(toGuest.receive(30, TimeUnit.SECONDS).orElseThrow())
                            .path("result")
                            .asInt())
                    .isEqualTo(8);
            assertThat(toGuest.receive(300, TimeUnit.MILLISECONDS)).isEmpty();
        }
        List.of(sender, own, guest).forEach(Mqtt5BlockingClient::disconnect);
    }

    private static JsonNode overHttp(Datastream it) {
        return JsonMapper.shared()
                .readTree(COUNTY.visitor()
                        .get("/sta/v1.1/Datastreams(" + it.id() + ")/Observations?$top=1")
                        .body())
                .path("value")
                .path(0);
    }

    @Test
    void subscribersHearOfEntitiesAndTheirProperties() throws InterruptedException {
        var device = device(TENANT);
        var gauge = station(device, "public");
        var thing = "v1.1/Things(" + gauge.thing() + ")";
        var guest = anybody();
        try (var heard = guest.publishes(MqttGlobalPublishFilter.ALL)) {
            List.of(thing, thing + "/name", thing + "/Datastreams", "v1.1/Datastreams(" + gauge.id() + ")/Thing")
                    .forEach(topic -> subscribe(guest, topic));
            change("PATCH", "Things(" + gauge.thing() + ")", "{\"name\": \"Pegel an der Straße\"}", device);
            var byTopic = Map.of(
                    thing,
                    "Pegel an der Straße",
                    thing + "/name",
                    "Pegel an der Straße",
                    "v1.1/Datastreams(" + gauge.id() + ")/Thing",
                    "Pegel an der Straße");
            for (int i = 0; i < byTopic.size(); i++) {
                var it = heard.receive(30, TimeUnit.SECONDS).orElseThrow();
                assertThat(json(it).path("name").asString())
                        .as(it.getTopic().toString())
                        .isEqualTo(byTopic.get(it.getTopic().toString()));
            }
            change("PATCH", "Datastreams(" + gauge.id() + ")", "{\"name\": \"Stand\"}", device);
            var datastream = heard.receive(30, TimeUnit.SECONDS).orElseThrow();
            assertThat(datastream.getTopic().toString()).isEqualTo(thing + "/Datastreams");
            assertThat(json(datastream).path("name").asString()).isEqualTo("Stand");
            assertThat(heard.receive(300, TimeUnit.MILLISECONDS)).isEmpty();
        }
        guest.disconnect();
    }

    private static void change(String method, String path, String body, MqttTest.Device by) {
        var answer = COUNTY.bean(SensorThings.class)
                .answer(new Request(
                        method,
                        "v1.1",
                        path,
                        Map.of(),
                        body.getBytes(StandardCharsets.UTF_8),
                        "application/json",
                        by.holder()));
        assertThat(answer.status()).as(answer.text()).isLessThan(300);
    }

    @Test
    void topicsThatNobodyCouldTellOfAreRefused() {
        var device = device(TENANT);
        var gauge = station(device, "tenant");
        var client = connected(device("angelburg"));
        for (var topic : List.of(
                "#",
                "+/Observations",
                "v1.1/#",
                "v1.1/Nothing",
                "$share/group/v1.1/Observations",
                "steffenberg/v1.1/Observations",
                TENANT + "/" + topic(gauge),
                topic(gauge),
                topic(gauge) + "?$filter=result gt 3",
                "$SYS/broker")) {
            assertThatThrownBy(() -> subscribe(client, topic)).as(topic).isInstanceOf(Mqtt5SubAckException.class);
        }
        subscribe(client, "v1.1/Observations");
        client.unsubscribeWith().topicFilter("v1.1/Observations").send();
        client.disconnect();
    }
}
