package org.allmende.sensing.lorawan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.TokenHolder;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Micros;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.ObservationRefused;
import org.allmende.sensing.Observations;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Makes observations of uplinks. Whose they are says SensorThings: the Thing has {@code devEui} and, unless the network server
 * decodes, {@code codec} among its properties, each Datastream the {@code field} of the decoded payload that it takes.
 */
@Component
public class Uplinks {

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Datastreams datastreams;
    private final Observations observations;
    private final Codecs codecs;
    private final Frames frames;

    /** One uplink of a device after the other, so that one that is passed on twice is noticed. */
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    Uplinks(
            JdbcClient db,
            Tenancy tenancy,
            Datastreams datastreams,
            Observations observations,
            Codecs codecs,
            Frames frames) {
        this.db = db;
        this.tenancy = tenancy;
        this.datastreams = datastreams;
        this.observations = observations;
        this.codecs = codecs;
        this.frames = frames;
    }

    /** What becomes of a message. */
    public sealed interface Outcome {
        /** Committed. */
        record Stored(int observations) implements Outcome {}

        /** All of it is stored already. */
        record Known() implements Outcome {}

        /** It brings no payload. */
        record Other() implements Outcome {}

        /** It stands in the account of who sent it. */
        record Refused(String why) implements Outcome {}
    }

    private record Field(
            int datastream, String field, @Nullable String codec) {}

    /** Comes back after the commit. */
    public Outcome take(TokenHolder by, JsonNode message) {
        Optional<Uplink> uplink;
        try {
            uplink = Uplink.read(message);
        } catch (IllegalArgumentException unreadable) {
            return refused(by, String.valueOf(unreadable.getMessage()));
        }
        if (uplink.isEmpty()) {
            return new Outcome.Other();
        }
        var lock = locks.computeIfAbsent(by.tenant() + uplink.get().device(), first -> new ReentrantLock());
        lock.lock();
        try {
            return take(by, uplink.get());
        } catch (Codec.Unusable | ObservationRefused failed) {
            return refused(by, String.valueOf(failed.getMessage()));
        } finally {
            lock.unlock();
        }
    }

    private Outcome refused(TokenHolder by, String why) {
        observations.refuse(by, 1).join();
        return new Outcome.Refused(why);
    }

    private Outcome take(TokenHolder by, Uplink came) {
        var uplink = tenancy.as(by.tenant(), () -> frames.first(came));
        var fields = tenancy.as(by.tenant(), () -> fields(uplink.device()));
        if (fields.isEmpty()) {
            return refused(by, "No Thing has the devEui %s and a Datastream with a field.".formatted(uplink.device()));
        }
        var codec = fields.getFirst().codec();
        var decoded = codec == null ? uplink.decoded() : decode(by, codec, uplink);
        if (decoded == null) {
            return refused(by, "The payload is not decoded, and the Thing names no codec.");
        }
        var found = new ArrayList<NewObservation>();
        for (var field : fields) {
            var value = decoded.at("/" + field.field().replace('.', '/'));
            if (!value.isMissingNode() && !value.isNull()) {
                found.add(observation(field.datastream(), uplink, value));
            }
        }
        if (found.isEmpty()) {
            return refused(by, "The payload has none of the fields that the Datastreams name.");
        }
        var fresh = found.stream().filter(it -> !isKnown(it)).toList();
        if (fresh.isEmpty()) {
            return new Outcome.Known();
        }
        observations.store(by, fresh);
        return new Outcome.Stored(fresh.size());
    }

    private JsonNode decode(TokenHolder by, String name, Uplink uplink) {
        var codec = tenancy.as(by.tenant(), () -> codecs.find(name))
                .orElseThrow(() -> new Codec.Unusable("There is no codec %s.".formatted(name)));
        return Codec.decode(codec.source(), uplink.payload(), uplink.port(), uplink.time());
    }

    private static NewObservation observation(int datastream, Uplink uplink, JsonNode value) {
        boolean number = value.isNumber() && Double.isFinite(value.doubleValue());
        return new NewObservation(
                datastream,
                Micros.of(uplink.time()),
                number ? value.doubleValue() : Double.NaN,
                number ? null : new NewObservation.Further(value, null, null, null, null, null, null));
    }

    private boolean isKnown(NewObservation it) {
        var time = Micros.toInstant(it.micros());
        return datastreams
                .find(it.datastream())
                .map(of -> observations.range(of, time, time.plus(Duration.ofNanos(1_000)), 1, false))
                .filter(List::isEmpty)
                .isEmpty();
    }

    private List<Field> fields(String device) {
        return db.sql("""
                select d.id as datastream, d.properties ->> 'field' as field, t.properties ->> 'codec' as codec
                  from sensing.thing t
                  join sensing.datastream d on d.tenant = t.tenant and d.thing = t.id
                 where t.tenant = platform.tenant()
                   and upper(t.properties ->> 'devEui') = :device
                   and d.properties ->> 'field' is not null
                 order by d.id
                """).param("device", device).query(Field.class).list();
    }
}
