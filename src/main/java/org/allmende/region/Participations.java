package org.allmende.region;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.allmende.platform.database.Tenancy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who takes part in what, with all its history. */
@Component
public class Participations {

    private final JdbcClient db;
    private final Tenancy tenancy;

    Participations(JdbcClient db, Tenancy tenancy) {
        this.db = db;
        this.tenancy = tenancy;
    }

    public List<Participation> list() {
        return db.sql("select * from region.participation order by tenant, topic, since")
                .query(Participations::toParticipation)
                .list();
    }

    /** Adds the participation, or changes the end of the one that began on that day. */
    public void put(Participation participation) {
        tenancy.run(
                participation.tenant().value(),
                () -> db.sql("""
                        insert into region.participation (tenant, topic, since, until)
                        values (:tenant, :topic, :since, :until)
                        on conflict (tenant, topic, since) do update set until = excluded.until
                        """)
                        .param("tenant", participation.tenant().value())
                        .param("topic", participation.topic().key())
                        .param("since", participation.since())
                        .param("until", participation.until())
                        .update());
    }

    /** Takes out a participation that was entered by mistake; one that is over gets an end instead. */
    public void remove(Participation participation) {
        tenancy.run(
                participation.tenant().value(),
                () -> db.sql("delete from region.participation where tenant = :tenant and topic = :topic and since = :since")
                        .param("tenant", participation.tenant().value())
                        .param("topic", participation.topic().key())
                        .param("since", participation.since())
                        .update());
    }

    private static Participation toParticipation(ResultSet row, int number) throws SQLException {
        return new Participation(
                new Slug(row.getString("tenant")),
                Topic.parse(row.getString("topic")),
                row.getObject("since", LocalDate.class),
                row.getObject("until", LocalDate.class));
    }
}
