package org.allmende.sensing.lorawan;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Knows frames again that come a second time: by a webhook and a line, or by a gateway that was late. It remembers when each came
 * first; what is stored at that time already says the rest.
 */
@Component
class Frames {

    private final JdbcClient db;

    Frames(JdbcClient db) {
        this.db = db;
    }

    /** The uplink with the time of the same frame when it came first, if that is not long ago: counters begin anew. */
    Uplink first(Uplink it) {
        if (it.counter() == null) {
            return it;
        }
        var time = db.sql("""
                with forgotten as (
                    delete from sensing.lorawan_frame
                     where tenant = platform.tenant() and device = :device and time < :time::timestamptz - interval '2 days')
                insert into sensing.lorawan_frame as was (tenant, device, session, counter, time)
                values (platform.tenant(), :device, :session, :counter, :time)
                on conflict (tenant, device, session, counter) do update
                   set time = case when excluded.time between was.time - interval '15 minutes' and was.time + interval '15 minutes'
                                   then was.time
                                   else excluded.time
                              end
                returning time
                """)
                .param("device", it.device())
                .param("session", it.session())
                .param("counter", it.counter())
                .param("time", it.time().atOffset(ZoneOffset.UTC))
                .query(OffsetDateTime.class)
                .single();
        return it.at(time.toInstant());
    }
}
