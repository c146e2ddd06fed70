package org.allmende.sensing.mqtt;

import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import com.hivemq.extension.sdk.api.services.publish.PublishService;
import com.hivemq.extension.sdk.api.services.publish.PublishToClientResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.operations.DueWork;
import org.allmende.sensing.DeviceCommands;
import org.allmende.sensing.Tasks;
import org.allmende.sensing.Tasks.Errand;
import org.allmende.sensing.mqtt.Subscriptions.Wanted;
import org.allmende.sensing.sta.Topic;
import org.allmende.sensing.sta.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Tells devices their tasks, at least once: at once after the commit, again when they have not answered or are there anew. A
 * device that has not answered several gets all of them again, in their order, so that the last one stands at the end.
 */
@Component("taskCommands")
class Commands implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    /** A command that is not a task is of no use later. */
    private static final Duration STALE = Duration.ofMinutes(10);

    private final Subscriptions subscriptions;
    private final Topics topics;
    private final Tasks tasks;
    private final Tenancy tenancy;
    private final DeviceCommands commands;
    private final Clock clock;
    private final ExecutorService atOnce = Executors.newSingleThreadExecutor(
            work -> Thread.ofPlatform().name("task-commands").daemon().unstarted(work));
    private volatile @Nullable PublishService publisher;

    Commands(
            Subscriptions subscriptions,
            Topics topics,
            Tasks tasks,
            Tenancy tenancy,
            DeviceCommands commands,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.topics = topics;
        this.tasks = tasks;
        this.tenancy = tenancy;
        this.commands = commands;
        this.clock = clock;
        tasks.follow(tenant -> atOnce.execute(() -> sendLogged(tenant)));
    }

    @Bean
    static DueWork sendTasks(Commands commands) {
        return DueWork.of("tasks", Duration.ofSeconds(2), """
                select distinct tenant
                  from sensing.task
                 where state in ('CREATED', 'SENT') and due <= now()
                """, commands::send);
    }

    void start(PublishService it) {
        publisher = it;
        commands.through(this::say);
    }

    private boolean say(String tenant, String topic, String payload) {
        var wanted = subscriptions.find(tenant + "/" + topic);
        return wanted != null && publish(wanted, STALE, payload.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("IllegalCatch")
    private void sendLogged(String tenant) {
        try {
            send(tenant);
        } catch (RuntimeException failed) {
            LOG.warn("The tasks of {} were not sent, and will be: {}", tenant, failed.toString());
        }
    }

    /** Sends what is due in a tenant. One at a time, or two would send the same tasks in different orders. */
    synchronized void send(String tenant) {
        var away = new HashSet<Long>();
        for (var errand : tenancy.as(tenant, tasks::due)) {
            var name = Subscriptions.inside(tenant, errand.device(), Topic.commands(errand.capability()));
            var wanted = subscriptions.find(name);
            // whoever is not there is told when they come, and a later task never before an earlier one
            if (wanted == null || away.contains(errand.capability()) || !tell(wanted, errand)) {
                away.add(errand.capability());
            } else {
                tenancy.run(tenant, () -> tasks.sent(errand.task()));
            }
        }
    }

    private boolean tell(Wanted wanted, Errand errand) {
        var device = wanted.reader();
        var left = Duration.between(clock.instant(), errand.until());
        return device != null
                && topics.tell(errand.task(), device)
                        .filter(message -> publish(wanted, left, message))
                        .isPresent();
    }

    private boolean publish(Wanted to, Duration valid, byte[] message) {
        var service = publisher;
        if (service == null) {
            return false;
        }
        var publish = Builders.publish()
                .topic(to.name())
                .qos(Qos.AT_LEAST_ONCE)
                .retain(false)
                .messageExpiryInterval(Math.max(1, valid.toSeconds()))
                .payload(ByteBuffer.wrap(message))
                .build();
        boolean heard = false;
        for (var client : to.clients()) {
            heard |= isHeard(service, publish, client);
        }
        return heard;
    }

    private static boolean isHeard(
            PublishService service, com.hivemq.extension.sdk.api.services.publish.Publish it, String client) {
        try {
            return service.publishToClient(it, client).join() == PublishToClientResult.SUCCESSFUL;
        } catch (CompletionException failed) {
            LOG.warn("A task was not sent, and will be: {}", String.valueOf(failed.getCause()));
            return false;
        }
    }

    @Override
    public void destroy() {
        atOnce.shutdownNow();
    }
}
