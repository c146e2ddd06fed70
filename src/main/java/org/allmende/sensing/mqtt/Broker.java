package org.allmende.sensing.mqtt;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.allmende.platform.config.Configuration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The MQTT broker within our process. It keeps nothing: what arrives goes to the intake and is acknowledged after its commit,
 * what goes out is made of what was committed. It starts beside the first page, not before it.
 */
@Component
class Broker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);

    /** In bytes: several thousand observations as arrays. */
    private static final int LARGEST = 1 << 18;

    private static final int QUEUED = 1_000;

    /** In seconds: a subscriber who stays away longer begins anew. */
    private static final int SESSION = 86_400;

    /** In bytes, of topics and of names that clients give themselves. */
    private static final int LONGEST = 1_000;

    private final Configuration configuration;
    private final Door door;
    private final Publications publications;
    private final Subscriptions subscriptions;
    private final Announcements announcements;
    private final Commands commands;
    private @Nullable CompletableFuture<EmbeddedHiveMQ> broker;
    private volatile boolean running;

    Broker(
            Configuration configuration,
            Door door,
            Publications publications,
            Subscriptions subscriptions,
            Announcements announcements,
            Commands commands) {
        this.configuration = configuration;
        this.door = door;
        this.publications = publications;
        this.subscriptions = subscriptions;
        this.announcements = announcements;
        this.commands = commands;
    }

    @EventListener(ApplicationReadyEvent.class)
    synchronized void begin() {
        if (running && configuration.sensing().mqtt().port() > 0 && broker == null) {
            var made = new CompletableFuture<EmbeddedHiveMQ>();
            broker = made;
            Thread.ofPlatform().name("mqtt-start").daemon().start(() -> open(made));
        }
    }

    /** Sensors cannot send if it fails, but everything else goes on. */
    @SuppressWarnings("IllegalCatch")
    private void open(CompletableFuture<EmbeddedHiveMQ> made) {
        var mqtt = configuration.sensing().mqtt();
        long begin = System.nanoTime();
        try {
            var it = build(configuration.data().resolve("mqtt").toAbsolutePath());
            it.start().get();
            made.complete(it);
            LOG.info("MQTT at {}:{} after {} ms", mqtt.host(), mqtt.port(), (System.nanoTime() - begin) / 1_000_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            made.completeExceptionally(stopped);
        } catch (IOException | ExecutionException | RuntimeException failed) {
            LOG.error(
                    "No MQTT at {}:{}: is the port taken? allmende.sensing.mqtt.port takes another, 0 switches it off.",
                    mqtt.host(),
                    mqtt.port(),
                    failed);
            made.completeExceptionally(failed);
        }
    }

    private EmbeddedHiveMQ build(Path folder) throws IOException {
        var mqtt = configuration.sensing().mqtt();
        var settings = Files.createDirectories(folder.resolve("settings"));
        Files.writeString(settings.resolve("config.xml"), """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners>
                    <tcp-listener><port>%d</port><bind-address>%s</bind-address></tcp-listener>
                  </listeners>
                  <mqtt>
                    <queued-messages><max-queue-size>%d</max-queue-size><strategy>discard-oldest</strategy></queued-messages>
                    <session-expiry><max-interval>%d</max-interval></session-expiry>
                    <packets><max-packet-size>%d</max-packet-size></packets>
                  </mqtt>
                  <restrictions>
                    <max-connections>%d</max-connections>
                    <max-client-id-length>%d</max-client-id-length>
                    <max-topic-length>%d</max-topic-length>
                  </restrictions>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                  <persistence><mode>in-memory</mode></persistence>
                </hivemq>
                """.formatted(
                        mqtt.port(), mqtt.host(), QUEUED, SESSION, LARGEST, mqtt.connections(), LONGEST, LONGEST));
        return EmbeddedHiveMQ.builder()
                .withConfigurationFolder(settings)
                .withDataFolder(Files.createDirectories(folder.resolve("data")))
                .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
                .withEmbeddedExtension(EmbeddedExtension.builder()
                        .withId("allmende")
                        .withName("Allmende")
                        .withVersion("1")
                        .withExtensionMain(new Extension())
                        .build())
                .withoutLoggingBootstrap()
                .build();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        announcements.stop();
        if (broker != null) {
            broker.handle((it, failed) -> it == null ? null : it.stop().join()).join();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before the intake does. */
    @Override
    public int getPhase() {
        return 1;
    }

    /** What the broker calls. */
    private final class Extension implements ExtensionMain {

        @Override
        public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
            Services.securityRegistry().setAuthenticatorProvider(asked -> door);
            Services.securityRegistry().setAuthorizerProvider(asked -> subscriptions);
            Services.interceptorRegistry().setConnectInboundInterceptorProvider(asked -> door);
            Services.initializerRegistry().setClientInitializer((asked, client) -> {
                client.addPublishInboundInterceptor(publications);
                client.addSubscribeInboundInterceptor(subscriptions);
                client.addUnsubscribeInboundInterceptor(subscriptions);
                client.addPublishOutboundInterceptor(announcements);
            });
            announcements.start(Services.publishService(), Services.clientService());
            commands.start(Services.publishService());
        }

        @Override
        public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
            // nothing is kept
        }
    }
}
