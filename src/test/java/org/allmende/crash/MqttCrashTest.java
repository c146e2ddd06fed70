package org.allmende.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.allmende.bench.MqttLoad;
import org.allmende.bench.Owner;
import org.allmende.bench.ServerProcess;
import org.allmende.bench.Wire;
import org.allmende.platform.login.Secret;
import org.junit.jupiter.api.Test;

/** kill -9 while devices send by MQTT. */
class MqttCrashTest {

    private static final String TENANT = "gladenbach";
    private static final String TOKEN = "geraet." + TENANT + ".crash";
    private static final int DEVICES = 20;

    private static final String STATION = """
            {"name": "Pegel", "description": "Pegel",
             "Locations": [{"name": "L", "description": "L", "encodingType": "application/geo+json",
                            "location": {"type": "Point", "coordinates": [8.5, 50.9]}}],
             "Datastreams": [{"name": "W", "description": "W", "observationType": "measurement",
               "unitOfMeasurement": {"name": "cm", "symbol": "cm", "definition": "ucum:cm"},
               "Sensor": {"name": "S", "description": "S", "encodingType": "text/plain", "metadata": "-"},
               "ObservedProperty": {"name": "W", "definition": "https://example.org/W", "description": "W"}}]}
            """;

    @Test
    void whatWasAcknowledgedIsStoredAndCountedAfterAKill() throws Exception {
        var data = ServerProcess.newFolder();
        var loads = new ArrayList<MqttLoad>();
        try {
            for (int kill = 0; kill < 2; kill++) {
                var server = ServerProcess.startUnderTest(data);
                server.await("/");
                var datastreams = datastreams(server, kill == 0);
                MqttLoad.awaitBroker(server.mqttPort(), TENANT, TOKEN);
                var load = new MqttLoad(
                        server.mqttPort(),
                        TENANT,
                        TOKEN,
                        datastreams,
                        Instant.parse("2025-01-01T00:00:00Z").plus(Duration.ofDays(30L * kill)));
                load.begin(Duration.ofMinutes(1));
                LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
                if (kill == 0) {
                    server.kill();
                } else {
                    server.killWithDatabase();
                }
                load.await();
                loads.add(load);
            }
            try (var server = ServerProcess.startUnderTest(data)) {
                server.await("/");
                var owner = Owner.of(data);
                for (var load : loads) {
                    assertThat(load.acknowledged())
                            .as("acknowledged before the kill")
                            .isGreaterThan(DEVICES);
                    assertThat(load.missing(owner))
                            .as("acknowledged and not there")
                            .isZero();
                }
                assertThat(owner.sql("select sum(stored) from sensing.receipt")
                                .query(Long.class)
                                .single())
                        .as("the account counts each observation that is stored")
                        .isEqualTo(owner.sql("select count(*) from sensing.observation")
                                .query(Long.class)
                                .single());
            }
        } finally {
            ServerProcess.remove(data);
        }
    }

    private static List<Integer> datastreams(ServerProcess server, boolean make) throws Exception {
        var owner = Owner.of(server.data());
        if (make) {
            owner.sql("""
                    insert into sensing.device (tenant, id, name, token_hash, created)
                    values (:tenant, gen_random_uuid(), 'crash', :hash, now())
                    """)
                    .param("tenant", TENANT)
                    .param("hash", Secret.hash(TOKEN))
                    .update();
            try (var wire = Wire.open(server.port())) {
                for (int i = 0; i < DEVICES; i++) {
                    assertThat(wire.json("/sta/v1.1/Things", TOKEN, STATION.getBytes(StandardCharsets.UTF_8))
                                    .status())
                            .isEqualTo(201);
                }
            }
        }
        return owner.sql("select id from sensing.datastream where tenant = :tenant order by id")
                .param("tenant", TENANT)
                .query(Integer.class)
                .list();
    }
}
