package org.allmende.sensing.mqtt;

import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.interceptor.subscribe.SubscribeInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.subscribe.parameter.SubscribeInboundInput;
import com.hivemq.extension.sdk.api.interceptor.subscribe.parameter.SubscribeInboundOutput;
import com.hivemq.extension.sdk.api.interceptor.unsubscribe.UnsubscribeInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.unsubscribe.parameter.UnsubscribeInboundInput;
import com.hivemq.extension.sdk.api.interceptor.unsubscribe.parameter.UnsubscribeInboundOutput;
import com.hivemq.extension.sdk.api.packets.subscribe.ModifiableSubscription;
import com.hivemq.extension.sdk.api.packets.subscribe.SubackReasonCode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.TokenHolder;
import org.allmende.sensing.Tasks;
import org.allmende.sensing.sta.Refusal;
import org.allmende.sensing.sta.Topic;
import org.allmende.sensing.sta.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Who wants to hear of what. Within the broker a topic begins with the reader's tenant, so that one message for each tenant is
 * made as that tenant may read it; outside nobody sees this. Wildcards are refused, since they name no such topic.
 */
@Component
class Subscriptions
        implements SubscribeInboundInterceptor,
                UnsubscribeInboundInterceptor,
                SubscriptionAuthorizer,
                PublishAuthorizer {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NOBODY = "-";

    /** Of one client. */
    private static final int MOST = 200;

    /** Of all of them. */
    private static final int MOST_OF_ALL = 20_000;

    private final Door door;
    private final Topics topics;
    private final Tasks tasks;
    private final Tenancy tenancy;
    private final Map<String, Wanted> all = new ConcurrentHashMap<>();
    private final Map<Integer, Set<Wanted>> byDatastream = new ConcurrentHashMap<>();

    /** A topic within the broker, as whom it is read, and which clients have asked for it. */
    record Wanted(String name, Topic topic, @Nullable TokenHolder reader, Set<String> clients) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Wanted it && name.equals(it.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    Subscriptions(Door door, Topics topics, Tasks tasks, Tenancy tenancy) {
        this.door = door;
        this.topics = topics;
        this.tasks = tasks;
        this.tenancy = tenancy;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Those that want observations of this datastream. */
    Stream<Wanted> observationsOf(int datastream) {
        return Stream.concat(
                byDatastream.getOrDefault(datastream, Set.of()).stream(),
                byDatastream.getOrDefault(EVERY, Set.of()).stream());
    }

    private static final int EVERY = -1;

    Collection<Wanted> all() {
        return all.values();
    }

    /** Of tasks only one device hears, so their topic begins with that device. */
    static String inside(@Nullable TokenHolder reader, String topic) {
        if (reader == null) {
            return NOBODY + "/" + topic;
        }
        return Topic.isCommand(topic) ? inside(reader.tenant(), reader.id(), topic) : reader.tenant() + "/" + topic;
    }

    static String inside(String tenant, UUID device, String topic) {
        return tenant + "~" + device + "/" + topic;
    }

    /** Those that want this topic, by its name within the broker; null for none. */
    @Nullable
    Wanted find(String name) {
        return all.get(name);
    }

    static String outside(String topic) {
        return topic.substring(topic.indexOf('/') + 1);
    }

    @Override
    public void onInboundSubscribe(SubscribeInboundInput input, SubscribeInboundOutput output) {
        var async = output.async(PATIENCE);
        var connection = input.getConnectionInformation();
        var client = input.getClientInformation().getClientId();
        Thread.ofVirtual().start(() -> {
            try {
                output.getSubscribePacket().getSubscriptions().forEach(one -> admit(one, client, connection));
            } finally {
                async.resume();
            }
        });
    }

    /** What is not admitted keeps its name, which the authorizer below does not know. */
    @SuppressWarnings("IllegalCatch")
    private void admit(ModifiableSubscription one, String client, ConnectionInformation connection) {
        try {
            var reader = door.holder(connection).orElse(null);
            var topic = Topic.parse(one.getTopicFilter());
            long own = all.values().stream()
                    .filter(it -> it.clients().contains(client))
                    .count();
            if (own < MOST && all.size() < MOST_OF_ALL && topics.isShownTo(topic, reader)) {
                var name = inside(reader, one.getTopicFilter());
                add(new Wanted(name, topic, reader, ConcurrentHashMap.newKeySet()), client);
                one.setTopicFilter(name);
                if (topic.capability() != null && reader != null) {
                    resend(reader.tenant(), topic.capability());
                }
            }
        } catch (Refusal refused) {
            LOG.debug("A subscription was refused: {}", refused.getMessage());
        } catch (RuntimeException failed) {
            LOG.warn("A subscription could not be looked at: {}", failed.toString());
        }
    }

    private void resend(String tenant, long capability) {
        tenancy.run(tenant, () -> tasks.resend(capability));
    }

    private void add(Wanted fresh, String client) {
        all.compute(fresh.name(), (name, known) -> {
            var it = known == null ? fresh : known;
            it.clients().add(client);
            place(it.topic())
                    .ifPresent(key -> byDatastream
                            .computeIfAbsent(key, first -> ConcurrentHashMap.newKeySet())
                            .add(it));
            return it;
        });
    }

    private static Optional<Integer> place(Topic topic) {
        var datastream = topic.datastream();
        return topic.wantsObservations() ? Optional.of(datastream == null ? EVERY : datastream) : Optional.empty();
    }

    @Override
    public void onInboundUnsubscribe(UnsubscribeInboundInput input, UnsubscribeInboundOutput output) {
        var reader = door.holder(input.getConnectionInformation()).orElse(null);
        var client = input.getClientInformation().getClientId();
        var names = output.getUnsubscribePacket().getTopicFilters().stream()
                .map(topic -> inside(reader, topic))
                .toList();
        names.forEach(name -> forget(name, client::equals));
        output.getUnsubscribePacket().setTopicFilters(names);
    }

    private void forget(String name, Predicate<String> gone) {
        all.computeIfPresent(name, (same, it) -> {
            it.clients().removeIf(gone);
            if (!it.clients().isEmpty()) {
                return it;
            }
            place(it.topic())
                    .ifPresent(key -> byDatastream.computeIfPresent(key, (id, those) -> {
                        those.remove(it);
                        return those.isEmpty() ? null : those;
                    }));
            return null;
        });
    }

    /** Forgets clients that are gone for good. */
    void forget(Predicate<String> gone) {
        List.copyOf(all.keySet()).forEach(name -> forget(name, gone));
    }

    Set<String> clients() {
        var clients = ConcurrentHashMap.<String>newKeySet();
        all.values().forEach(it -> clients.addAll(it.clients()));
        return clients;
    }

    @Override
    public void authorizeSubscribe(SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
        var wanted = all.get(input.getSubscription().getTopicFilter());
        if (wanted != null
                && wanted.clients().contains(input.getClientInformation().getClientId())) {
            output.authorizeSuccessfully();
        } else {
            output.failAuthorization(
                    SubackReasonCode.NOT_AUTHORIZED,
                    "A topic is such as v1.1/Datastreams(1)/Observations, and of something that you may read.");
        }
    }

    /** Messages are taken in before this; none is passed on from one client to another. */
    @Override
    public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
        output.failAuthorization();
    }
}
