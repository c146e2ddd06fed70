package org.allmende.sensing.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.allmende.DemoCounty;
import org.allmende.bench.MqttLoad;
import org.allmende.sensing.Observations;
import org.junit.jupiter.api.Test;

/** As docs/sensing.md shows it, with Debian's mosquitto-clients. Skipped where they are not installed. */
class MosquittoTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "angelburg";

    /** Line by line: into a pipe it would write at its end only. */
    private static Process start(String program, String... arguments) throws IOException {
        var command =
                new ArrayList<>(List.of("stdbuf", "-oL", program, "-h", "127.0.0.1", "-p", "" + COUNTY.mqttPort()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String run(int status, String program, String... arguments) throws Exception {
        var process = start(program, arguments);
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s %s: %s", program, List.of(arguments), said)
                .isEqualTo(status);
        return said;
    }

    @Test
    void mosquittoSendsAndHears() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/mosquitto_pub")),
                "mosquitto-clients are not installed: apt-get install mosquitto-clients");
        var device = MqttTest.device(TENANT);
        MqttLoad.awaitBroker(COUNTY.mqttPort(), TENANT, device.token());
        var gauge = MqttTest.station(device, "public");
        var topic = "v1.1/Datastreams(%d)/Observations".formatted(gauge.id());
        for (var version : List.of("mqttv311", "mqttv5")) {
            var listener = start("mosquitto_sub", "-V", version, "-t", topic, "-C", "1", "-W", "20", "-d");
            var out = listener.inputReader();
            for (var line = out.readLine(); !line.startsWith("Subscribed"); line = out.readLine()) {
                assertThat(line).doesNotContain("denied");
            }
            run(
                    0,
                    "mosquitto_pub",
                    "-V",
                    version,
                    "-u",
                    TENANT,
                    "-P",
                    device.token(),
                    "-t",
                    topic,
                    "-q",
                    "1",
                    "-m",
                    "{\"result\": 214.5}");
            assertThat(out.lines().toList()).anyMatch(line -> line.contains("\"result\":214.5"));
            assertThat(listener.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(COUNTY.bean(Observations.class).latest(gauge, 10)).hasSize(2);
        // 4: bad user name or password
        run(4, "mosquitto_pub", "-u", TENANT, "-P", "falsch", "-t", topic, "-q", "1", "-m", "{\"result\": 1}");
    }
}
