package org.allmende.sensing.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.allmende.platform.outbound.Addresses;
import org.allmende.sensing.connectors.Connector.Problem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted lines to a broker with four certificates, of which one is right. */
class LineCertificateTest {

    private static final String TRUSTED = "javax.net.ssl.trustStore";

    @TempDir
    static Path folder;

    private static NetworkServer network;
    private static int first;

    @BeforeAll
    static void start() throws Exception {
        pair("authority", "-ext", "bc=ca:true");
        keytool("-exportcert", "-keystore", folder + "/authority", "-alias", "authority", "-file", folder + "/ca.crt");
        keytool(
                "-importcert",
                "-noprompt",
                "-keystore",
                folder + "/trusted",
                "-alias",
                "ca",
                "-file",
                folder + "/ca.crt");
        signed("good", "san=dns:localhost");
        signed("other", "san=dns:anderswo.example");
        pair("unknown", "-ext", "san=dns:localhost");
        signed("expired", "san=dns:localhost", "-startdate", "-30d", "-validity", "29");
        do {
            first = ThreadLocalRandom.current().nextInt(21_000, 30_000);
        } while (IntStream.range(first, first + 5).anyMatch(LineCertificateTest::isTaken));
        var listeners = new ArrayList<String>();
        for (var name : List.of("good", "other", "unknown", "expired")) {
            listeners.add((first + 1 + listeners.size()) + "=" + folder.resolve(name));
        }
        network = NetworkServer.start(first, listeners);
        System.setProperty(TRUSTED, folder + "/trusted");
        System.setProperty(TRUSTED + "Password", NetworkServer.STORE);
    }

    @AfterAll
    static void stop() {
        System.clearProperty(TRUSTED);
        System.clearProperty(TRUSTED + "Password");
        network.close();
    }

    private static boolean isTaken(int port) {
        try (var free = new ServerSocket(port)) {
            return !free.isBound();
        } catch (IOException taken) {
            return true;
        }
    }

    private static void signed(String name, String host, String... more) throws Exception {
        Files.copy(folder.resolve("authority"), folder.resolve(name));
        pair(
                name,
                Stream.concat(Stream.of("-signer", "authority", "-ext", host), Stream.of(more))
                        .toArray(String[]::new));
        keytool("-delete", "-keystore", folder.resolve(name) + "", "-alias", "authority");
    }

    private static void pair(String name, String... more) throws Exception {
        var it = Stream.of(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-keystore",
                folder + "/" + name,
                "-alias",
                name,
                "-dname",
                "CN=" + name);
        keytool(Stream.concat(it, Stream.of(more)).toArray(String[]::new));
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool") + ""));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", NetworkServer.STORE));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static Line open(int number, Line.Follower follower) throws Line.Failed {
        return Line.open(
                new Addresses(true, true),
                new Line.End(
                        URI.create("mqtts://localhost:" + (first + number)), NetworkServer.USER, NetworkServer.SECRET),
                "certificate-test",
                false,
                List.of("v3/a/devices/+/up"),
                follower);
    }

    @Test
    void aServerWithTheCertificateOfItsHostIsHeard() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        var follower = new Line.Follower() {
            @Override
            public void take(String topic, byte[] message) {
                heard.add(topic);
            }

            @Override
            public void ended(Problem problem, String detail) {
                heard.add(detail);
            }
        };
        try (var line = open(1, follower)) {
            network.publish("v3/a/devices/b/up", "1");
            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("v3/a/devices/b/up");
            assertThat(line.isUp()).isTrue();
        }
    }

    @Test
    void aCertificateOfAnotherHostOrOfNobodyOrOutOfDateIsRefused() {
        for (int number = 2; number <= 4; number++) {
            int which = number;
            assertThatExceptionOfType(Line.Failed.class)
                    .as("listener %d", number)
                    .isThrownBy(() -> open(which, null))
                    .matches(it -> it.problem() == Problem.CERTIFICATE);
        }
    }
}
