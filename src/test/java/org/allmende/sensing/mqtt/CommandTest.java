package org.allmende.sensing.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.allmende.sensing.mqtt.MqttTest.COUNTY;
import static org.allmende.sensing.mqtt.MqttTest.TENANT;
import static org.allmende.sensing.mqtt.MqttTest.anybody;
import static org.allmende.sensing.mqtt.MqttTest.connected;
import static org.allmende.sensing.mqtt.MqttTest.device;
import static org.allmende.sensing.mqtt.MqttTest.refusal;
import static org.allmende.sensing.mqtt.MqttTest.subscribe;
import static org.allmende.sensing.mqtt.TaskingTest.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.allmende.bench.MqttLoad;
import org.allmende.platform.database.Tenancy;
import org.allmende.sensing.DeviceCommands;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a tenant says to its devices at a topic of its own choice. */
class CommandTest {

    @BeforeAll
    static void open() {
        var it = device(TENANT);
        MqttLoad.awaitBroker(COUNTY.mqttPort(), it.tenant(), it.token());
    }

    @Test
    void aCommandIsHeardByTheTenantsDevicesOnlyAndByNobodyWhoComesLater() throws InterruptedException {
        var one = connected(device(TENANT));
        var stranger = connected(device("angelburg"));
        var late = connected(device(TENANT));
        try (var heard = one.publishes(MqttGlobalPublishFilter.ALL);
                var others = stranger.publishes(MqttGlobalPublishFilter.ALL);
                var afterwards = late.publishes(MqttGlobalPublishFilter.ALL)) {
            subscribe(one, "commands/sirene");
            subscribe(stranger, "commands/sirene");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!say("commands/sirene", "Prüfung ẞ") && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            var message = receive(heard);
            assertThat(message.getTopic().toString()).isEqualTo("commands/sirene");
            assertThat(new String(message.getPayloadAsBytes(), UTF_8)).isEqualTo("Prüfung ẞ");
            subscribe(late, "commands/sirene");
            assertThat(others.receive(300, TimeUnit.MILLISECONDS)).isEmpty();
            assertThat(afterwards.receive(300, TimeUnit.MILLISECONDS)).isEmpty();
            assertThat(say("commands/nobody", "an")).isFalse();
            assertThat(refusal(one, "commands/sirene", "an").isError()).isTrue();
        }
        var guest = anybody();
        assertThatThrownBy(() -> subscribe(guest, "commands/sirene")).isInstanceOf(Mqtt5SubAckException.class);
        List.of(one, stranger, late, guest).forEach(Mqtt5BlockingClient::disconnect);
    }

    private static boolean say(String topic, String payload) {
        return COUNTY.bean(Tenancy.class)
                .as(TENANT, () -> COUNTY.bean(DeviceCommands.class).send(topic, payload));
    }
}
