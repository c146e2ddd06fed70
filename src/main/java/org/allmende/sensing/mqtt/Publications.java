package org.allmende.sensing.mqtt;

import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.interceptor.publish.PublishInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.disconnect.DisconnectReasonCode;
import com.hivemq.extension.sdk.api.packets.general.MqttVersion;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import com.hivemq.extension.sdk.api.services.Services;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.allmende.platform.login.TokenHolder;
import org.allmende.sensing.Observations;
import org.allmende.sensing.sta.Answer;
import org.allmende.sensing.sta.Part;
import org.allmende.sensing.sta.Request;
import org.allmende.sensing.sta.SensorThings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is sent by MQTT: a message to {@code v1.1/Datastreams(1)/Observations} is a POST to that address, one to
 * {@code v1.1/Tasks(1)}, from the device that was to do it, a PATCH. It is acknowledged after
 * the commit; if nothing can be written now it is not acknowledged at all, and who sent it does so again.
 */
@Component
class Publications implements PublishInboundInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(Publications.class);
    private static final Pattern TOPIC = Pattern.compile("(v1\\.[01])/([^?]+)");

    /** Where a device says what became of a task. */
    private static final Pattern TASK = Pattern.compile("Tasks\\(\\d{1,18}\\)");

    /** After this the broker would acknowledge by itself, what must never be: the intake answers long before. */
    private static final Duration NEVER = Duration.ofDays(30);

    /** Of messages with QoS 0 that wait, in bytes; nothing else slows who sends them. */
    private static final int ROOM = 32 << 20;

    private static final int ROOM_OF_ONE = 4 << 20;

    /** What a message takes besides its payload. */
    private static final int BESIDES = 1_000;

    private static final int NO_SUCH_PLACE = 404;
    private static final int NOT_HERE = 405;
    private static final int REFUSED = 400;
    private static final int FORBIDDEN = 403;

    private final Door door;
    private final SensorThings service;
    private final Observations observations;
    private final Semaphore room = new Semaphore(ROOM);
    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

    Publications(Door door, SensorThings service, Observations observations) {
        this.door = door;
        this.service = service;
        this.observations = observations;
    }

    /** What becomes of a message; the text goes to who sent it. */
    private record Verdict(AckReasonCode code, String text) {
        private static final Verdict STORED = new Verdict(AckReasonCode.SUCCESS, "");
        private static final Verdict NOBODY =
                new Verdict(AckReasonCode.NOT_AUTHORIZED, "Who sends shows a device's token.");
    }

    /** A thread of its own, since the intake lets wait when it is full: only this sender, who sends nothing more meanwhile. */
    @Override
    public void onInboundPublish(PublishInboundInput input, PublishInboundOutput output) {
        if (input.getPublishPacket().getQos() == Qos.AT_MOST_ONCE) {
            output.preventPublishDelivery(AckReasonCode.SUCCESS);
            takeUnacknowledged(input);
        } else {
            var async = output.async(NEVER);
            Thread.ofVirtual().start(() -> take(input, output, async));
        }
    }

    /**
     * Nobody waits for an acknowledgement with QoS 0, so who sends faster than can be stored would fill the memory: the connection
     * is closed.
     */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void takeUnacknowledged(PublishInboundInput input) {
        var packet = input.getPublishPacket();
        var client = input.getClientInformation().getClientId();
        int size = BESIDES + packet.getPayload().map(ByteBuffer::remaining).orElse(0);
        if (!room.tryAcquire(size)) {
            turnOut(client);
        } else if (waiting.merge(client, size, Integer::sum) > ROOM_OF_ONE) {
            release(client, size);
            turnOut(client);
        } else {
            Thread.ofVirtual().start(() -> verdict(input).whenComplete((it, failed) -> release(client, size)));
        }
    }

    private void release(String client, int size) {
        waiting.computeIfPresent(client, (same, before) -> before == size ? null : before - size);
        room.release(size);
    }

    private static CompletableFuture<Boolean> turnOut(String client) {
        return Services.clientService()
                .disconnectClient(
                        client, true, DisconnectReasonCode.SERVER_BUSY, "This is more than can be stored now.");
    }

    @SuppressWarnings("IllegalCatch")
    private CompletableFuture<Verdict> verdict(PublishInboundInput input) {
        try {
            return verdict(input.getConnectionInformation(), input.getPublishPacket());
        } catch (RuntimeException | Error failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void take(PublishInboundInput input, PublishInboundOutput output, Async<PublishInboundOutput> async) {
        verdict(input).whenComplete((it, failed) -> {
            if (failed == null) {
                answer(input.getConnectionInformation(), it, output);
                async.resume();
            } else {
                LOG.warn("A message was not acknowledged: {}", failed.toString());
                turnOut(input.getClientInformation().getClientId()).whenComplete((done, impossible) -> {
                    output.preventPublishDelivery(AckReasonCode.UNSPECIFIED_ERROR);
                    async.resume();
                });
            }
        });
    }

    /**
     * MQTT 3 has no word for a refusal: to close the connection would let the same message come again without end, so it is
     * acknowledged, and the sender's account says that it was refused. Who may not send at all is put out.
     */
    private static void answer(ConnectionInformation connection, Verdict it, PublishInboundOutput output) {
        boolean words = connection.getMqttVersion() == MqttVersion.V_5;
        if (it.code() == AckReasonCode.SUCCESS || (!words && !it.equals(Verdict.NOBODY))) {
            output.preventPublishDelivery(AckReasonCode.SUCCESS);
        } else {
            output.preventPublishDelivery(it.code(), it.text());
        }
    }

    private CompletableFuture<Verdict> verdict(ConnectionInformation connection, PublishPacket packet) {
        var by = door.holder(connection);
        if (by.isEmpty()) {
            return CompletableFuture.completedFuture(Verdict.NOBODY);
        }
        var topic = TOPIC.matcher(packet.getTopic());
        if (!topic.matches()) {
            return refused(
                    by.get(),
                    new Verdict(
                            AckReasonCode.TOPIC_NAME_INVALID, "A topic is such as v1.1/Datastreams(1)/Observations."));
        }
        var body = packet.getPayload().map(Publications::bytes).orElse(new byte[0]);
        var path = topic.group(2);
        boolean answers = TASK.matcher(path).matches();
        var request = new Request(
                answers ? "PATCH" : "POST",
                topic.group(1),
                path,
                Map.of(),
                body,
                "application/json",
                by.get(),
                Part.ofPath(path));
        return service.take(request).thenCompose(answer -> {
            var it = verdict(answer);
            return it.code() == AckReasonCode.SUCCESS || SensorThings.bringsObservations(request)
                    ? CompletableFuture.completedFuture(it)
                    : refused(by.get(), it);
        });
    }

    private CompletableFuture<Verdict> refused(TokenHolder by, Verdict it) {
        return observations.refuse(by, 1).thenApply(counted -> it);
    }

    private static Verdict verdict(Answer answer) {
        if (answer.status() < REFUSED) {
            return Verdict.STORED;
        }
        var code = switch (answer.status()) {
            case FORBIDDEN -> AckReasonCode.NOT_AUTHORIZED;
            case NO_SUCH_PLACE, NOT_HERE -> AckReasonCode.TOPIC_NAME_INVALID;
            default -> AckReasonCode.PAYLOAD_FORMAT_INVALID;
        };
        return new Verdict(code, message(answer));
    }

    private static String message(Answer answer) {
        return JsonMapper.shared().readTree(answer.text()).path("message").asString("");
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
