package org.allmende.sensing.connectors;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.allmende.platform.outbound.Addresses;
import org.allmende.sensing.connectors.Connector.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line to the MQTT broker of a network server, by MQTT 3.1.1, which all of them speak. A message is acknowledged once it was
 * taken; if it cannot be taken now the line is cut, and the broker keeps for the session what was not acknowledged.
 */
final class Line implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PULSE_SECONDS = 30;

    /** Messages that are looked at; the broker keeps the others. */
    private static final int AT_ONCE = 16;

    private final Follower follower;
    private final Mqtt3AsyncClient client;
    /** One after the other. What comes after its end is dropped: it is not acknowledged. */
    private final ExecutorService inbox = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofVirtual().factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    private final Semaphore room = new Semaphore(AT_ONCE);

    /** It stood, and nobody has been told yet that it does not any more. */
    private final AtomicBoolean standing = new AtomicBoolean();

    /** Hears what comes by a line. */
    interface Follower {
        /** Comes back once it is stored, known or refused; what it throws cuts the line. */
        void take(String topic, byte[] message);

        /** Once, unless it was us who closed it. */
        void ended(Problem problem, String detail);
    }

    /** Where it leads, and who says so. */
    record End(URI url, @Nullable String user, @Nullable String secret) {

        boolean isEncrypted() {
            return url.getScheme().equals("mqtts");
        }
    }

    /** There is no line. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1;
        private final Problem problem;

        Failed(Problem problem, @Nullable String detail) {
            super(Harvest.plain(String.valueOf(detail)), null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }

        String detail() {
            return String.valueOf(getMessage());
        }
    }

    private Line(InetSocketAddress to, End end, String name, Follower follower) {
        this.follower = follower;
        var transport = MqttClientTransportConfig.builder()
                .serverAddress(to)
                .socketConnectTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .mqttConnectTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        var builder = MqttClient.builder()
                .useMqttVersion3()
                .identifier(name)
                // with its standard settings the certificate has to be the host's
                .transportConfig(
                        end.isEncrypted() ? transport.sslWithDefaultConfig().build() : transport.build())
                .addDisconnectedListener(it -> end(Problem.BROKEN, it.getCause().getMessage()));
        if (end.user() != null) {
            builder = builder.simpleAuth(auth(end.user(), end.secret()));
        }
        client = builder.buildAsync();
    }

    private static Mqtt3SimpleAuth auth(String user, @Nullable String secret) {
        var auth = Mqtt3SimpleAuth.builder().username(user);
        return secret == null
                ? auth.build()
                : auth.password(secret.getBytes(StandardCharsets.UTF_8)).build();
    }

    /**
     * Opens it, to an address that was looked at, and waits until it hears of the first topic; of the others if the server lets it.
     *
     * @param name under which the broker keeps the session
     * @param stays whether it keeps what was not acknowledged for the next line of this name
     */
    static Line open(Addresses addresses, End end, String name, boolean stays, List<String> topics, Follower follower)
            throws Failed {
        List<InetAddress> found;
        try {
            found = addresses.resolve(end.url());
        } catch (Addresses.Refused closed) {
            throw new Failed(Problem.CLOSED_NETWORK, "");
        } catch (IOException unknown) {
            throw new Failed(Problem.SILENT, unknown.getMessage());
        }
        var last = new Failed(Problem.SILENT, "");
        for (var address : found) {
            var line = new Line(new InetSocketAddress(address, end.url().getPort()), end, name, follower);
            try {
                line.open(stays, topics);
                return line;
            } catch (Failed failed) {
                line.close();
                if (failed.problem() != Problem.SILENT) {
                    throw failed;
                }
                last = failed;
            }
        }
        throw last;
    }

    private void open(boolean stays, List<String> topics) throws Failed {
        // before the line stands: what the broker has kept comes at once
        client.publishes(MqttGlobalPublishFilter.ALL, this::take, inbox, true);
        await(client.connectWith().cleanSession(!stays).keepAlive(PULSE_SECONDS).send(), Problem.SILENT);
        await(subscribe(topics.getFirst()), Problem.NO_TOPIC);
        for (var further : topics.subList(1, topics.size())) {
            try {
                await(subscribe(further), Problem.NO_TOPIC);
            } catch (Failed refused) {
                LOG.info("{} is not told by {}: {}", further, client.getConfig().getServerHost(), refused.detail());
            }
        }
        standing.set(true);
        if (!isUp()) {
            throw new Failed(Problem.SILENT, "The line broke at once.");
        }
    }

    private CompletableFuture<?> subscribe(String topic) {
        return client.subscribe(Mqtt3Subscribe.builder()
                .topicFilter(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .build());
    }

    private static void await(CompletableFuture<?> answer, Problem problem) throws Failed {
        try {
            answer.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            var cause = failed.getCause();
            throw cause instanceof Mqtt3ConnAckException refused
                    ? new Failed(
                            problem(refused),
                            refused.getMqttMessage().getReturnCode().name())
                    : new Failed(
                            problem == Problem.SILENT && cause != null ? Problem.ofConnecting(cause) : problem,
                            cause == null ? "" : cause.getMessage());
        } catch (TimeoutException slow) {
            throw new Failed(Problem.SILENT, "");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Failed(Problem.SILENT, "");
        }
    }

    private static Problem problem(Mqtt3ConnAckException refused) {
        return switch (refused.getMqttMessage().getReturnCode()) {
            case BAD_USER_NAME_OR_PASSWORD, NOT_AUTHORIZED -> Problem.LOG_IN;
            default -> Problem.SILENT;
        };
    }

    boolean isUp() {
        return client.getState().isConnected();
    }

    /** On the inbox's thread, one after the other: while there is no room nothing more is read from the line. */
    private void take(Mqtt3Publish message) {
        try {
            room.acquire();
        } catch (InterruptedException stopped) {
            // not acknowledged
            Thread.currentThread().interrupt();
            return;
        }
        Thread.ofVirtual().start(() -> {
            try {
                deliver(message);
            } finally {
                room.release();
            }
        });
    }

    @SuppressWarnings("IllegalCatch")
    private void deliver(Mqtt3Publish message) {
        try {
            follower.take(message.getTopic().toString(), message.getPayloadAsBytes());
            message.acknowledge();
        } catch (RuntimeException notNow) {
            LOG.warn("An uplink was not acknowledged: {}", notNow.toString());
            end(Problem.NOT_STORED, String.valueOf(notNow.getMessage()));
            close();
        }
    }

    private void end(Problem problem, @Nullable String detail) {
        if (standing.compareAndSet(true, false)) {
            follower.ended(problem, Harvest.plain(String.valueOf(detail)));
        }
    }

    /**
     * Gives a message to the broker.
     *
     * @param sure to come back once the broker says that it has it, else once it is on its way
     */
    void send(String topic, byte[] message, boolean sure) throws Failed {
        await(
                client.publishWith()
                        .topic(topic)
                        .qos(sure ? MqttQos.AT_LEAST_ONCE : MqttQos.AT_MOST_ONCE)
                        .payload(message)
                        .send(),
                Problem.SILENT);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void close() {
        standing.set(false);
        // the inbox goes with the line: a message that comes meanwhile is given to it, and is not acknowledged
        client.disconnect().whenComplete((done, gone) -> inbox.shutdownNow());
    }
}
