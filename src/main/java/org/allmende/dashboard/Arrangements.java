package org.allmende.dashboard;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What each tenant has published of how it shows its measurements. */
@Component
public class Arrangements {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient db;

    Arrangements(JdbcClient db) {
        this.db = db;
    }

    /** For the current tenant, from now on. */
    public void publish(Arrangement it) {
        db.sql("""
                insert into dashboard.arrangement (tenant, published)
                values (platform.tenant(), :published::jsonb)
                on conflict (tenant) do update set published = excluded.published
                """).param("published", JSON.writeValueAsString(it)).update();
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
