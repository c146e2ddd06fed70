package org.allmende.sensing.lorawan;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.TokenHolder;
import org.allmende.platform.time.Ids;
import org.allmende.sensing.Task;
import org.allmende.sensing.TaskRefused;
import org.allmende.sensing.TaskingCapability;
import org.allmende.sensing.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tasks of devices in LoRaWAN networks: those of capabilities whose device is a line. The network server keeps them until the
 * device listens, tells it, and says what became of them.
 */
@Component
public class Downlinks {

    /** A network server that says nothing is told again after so long; it knows again what it has. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private static final int USUAL_PORT = 1;

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Tasks tasks;
    private final Codecs codecs;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();

    /** Topics by tenant, line and device: those that stand in the database. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    Downlinks(JdbcClient db, Tenancy tenancy, Tasks tasks, Codecs codecs, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.tasks = tasks;
        this.codecs = codecs;
        this.clock = clock;
        tasks.ask(this::check);
    }

    /**
     * For the broker of a line's network server.
     *
     * @param sure whether the broker says that it has it
     * @param tasks that it speaks of
     * @param over tasks that the network server forgets by it
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Message(String topic, byte[] payload, boolean sure, List<Long> tasks, List<Long> over) {}

    /** What a thing behind a line needs to be told something. {@code topic}: null before its first uplink. */
    private record Target(
            String eui,
            @Nullable String codec,
            int port,
            @Nullable String topic) {

        boolean isThingsStack() {
            return topic != null && topic.startsWith("v3/");
        }
    }

    private record Open(
            long task,
            JsonNode parameters,
            boolean over,
            boolean due,
            @Nullable UUID item,
            Target target) {}

    /** In the transaction in which a task is made. */
    private void check(TaskingCapability capability, JsonNode parameters) {
        target(capability.id()).ifPresent(to -> {
            if (to.eui().isEmpty()) {
                throw new TaskRefused("Its device is a line to a LoRaWAN network; the Thing needs a devEui for that.");
            }
            if (to.topic() == null) {
                throw new TaskRefused(
                        "The LoRaWAN device %s has sent nothing over this line yet; it can be told something after its first uplink."
                                .formatted(to.eui()));
            }
            try {
                payload(to, parameters);
            } catch (Codec.Unusable failed) {
                throw new TaskRefused(String.valueOf(failed.getMessage()));
            }
        });
    }

    /** Nothing if the capability's device is no line. */
    private Optional<Target> target(long capability) {
        return db.sql("""
                select upper(coalesce(t.properties ->> 'devEui', '')) as eui, t.properties ->> 'codec' as codec,
                       c.properties ->> 'fPort' as port, a.topic
                  from sensing.tasking_capability c
                  join sensing.thing t on t.tenant = c.tenant and t.id = c.thing
                  join sensing.connector l on l.tenant = c.tenant and l.id = c.device
                  left join sensing.lorawan_address a
                         on a.tenant = c.tenant and a.connector = c.device and a.device = upper(t.properties ->> 'devEui')
                 where c.tenant = platform.tenant() and c.id = :id
                """)
                .param("id", capability)
                .query((row, number) -> toTarget(row))
                .optional();
    }

    private static Target toTarget(ResultSet row) throws SQLException {
        var port = row.getString("port");
        return new Target(
                row.getString("eui"),
                row.getString("codec"),
                port != null && port.matches("\\d{1,3}") ? Integer.parseInt(port) : USUAL_PORT,
                row.getString("topic"));
    }

    /** What the network server sends, in the names of The Things Stack or ChirpStack; without a codec of ours it encodes by its own. */
    private ObjectNode payload(Target to, JsonNode parameters) {
        var it = json.createObjectNode();
        var name = to.codec();
        if (name == null) {
            it.set(to.isThingsStack() ? "decoded_payload" : "object", parameters);
            return it.put(to.isThingsStack() ? "f_port" : "fPort", to.port());
        }
        var codec = codecs.find(name).orElseThrow(() -> new Codec.Unusable("There is no codec %s.".formatted(name)));
        var encoded = Codec.encode(codec.source(), parameters, to.port());
        return it.put(to.isThingsStack() ? "f_port" : "fPort", encoded.port())
                .put(
                        to.isThingsStack() ? "frm_payload" : "data",
                        Base64.getEncoder().encodeToString(encoded.payload()));
    }

    /** An uplink of a device has come: by this topic its network server takes what is for it. */
    public void heard(TokenHolder line, String topic, JsonNode message) {
        var device = message.path("end_device_ids")
                .path("dev_eui")
                .asString(message.path("deviceInfo").path("devEui").asString(""))
                .toUpperCase(Locale.ROOT);
        var beginning = topic.replaceFirst("/(event/)?up$", "");
        var key = line.tenant() + "/" + line.id() + "/" + device;
        if (!device.isEmpty() && !beginning.equals(topic) && !beginning.equals(known.get(key))) {
            tenancy.run(line.tenant(), () -> note(line.id(), device, beginning));
            known.put(key, beginning);
        }
    }

    private void note(UUID line, String device, String topic) {
        db.sql("""
                insert into sensing.lorawan_address (tenant, connector, device, topic)
                select tenant, id, :device, :topic
                  from sensing.connector
                 where tenant = platform.tenant() and id = :line
                on conflict (tenant, connector, device) do update set topic = excluded.topic
                """)
                .param("line", line)
                .param("device", device)
                .param("topic", topic)
                .update();
    }

    /** What the line has to say now, in its order. It stays due until {@link #told}: one asks at a time. */
    public List<Message> due(TokenHolder line) {
        return tenancy.as(line.tenant(), () -> {
            var byDevice = new LinkedHashMap<String, List<Open>>();
            for (var it : open(line.id())) {
                byDevice.computeIfAbsent(it.target().eui(), first -> new ArrayList<>())
                        .add(it);
            }
            return byDevice.values().stream()
                    .filter(all -> all.stream().anyMatch(Open::due))
                    .flatMap(all -> messages(line.id(), all).stream())
                    .toList();
        });
    }

    /** Those whose time is over while the network server has them still are due too, so that it forgets them if it can. */
    private List<Open> open(UUID line) {
        return db.sql("""
                select k.id, k.parameters, k.item, k.state = 'EXPIRED' as over, k.state = 'EXPIRED' or k.due <= :now as due,
                       upper(t.properties ->> 'devEui') as eui, t.properties ->> 'codec' as codec,
                       c.properties ->> 'fPort' as port, a.topic
                  from sensing.tasking_capability c
                  join sensing.thing t on t.tenant = c.tenant and t.id = c.thing
                  join sensing.lorawan_address a
                    on a.tenant = c.tenant and a.connector = c.device and a.device = upper(t.properties ->> 'devEui')
                  join sensing.task k on k.tenant = c.tenant and k.capability = c.id
                 where c.tenant = platform.tenant() and c.device = :line
                   and (k.state in ('CREATED', 'SENT') and k.until > :now
                        or k.state = 'EXPIRED' and k.item is not null and a.topic like 'v3/%')
                 order by k.id
                """)
                .param("line", line)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Open(
                        row.getLong("id"),
                        json.readTree(row.getString("parameters")),
                        row.getBoolean("over"),
                        row.getBoolean("due"),
                        row.getObject("item", UUID.class),
                        toTarget(row)))
                .list();
    }

    private List<Message> messages(UUID line, List<Open> all) {
        var to = all.getFirst().target();
        var queue = json.createArrayNode();
        var told = new ArrayList<Long>();
        var over = new ArrayList<Long>();
        var single = new ArrayList<Message>();
        for (var it : all) {
            if (it.over()) {
                over.add(it.task());
                continue;
            }
            ObjectNode payload;
            try {
                payload = payload(it.target(), it.parameters());
            } catch (Codec.Unusable failed) {
                tasks.answer(it.task(), line, Task.State.FAILED, failed.getMessage());
                continue;
            }
            payload.put("confirmed", true);
            var item = item(it);
            if (to.isThingsStack()) {
                payload.putArray("correlation_ids").add(DownlinkReport.MARK + item);
                queue.add(payload);
                told.add(it.task());
            } else if (it.due()) {
                payload.put("id", item.toString()).put("devEui", to.eui().toLowerCase(Locale.ROOT));
                single.add(
                        new Message(to.topic() + "/command/down", bytes(payload), true, List.of(it.task()), List.of()));
            }
        }
        if (to.isThingsStack() && !(told.isEmpty() && over.isEmpty())) {
            // all that is open takes the place of what the network server has, so that nothing is there twice or too
            // long
            var whole = json.createObjectNode().set("downlinks", queue);
            return List.of(new Message(to.topic() + "/down/replace", bytes(whole), false, told, over));
        }
        return single;
    }

    private static byte[] bytes(JsonNode it) {
        return it.toString().getBytes(StandardCharsets.UTF_8);
    }

    private UUID item(Open it) {
        var known = it.item();
        if (known != null) {
            return known;
        }
        var fresh = Ids.next();
        db.sql("update sensing.task set item = :item where tenant = platform.tenant() and id = :id")
                .param("id", it.task())
                .param("item", fresh)
                .update();
        return fresh;
    }

    private void forget(long task) {
        db.sql("update sensing.task set item = null where tenant = platform.tenant() and id = :id")
                .param("id", task)
                .update();
    }

    /** The broker was told; whether the network server has heard it says itself. */
    public void told(TokenHolder line, Message message) {
        tenancy.run(line.tenant(), () -> {
            message.tasks().forEach(it -> tasks.again(it, LONGEST_PAUSE));
            message.over().forEach(this::forget);
        });
    }

    /** False if the message is no report about a downlink. */
    public boolean report(TokenHolder line, String topic, JsonNode message) {
        var report = DownlinkReport.read(topic, message);
        report.ifPresent(it -> tenancy.run(
                line.tenant(), () -> task(line.id(), it.item()).ifPresent(task -> report(line.id(), task, it))));
        return report.isPresent();
    }

    private Optional<Long> task(UUID line, UUID item) {
        return db.sql("""
                select k.id
                  from sensing.task k
                  join sensing.tasking_capability c on c.tenant = k.tenant and c.id = k.capability
                 where k.tenant = platform.tenant() and k.item = :item and c.device = :line
                   and k.state in ('CREATED', 'SENT', 'EXPIRED')
                """)
                .param("item", item)
                .param("line", line)
                .query(Long.class)
                .optional();
    }

    private void report(UUID line, long task, DownlinkReport it) {
        switch (it.fate()) {
            case TAKEN -> tasks.handedOver(task);
            case CONFIRMED -> tasks.answer(task, line, Task.State.ACKNOWLEDGED, null);
            case FAILED -> tasks.answer(task, line, Task.State.FAILED, it.reason());
            case LOST -> {
                forget(task);
                tasks.again(task, Duration.ZERO);
            }
        }
    }
}
