package org.allmende.sensing.mqtt;

import com.hivemq.extension.sdk.api.interceptor.publish.PublishOutboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishOutboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishOutboundOutput;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import com.hivemq.extension.sdk.api.services.publish.PublishService;
import com.hivemq.extension.sdk.api.services.session.ClientService;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.sensing.Observation;
import org.allmende.sensing.Observations;
import org.allmende.sensing.mqtt.Subscriptions.Wanted;
import org.allmende.sensing.sta.Event;
import org.allmende.sensing.sta.SensorThings;
import org.allmende.sensing.sta.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells subscribers what was committed, in its order, on a thread of its own, so that the writer does not wait for anybody. */
@Component
class Announcements implements PublishOutboundInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    /** Of observations; who listens misses what is beyond, who sends does not notice. */
    private static final int WAITING = 200_000;

    private static final long SWEEP_SECONDS = 60;

    private final Door door;
    private final Subscriptions subscriptions;
    private final Topics topics;
    private final LinkedBlockingQueue<News> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Thread thread;
    private volatile boolean running;

    /** Observations, or an event. */
    private record News(
            List<Observation> observations, @Nullable Event event) {}

    Announcements(
            Door door, Subscriptions subscriptions, Topics topics, Observations observations, SensorThings service) {
        this.door = door;
        this.subscriptions = subscriptions;
        this.topics = topics;
        observations.follow(batch -> add(new News(batch, null)));
        service.follow(event -> add(new News(List.of(), event)));
    }

    private void add(News news) {
        if (!running || subscriptions.isEmpty()) {
            return;
        }
        if (waiting.addAndGet(weight(news)) > WAITING) {
            waiting.addAndGet(-weight(news));
            LOG.warn(
                    "{} observations are not told to subscribers: they come faster than they can be told",
                    weight(news));
        } else {
            queue.add(news);
        }
    }

    private static int weight(News news) {
        return Math.max(1, news.observations().size());
    }

    void start(PublishService publisher, ClientService clients) {
        running = true;
        thread = Thread.ofPlatform().name("mqtt-announcements").daemon().start(() -> run(publisher, clients));
    }

    void stop() {
        running = false;
        var it = thread;
        if (it != null) {
            it.interrupt();
        }
    }

    private void run(PublishService publisher, ClientService clients) {
        long swept = System.nanoTime();
        try {
            while (running) {
                var news = queue.poll(1, TimeUnit.SECONDS);
                if (news != null) {
                    waiting.addAndGet(-weight(news));
                    tell(news, publisher);
                }
                if (System.nanoTime() - swept > TimeUnit.SECONDS.toNanos(SWEEP_SECONDS)) {
                    sweep(clients);
                    swept = System.nanoTime();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(News news, PublishService publisher) {
        for (var one : news.observations()) {
            subscriptions
                    .observationsOf(one.key().datastream())
                    .forEach(
                            wanted -> tell(wanted, publisher, () -> topics.tell(wanted.topic(), wanted.reader(), one)));
        }
        var event = news.event();
        if (event != null) {
            subscriptions
                    .all()
                    .forEach(wanted ->
                            tell(wanted, publisher, () -> topics.tell(wanted.topic(), wanted.reader(), event)));
        }
    }

    private interface Message {
        java.util.Optional<byte[]> make();
    }

    @SuppressWarnings({"IllegalCatch", "FutureReturnValueIgnored"})
    private static void tell(Wanted wanted, PublishService publisher, Message message) {
        try {
            message.make()
                    .ifPresent(bytes -> publisher.publish(Builders.publish()
                            .topic(wanted.name())
                            .qos(Qos.EXACTLY_ONCE)
                            .payload(ByteBuffer.wrap(bytes))
                            .build()));
        } catch (RuntimeException failed) {
            LOG.warn("Subscribers of {} were not told: {}", wanted.name(), failed.toString());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void sweep(ClientService clients) {
        for (var client : subscriptions.clients()) {
            clients.getSession(client).whenComplete((session, failed) -> {
                if (failed == null && session.isEmpty()) {
                    subscriptions.forget(client::equals);
                }
            });
        }
    }

    @Override
    public void onOutboundPublish(PublishOutboundInput input, PublishOutboundOutput output) {
        if (door.isExpelled(input.getConnectionInformation())) {
            output.preventPublishDelivery();
            return;
        }
        var packet = output.getPublishPacket();
        packet.setTopic(Subscriptions.outside(packet.getTopic()));
    }
}
