package org.allmende.sensing.editions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.allmende.sensing.Corrections;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Described;
import org.allmende.sensing.Sensors;
import org.allmende.sensing.Thing;
import org.allmende.sensing.Things;
import org.allmende.sensing.Visibility;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The editions of the current tenant: which there are, and up to where they are told. */
@Component
public class Editions {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration DEEP = Duration.ofHours(1);
    private static final int HOURS = 96;

    private final JdbcClient db;
    private final Datastreams datastreams;
    private final Things things;
    private final Sensors sensors;
    private final Corrections corrections;
    private final Clock clock;

    /** Sums of an hour of a source, which differ from those that are told; {@code count} is 0 if nothing is left of it. */
    record Hour(Instant start, int count, double low, double high, double total) {}

    Editions(
            JdbcClient db,
            Datastreams datastreams,
            Things things,
            Sensors sensors,
            Corrections corrections,
            Clock clock) {
        this.db = db;
        this.datastreams = datastreams;
        this.things = things;
        this.sensors = sensors;
        this.corrections = corrections;
        this.clock = clock;
    }

    public List<Edition> list() {
        return db.sql("""
                select *, checked is null as deep from sensing.edition where tenant = platform.tenant() order by source
                """).query(this::toEdition).list();
    }

    public Optional<Edition> find(int source) {
        return list().stream().filter(it -> it.source() == source).findFirst();
    }

    /** What is due, once; it is due again after this pause. */
    List<Edition> take(Duration pause) {
        return db.sql("""
                update sensing.edition
                   set wake = :next
                 where tenant = platform.tenant() and wake <= :now
                returning *, checked is null or checked < :old as deep
                """)
                .param("now", at(clock.instant()))
                .param("next", at(clock.instant().plus(pause)))
                .param("old", at(clock.instant().minus(DEEP)))
                .query(this::toEdition)
                .list();
    }

    private Edition toEdition(ResultSet row, int number) throws SQLException {
        return new Edition(
                row.getInt("source"),
                row.getInt("target"),
                new Terms(
                        Duration.ofSeconds(row.getInt("delay_seconds")),
                        Terms.Step.ofKey(row.getString("step")).orElse(Terms.Step.DAY),
                        row.getInt("least"),
                        row.getObject("digits", Integer.class)),
                row.getBoolean("deep"));
    }

    /**
     * Publishes the current tenant's datastream so from now on, and it itself no longer. What was told in another way goes at once;
     * the rest is told by and by. Whoever calls it tells {@link org.allmende.sensing.Observations#changed} of the target, which
     * this gives, after the commit.
     *
     * @param audience everybody or the county
     */
    public int publish(Datastream source, Terms asked, Visibility audience) {
        var terms = termsFor(source, asked);
        var known = find(source.id());
        known.ifPresent(this::empty);
        int target = known.map(Edition::target).orElseGet(() -> make(source));
        db.sql("""
                insert into sensing.edition (tenant, source, target, delay_seconds, step, least, digits, wake)
                values (platform.tenant(), :source, :target, :delay, :step, :least, :digits, :now)
                on conflict (tenant, source) do update
                   set delay_seconds = excluded.delay_seconds, step = excluded.step, least = excluded.least,
                       digits = excluded.digits, wake = excluded.wake, checked = null
                """)
                .param("source", source.id())
                .param("target", target)
                .param("delay", (int) terms.delay().toSeconds())
                .param("step", terms.step().key())
                .param("least", terms.least())
                .param("digits", terms.digits())
                .param("now", at(clock.instant()))
                .update();
        describe(source, target, terms, audience);
        show(source.id(), Visibility.TENANT);
        return target;
    }

    /** Counts of people are told without small numbers, whatever is asked. */
    public static Terms termsFor(Datastream source, Terms asked) {
        return source.counted()
                ? new Terms(asked.delay(), asked.step(), Math.max(Terms.FEW, asked.least()), asked.digits())
                : asked;
    }

    private int make(Datastream source) {
        var origin = source.described();
        var thing = things.add(new Described(thingOf(source).described().name(), origin.description()));
        return datastreams.add(new Datastream.Draft(
                thing,
                sensors.add(new Described(origin.name(), origin.description()), "text/plain", JSON.valueToTree("")),
                source.observedProperty(),
                origin,
                source.observationType(),
                source.unit(),
                null,
                Visibility.TENANT));
    }

    private Thing thingOf(Datastream it) {
        return things.list().stream()
                .filter(one -> one.id() == it.thing())
                .findFirst()
                .orElseThrow();
    }

    /** In the words of the source, but none of its properties: they may say where it is, or what device it is. */
    private void describe(Datastream source, int target, Terms terms, Visibility audience) {
        var properties = JSON.createObjectNode().put("visibility", audience.key());
        var said = source.described().properties();
        if (said != null && said.path("demonstration").asBoolean(false)) {
            properties.put("demonstration", true);
        }
        terms.writeTo(properties, source.id());
        db.sql("""
                update sensing.datastream
                   set visibility = :visibility, name = :name, description = :description, properties = :properties::jsonb
                 where tenant = platform.tenant() and id = :id
                """)
                .param("visibility", audience.key())
                .param("name", source.described().name())
                .param("description", source.described().description())
                .param("properties", properties.toString())
                .param("id", target)
                .update();
        datastreams.forget(target);
        var it = datastreams.find(target).orElseThrow();
        place(source, it, terms);
    }

    private void place(Datastream source, Datastream target, Terms terms) {
        // with the place its past goes too: a former one may have been more exact
        db.sql("""
                delete from sensing.location l
                 using sensing.thing_location tl
                 where tl.tenant = platform.tenant() and tl.thing = :thing and l.tenant = tl.tenant and l.id = tl.location
                """).param("thing", target.thing()).update();
        db.sql("delete from sensing.historical_location where tenant = platform.tenant() and thing = :thing")
                .param("thing", target.thing())
                .update();
        db.sql("""
                delete from sensing.feature f
                 using sensing.datastream_feature df
                 where df.tenant = platform.tenant() and df.datastream = :id and f.tenant = df.tenant and f.id = df.feature
                """).param("id", target.id()).update();
        db.sql("""
                update sensing.datastream set feature = null, feature_now = null
                 where tenant = platform.tenant() and id = :id
                """).param("id", target.id()).update();
        var places = thingOf(source).places().stream()
                .flatMap(it -> rounded(it.geometry(), terms.digits()).stream())
                .map(it -> things.addPlace(
                        new Described(
                                source.described().name(), source.described().description()),
                        Things.GEOJSON,
                        it))
                .toList();
        if (!places.isEmpty()) {
            things.put(target.thing(), places, clock.instant());
        }
        datastreams.forget(target.id());
    }

    /** Only points can be rounded so that nothing of them is left. */
    private static Optional<JsonNode> rounded(JsonNode geometry, @Nullable Integer digits) {
        var coordinates = geometry.path("coordinates");
        if (!geometry.path("type").asString("").equals("Point") || coordinates.size() < 2) {
            return digits == null ? Optional.of(geometry) : Optional.empty();
        }
        var point = JSON.createObjectNode().put("type", "Point");
        point.putArray("coordinates")
                .add(round(coordinates.path(0).asDouble(), digits))
                .add(round(coordinates.path(1).asDouble(), digits));
        return Optional.of(point);
    }

    private static double round(double degrees, @Nullable Integer digits) {
        if (digits == null) {
            return degrees;
        }
        double by = Math.pow(10, digits);
        return Math.rint(degrees * by) / by;
    }

    /** Who may see the datastream, as its property says it too. */
    public void show(int datastream, Visibility to) {
        db.sql("""
                update sensing.datastream
                   set visibility = :to, properties = coalesce(properties, '{}') || jsonb_build_object('visibility', :to::text)
                 where tenant = platform.tenant() and id = :id
                """).param("to", to.key()).param("id", datastream).update();
        datastreams.forget(datastream);
    }

    /** From now on nothing is published; what was is gone. Gives the number of the datastream that was shown. */
    public Optional<Integer> withdraw(int source) {
        var known = find(source);
        known.ifPresent(it -> {
            empty(it);
            var thing = datastreams.find(it.target()).map(Datastream::thing).orElse(0L);
            db.sql("delete from sensing.thing where tenant = platform.tenant() and id = :thing")
                    .param("thing", thing)
                    .update();
            datastreams.forget(it.target());
        });
        return known.map(Edition::target);
    }

    private void empty(Edition it) {
        corrections.removeAll(it.target());
        // other instances forget what they remember of it when they notice that something was written
        db.sql("select sensing.count_batch()").query(Long.class).single();
        db.sql("delete from sensing.edition_hour where source = :source")
                .param("source", it.source())
                .update();
    }

    /** Hours of the source after one moment and before another, the oldest first, some at a time. */
    List<Hour> changed(Edition of, Instant after, Instant until) {
        return db.sql("""
                select coalesce(now.start, told.start) as start, coalesce(now.count, 0) as count, now.low, now.high, now.total
                  from (select * from sensing.hour where datastream = :source and start > :after and start <= :until) now
                  full join (select * from sensing.edition_hour
                              where source = :source and start > :after and start <= :until) told on told.start = now.start
                 where (now.count, now.low, now.high, now.total)
                       is distinct from (told.count, told.low, told.high, told.total)
                 order by 1
                 limit :most
                """)
                .param("source", of.source())
                .param("after", at(after))
                .param("until", at(until))
                .param("most", HOURS)
                .query((row, number) -> new Hour(
                        row.getObject("start", OffsetDateTime.class).toInstant(),
                        row.getInt("count"),
                        row.getDouble("low"),
                        row.getDouble("high"),
                        row.getDouble("total")))
                .list();
    }

    /** These hours are told as they are here. */
    void told(Edition of, List<Hour> hours) {
        for (var it : hours) {
            if (it.count() == 0) {
                db.sql("delete from sensing.edition_hour where source = :source and start = :start")
                        .param("source", of.source())
                        .param("start", at(it.start()))
                        .update();
            }
        }
        var all = hours.stream().filter(it -> it.count() > 0).toList();
        db.sql("""
                insert into sensing.edition_hour (source, start, count, low, high, total)
                select :source, * from unnest(:starts::timestamptz[], :counts::int[], :lows::float8[], :highs::float8[],
                                              :totals::float8[])
                on conflict (source, start) do update
                   set count = excluded.count, low = excluded.low, high = excluded.high, total = excluded.total
                """)
                .param("source", of.source())
                .param("starts", all.stream().map(it -> it.start().toString()).toArray(String[]::new))
                .param("counts", all.stream().map(Hour::count).toArray(Integer[]::new))
                .param("lows", all.stream().map(Hour::low).toArray(Double[]::new))
                .param("highs", all.stream().map(Hour::high).toArray(Double[]::new))
                .param("totals", all.stream().map(Hour::total).toArray(Double[]::new))
                .update();
    }

    /** All of its hours were compared. */
    void checked(Edition it) {
        db.sql("update sensing.edition set checked = :now where tenant = platform.tenant() and source = :source")
                .param("now", at(clock.instant()))
                .param("source", it.source())
                .update();
    }

    private static OffsetDateTime at(Instant it) {
        return it.atOffset(ZoneOffset.UTC);
    }
}
