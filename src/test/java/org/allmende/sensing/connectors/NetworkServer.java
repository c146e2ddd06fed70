package org.allmende.sensing.connectors;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission;
import com.hivemq.extension.sdk.api.events.client.ClientLifecycleEventListener;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationSuccessfulInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ConnectionStartInput;
import com.hivemq.extension.sdk.api.events.client.parameters.DisconnectEventInput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The MQTT broker of a network server, as a process of its own: whoever comes in shows a user and a secret, and hears nothing of
 * {@code verboten}.
 */
final class NetworkServer implements AutoCloseable {

    static final String USER = "pegel@ttn";
    static final String SECRET = "NNSXS.Schlüssel";

    /** Of keystores. */
    static final String STORE = "changeit";

    private static final String READY = "The network server listens.";
    private static final String LEFT = "Has left: ";

    final int port;
    private final Process process;
    private final Path log;
    private final Mqtt3BlockingClient application;

    private NetworkServer(int port, Process process, Path log) {
        this.port = port;
        this.process = process;
        this.log = log;
        application = MqttClient.builder()
                .useMqttVersion3()
                .serverHost("127.0.0.1")
                .serverPort(port)
                .simpleAuth()
                .username("netz")
                .password(SECRET.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
    }

    static NetworkServer start() {
        // none of those from which the system gives outgoing connections theirs: who tries it too early would meet
        // itself
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(21_000, 31_000);
            try (var free = new ServerSocket(port)) {
                free.setReuseAddress(true);
            } catch (IOException taken) {
                continue;
            }
            return start(port);
        }
    }

    static NetworkServer start(int port) {
        return start(port, List.of());
    }

    /** @param encrypted further listeners, as {@code port=keystore}; {@link #STORE} opens the keystores */
    static NetworkServer start(int port, List<String> encrypted) {
        try {
            var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var folder = Files.createTempDirectory("network-server");
            var log = folder.resolve("log");
            var command = new ArrayList<>(
                    List.of(java, "-Xmx128m", "-cp", all, NetworkServer.class.getName(), "" + port, "" + folder));
            command.addAll(encrypted);
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            var it = new NetworkServer(port, process, log);
            it.await(READY);
            it.application.connect();
            return it;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void await(String said) throws IOException {
        var end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!Files.readString(log).contains(said)) {
            if (System.nanoTime() > end || !process.isAlive()) {
                process.destroyForcibly();
                throw new IllegalStateException(Files.readString(log));
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** Until the line with this page has hung up for the first time: what is sent from then on waits for it. */
    void awaitEndOf(String page) {
        try {
            await(LEFT + "allmende-" + page.substring(page.lastIndexOf('/') + 1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What an administrator types to connect with it. */
    Map<String, String> typed(String kind, String name) {
        var typed = new HashMap<String, String>();
        typed.put("art", kind);
        typed.put("name", name);
        typed.put("rechner", "127.0.0.1");
        typed.put("port", "" + port);
        typed.put("benutzer", USER);
        typed.put("geheimnis", SECRET);
        typed.put("aktion", "speichern");
        return typed;
    }

    /** Delivered to whoever has a session, with QoS 1, before this comes back. */
    void publish(String topic, String message) {
        application
                .publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(message.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    Mqtt3BlockingClient application() {
        return application;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    public static void main(String... arguments) throws Exception {
        var folder = Path.of(arguments[1]);
        var settings = Files.createDirectories(folder.resolve("settings"));
        Files.writeString(settings.resolve("config.xml"), """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners><tcp-listener><port>%s</port><bind-address>127.0.0.1</bind-address></tcp-listener>%s</listeners>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                  <persistence><mode>in-memory</mode></persistence>
                </hivemq>
                """.formatted(
                        arguments[0],
                        Stream.of(arguments)
                                .skip(2)
                                .map(it -> it.split("="))
                                .map(it -> """
                                        <tls-tcp-listener><port>%s</port><bind-address>127.0.0.1</bind-address><tls><keystore>
                                        <path>%s</path><password>%s</password><private-key-password>%3$s</private-key-password>
                                        </keystore></tls></tls-tcp-listener>
                                        """.formatted(it[0], it[1], STORE))
                                .collect(Collectors.joining())));
        EmbeddedHiveMQ.builder()
                .withConfigurationFolder(settings)
                .withDataFolder(Files.createDirectories(folder.resolve("data")))
                .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
                .withEmbeddedExtension(EmbeddedExtension.builder()
                        .withId("network")
                        .withName("Network")
                        .withVersion("1")
                        .withExtensionMain(new Gate())
                        .build())
                .build()
                .start()
                .join();
        System.out.println(READY);
    }

    /** Who comes in, and what they hear; who leaves is said. */
    private static final class Gate implements ExtensionMain, ClientLifecycleEventListener {

        @Override
        public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
            SimpleAuthenticator door = (asked, answer) -> {
                var packet = asked.getConnectPacket();
                var secret = packet.getPassword()
                        .map(it -> StandardCharsets.UTF_8.decode(it.duplicate()).toString())
                        .orElse("");
                if (!secret.equals(SECRET)) {
                    answer.failAuthentication(ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD, "");
                    return;
                }
                answer.getDefaultPermissions()
                        .add(Builders.topicPermission()
                                .topicFilter(packet.getUserName().orElse("").equals("verboten") ? "nichts" : "#")
                                .activity(TopicPermission.MqttActivity.ALL)
                                .build());
                answer.authenticateSuccessfully();
            };
            Services.securityRegistry().setAuthenticatorProvider(asked -> door);
            Services.eventRegistry().setClientLifecycleEventListener(client -> this);
        }

        @Override
        public void onMqttConnectionStart(ConnectionStartInput input) {
            // nobody waits for that
        }

        @Override
        public void onAuthenticationSuccessful(AuthenticationSuccessfulInput input) {
            // nor for that
        }

        @Override
        public void onDisconnect(DisconnectEventInput input) {
            System.out.println(LEFT + input.getClientInformation().getClientId());
        }

        @Override
        public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
            // nothing is kept
        }
    }
}
