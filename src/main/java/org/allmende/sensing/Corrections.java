package org.allmende.sensing;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Changes and deletes observations of the current tenant, together with the sums of their hours and days. Whoever calls it
 * tells {@link Observations#changed} after the commit.
 */
@Component
public class Corrections {

    private final JdbcClient db;

    Corrections(JdbcClient db) {
        this.db = db;
    }

    /** What becomes of an observation. {@code more}: as the column has it. */
    public record Corrected(
            long micros,
            double result,
            int flags,
            @Nullable Long feature,
            @Nullable String more) {}

    /** By its key, or by the one it had before its time was corrected. */
    public Optional<Observation> find(ObservationKey key) {
        return db.sql("""
                select time, sequence, result, flags, feature, more
                  from sensing.observation
                 where datastream = :datastream
                   and ((time = :time and sequence = :sequence and more ->> 'id' is null) or more ->> 'id' = :id)
                 limit 1
                """)
                .param("datastream", key.datastream())
                .param("time", time(key.micros()))
                .param("sequence", key.sequence())
                .param("id", key.text())
                .query((row, number) -> Recent.toObservation(key.datastream(), row))
                .optional();
    }

    /** The observation keeps its id, whatever its time is now. */
    public void correct(ObservationKey asked, Observation was, Corrected now) {
        var key = was.key();
        if (now.micros() == key.micros()) {
            db.sql("""
                    update sensing.observation
                       set result = :result, flags = :flags, feature = :feature, more = :more::jsonb
                     where datastream = :datastream and time = :time and sequence = :sequence
                    """)
                    .param("result", Double.isNaN(now.result()) ? null : now.result())
                    .param("flags", now.flags())
                    .param("feature", now.feature())
                    .param("more", now.more())
                    .param("datastream", key.datastream())
                    .param("time", time(key.micros()))
                    .param("sequence", key.sequence())
                    .update();
        } else {
            delete(key);
            db.sql("select sensing.make_month(:time)")
                    .param("time", time(now.micros()))
                    .query(String.class)
                    .single();
            db.sql("""
                    insert into sensing.observation (time, result, datastream, sequence, flags, feature, more)
                    values (:time, :result, :datastream,
                            (select coalesce(max(sequence), -1) + 1
                               from sensing.observation
                              where datastream = :datastream and time = :time),
                            :flags, :feature, coalesce(:more::jsonb, '{}') || jsonb_build_object('id', :id::text))
                    """)
                    .param("time", time(now.micros()))
                    .param("result", Double.isNaN(now.result()) ? null : now.result())
                    .param("datastream", key.datastream())
                    .param("flags", now.flags())
                    .param("feature", now.feature())
                    .param("more", now.more())
                    .param("id", asked.text())
                    .update();
        }
        addUpAnew(key.datastream(), key.micros());
        addUpAnew(key.datastream(), now.micros());
    }

    public void remove(Observation it) {
        delete(it.key());
        addUpAnew(it.key().datastream(), it.key().micros());
    }

    private void delete(ObservationKey key) {
        db.sql("""
                delete from sensing.observation
                 where datastream = :datastream and time = :time and sequence = :sequence
                """)
                .param("datastream", key.datastream())
                .param("time", time(key.micros()))
                .param("sequence", key.sequence())
                .update();
    }

    /** All of a datastream. */
    public void removeAll(int datastream) {
        for (var sql : List.of(
                "delete from sensing.observation where datastream = :datastream",
                "delete from sensing.hour where datastream = :datastream",
                "delete from sensing.day where datastream = :datastream")) {
            db.sql(sql).param("datastream", datastream).update();
        }
    }

    /** All that are about a feature; gives the datastreams in which there were some. */
    public List<Integer> removeAbout(long feature) {
        var datastreams =
                db.sql("""
                select datastream
                  from sensing.datastream_feature
                 where feature = :feature and tenant = platform.tenant()
                """).param("feature", feature).query(Integer.class).list();
        for (var datastream : datastreams) {
            db.sql("""
                    delete from sensing.observation o
                     using sensing.datastream d
                     where d.id = :datastream and o.datastream = d.id and coalesce(o.feature, d.feature) = :feature
                    """)
                    .param("datastream", datastream)
                    .param("feature", feature)
                    .update();
            addUpAnew(datastream);
        }
        return datastreams;
    }

    /** The row of the hour is locked first, so that a batch under way adds to the new sum, not to the old one. */
    private void addUpAnew(int datastream, long micros) {
        db.sql("""
                with moment as (select date_trunc('hour', :time::timestamptz) as hour)
                select start from sensing.hour, moment where datastream = :datastream and start = hour for update of hour
                """)
                .param("time", time(micros))
                .param("datastream", datastream)
                .query(OffsetDateTime.class)
                .list();
        db.sql("""
                delete from sensing.hour where datastream = :datastream and start = date_trunc('hour', :time::timestamptz)
                """).param("time", time(micros)).param("datastream", datastream).update();
        db.sql("""
                insert into sensing.hour (datastream, start, count, low, high, total)
                select datastream, date_trunc('hour', :time::timestamptz), count(*), min(result), max(result), sum(result)
                  from sensing.observation
                 where datastream = :datastream and result is not null and sensing.is_counted(flags)
                   and time >= date_trunc('hour', :time::timestamptz)
                   and time < date_trunc('hour', :time::timestamptz) + interval '1 hour'
                 group by datastream
                """).param("time", time(micros)).param("datastream", datastream).update();
        db.sql("""
                delete from sensing.day
                 where datastream = :datastream and start = (:time::timestamptz at time zone 'Europe/Berlin')::date
                """).param("time", time(micros)).param("datastream", datastream).update();
        db.sql("""
                insert into sensing.day (datastream, start, count, low, high, total)
                select datastream, (:time::timestamptz at time zone 'Europe/Berlin')::date,
                       sum(count), min(low), max(high), sum(total)
                  from sensing.hour
                 where datastream = :datastream
                   and start >= date_trunc('day', :time::timestamptz, 'Europe/Berlin')
                   and start < date_trunc('day', :time::timestamptz, 'Europe/Berlin') + interval '1 day'
                 group by datastream
                """).param("time", time(micros)).param("datastream", datastream).update();
    }

    private void addUpAnew(int datastream) {
        db.sql("delete from sensing.hour where datastream = :datastream")
                .param("datastream", datastream)
                .update();
        db.sql("delete from sensing.day where datastream = :datastream")
                .param("datastream", datastream)
                .update();
        db.sql("""
                insert into sensing.hour (datastream, start, count, low, high, total)
                select datastream, date_trunc('hour', time), count(*), min(result), max(result), sum(result)
                  from sensing.observation
                 where datastream = :datastream and result is not null and sensing.is_counted(flags)
                 group by 1, 2
                """).param("datastream", datastream).update();
        db.sql("""
                insert into sensing.day (datastream, start, count, low, high, total)
                select datastream, (start at time zone 'Europe/Berlin')::date, sum(count), min(low), max(high), sum(total)
                  from sensing.hour
                 where datastream = :datastream
                 group by 1, 2
                """).param("datastream", datastream).update();
    }

    private static OffsetDateTime time(long micros) {
        return Micros.toInstant(micros).atOffset(ZoneOffset.UTC);
    }
}
