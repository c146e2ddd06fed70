package org.allmende.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.allmende.bench.MqttLoad;
import org.allmende.bench.Owner;
import org.allmende.bench.ServerProcess;
import org.allmende.bench.Wire;
import org.allmende.platform.login.Secret;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** kill -9 while a lamp is given tasks: each that was acknowledged is there once, and reaches the lamp. */
class TaskCrashTest {

    private static final String TENANT = "gladenbach";
    private static final String TOKEN = "geraet." + TENANT + ".lamp";
    private static final String ROOT = "/sta-tasking/v1.1";
    private static final int KILLS = 2;

    private static final String LAMP = """
            {"name": "Leuchte", "description": "Laterne",
             "TaskingCapabilities": [{
               "name": "Schalten", "description": "Schaltet",
               "taskingParameters": {"type": "DataRecord", "field": [
                 {"name": "licht", "type": "Category", "constraint": {"type": "AllowedTokens", "value": ["an", "aus"]}}]},
               "Actuator": {"name": "Relais", "description": "Relais", "encodingType": "text/plain", "metadata": "-"}}]}
            """;

    private final Set<Long> answered = ConcurrentHashMap.newKeySet();

    @Test
    void everyTaskThatWasAcknowledgedReachesItsLamp() throws Exception {
        var data = ServerProcess.newFolder();
        var seed = System.nanoTime();
        var random = new Random(seed);
        try {
            long lamp = 0;
            for (int kill = 1; kill <= KILLS; kill++) {
                var server = ServerProcess.startUnderTest(data);
                server.await("/");
                lamp = kill == 1 ? lamp(server) : lamp;
                var path = ROOT + "/TaskingCapabilities(%d)/Tasks".formatted(lamp);
                var sender = Thread.ofVirtual().start(() -> giveTasks(server, path));
                Moment.await(random, answered::size, 40);
                if (kill == KILLS) {
                    server.killWithDatabase();
                } else {
                    server.kill();
                }
                sender.join();
            }
            try (var server = ServerProcess.startUnderTest(data)) {
                server.await("/");
                MqttLoad.awaitBroker(server.mqttPort(), TENANT, TOKEN);
                assertThat(listed(Owner.of(data), lamp))
                        .as("in the run with seed %d", seed)
                        .doesNotHaveDuplicates()
                        .containsAll(answered);
                assertThat(heard(server, lamp))
                        .as("in the run with seed %d", seed)
                        .containsAll(answered);
            }
        } finally {
            ServerProcess.remove(data);
        }
    }

    private static long lamp(ServerProcess server) throws IOException {
        var owner = Owner.of(server.data());
        owner.sql("""
                insert into sensing.device (tenant, id, name, token_hash, created, may_switch)
                values (:tenant, gen_random_uuid(), 'lamp', :hash, now(), true)
                """).param("tenant", TENANT).param("hash", Secret.hash(TOKEN)).update();
        try (var wire = Wire.open(server.port())) {
            var made = wire.json(ROOT + "/Things", TOKEN, LAMP.getBytes(StandardCharsets.UTF_8));
            assertThat(made.status()).isEqualTo(201);
        }
        return owner.sql("select max(id) from sensing.tasking_capability where tenant = :tenant")
                .param("tenant", TENANT)
                .query(Long.class)
                .single();
    }

    private void giveTasks(ServerProcess server, String path) {
        try (var wire = Wire.open(server.port())) {
            for (int i = 0; ; i++) {
                var task = "{\"taskingParameters\": {\"licht\": \"%s\"}}".formatted(i % 2 == 0 ? "an" : "aus");
                var made = wire.json(path, TOKEN, task.getBytes(StandardCharsets.UTF_8));
                if (made.status() != 201) {
                    throw new IllegalStateException(made.status() + " " + made.unpacked());
                }
                answered.add(Long.parseLong(made.location().replaceFirst(".*Tasks\\((\\d+)\\)$", "$1")));
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        } catch (IOException killed) {
            // nobody knows whether the last one was taken
        }
    }

    private static List<Long> listed(JdbcClient owner, long lamp) {
        return owner.sql("select id from sensing.task where tenant = :tenant and capability = :lamp")
                .param("tenant", TENANT)
                .param("lamp", lamp)
                .query(Long.class)
                .list();
    }

    /** The tasks that come to the lamp once it is there; it answers none of them. */
    private Set<Long> heard(ServerProcess server, long lamp) throws InterruptedException {
        var client = Mqtt5Client.builder()
                .serverHost("127.0.0.1")
                .serverPort(server.mqttPort())
                .buildBlocking();
        client.connectWith()
                .simpleAuth()
                .username(TENANT)
                .password(TOKEN.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .send();
        var heard = new HashSet<Long>();
        try (var messages = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.subscribeWith()
                    .topicFilter("v1.1/TaskingCapabilities(%d)/Tasks".formatted(lamp))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send();
            while (!heard.containsAll(answered)) {
                var message = messages.receive(60, TimeUnit.SECONDS);
                if (message.isEmpty()) {
                    break;
                }
                var text = new String(message.get().getPayloadAsBytes(), StandardCharsets.UTF_8);
                heard.add(Long.parseLong(text.replaceFirst("(?s).*\"@iot.id\"\\s*:\\s*\"?(\\d+).*", "$1")));
            }
        }
        client.disconnect();
        return heard;
    }
}
