package org.allmende.dashboard;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.allmende.platform.audit.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What each tenant has published of how it shows its measurements. */
@Component
public class Arrangements {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** So many earlier versions of a tenant can be taken back. */
    private static final int KEPT = 50;

    private final JdbcClient db;
    private final Clock clock;

    Arrangements(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** For the current tenant, from now on; in its transaction. Gives the number of this version. */
    public int publish(Arrangement it) {
        db.sql("""
                insert into dashboard.arrangement (tenant, published)
                values (platform.tenant(), :published::jsonb)
                on conflict (tenant) do update set published = excluded.published
                """).param("published", JSON.writeValueAsString(it)).update();
        // the row above is ours until the commit, so nobody else counts on
        int number = db.sql("""
                insert into dashboard.version (tenant, number, published, at, actor)
                select platform.tenant(), coalesce(max(number), 0) + 1, :published::jsonb, :now, :actor
                  from dashboard.version where tenant = platform.tenant()
                returning number
                """)
                .param("published", JSON.writeValueAsString(it))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("actor", Actor.current())
                .query(Integer.class)
                .single();
        db.sql("delete from dashboard.version where tenant = platform.tenant() and number <= :old")
                .param("old", number - KEPT)
                .update();
        return number;
    }

    public Optional<Arrangement> find(String tenant) {
        return Optional.ofNullable(list().get(tenant));
    }

    Map<String, Arrangement> list() {
        record Published(String tenant, Arrangement it) {}
        return db
                .sql("select tenant, published from dashboard.arrangement")
                .query((row, number) -> new Published(
                        row.getString("tenant"), JSON.readValue(row.getString("published"), Arrangement.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Published::tenant, Published::it));
    }

    /** What is shown for all: the lead's, or what comes along. */
    static Arrangement common(Map<String, Arrangement> all, String lead) {
        return Optional.ofNullable(all.get(lead))
                .filter(it -> !it.fields().isEmpty())
                .orElseGet(Arrangement::standard);
    }
}
