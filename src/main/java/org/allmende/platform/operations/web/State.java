package org.allmende.platform.operations.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.allmende.platform.config.Configuration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads off how the server stands: numbers only, of all tenants together. */
@Component
class State {

    record FollowUps(long waiting, long failed, @Nullable Instant oldest) {}

    record Room(long free, long total) {
        boolean scarce() {
            return free < total / 10;
        }
    }

    private final JdbcClient db;
    private final Path data;

    State(JdbcClient db, Configuration configuration) {
        this.db = db;
        this.data = configuration.data();
    }

    FollowUps followUps() {
        return db.sql("""
                select count(*) filter (where status <> 'FAILED') as waiting,
                       count(*) filter (where status = 'FAILED')  as failed,
                       min(publication_date)                      as oldest
                  from platform.event_publication
                """)
                .query((row, number) -> new FollowUps(
                        row.getLong("waiting"),
                        row.getLong("failed"),
                        instant(row.getObject("oldest", OffsetDateTime.class))))
                .single();
    }

    /** Letters by state. */
    Map<String, Long> letters() {
        return counts("select state, letters from platform.mail_total");
    }

    @Nullable
    Instant lastLetter() {
        return instant(db.sql("select max(latest) from platform.mail_total where state = 'SENT'")
                .query(OffsetDateTime.class)
                .optional()
                .orElse(null));
    }

    /** Files by state. */
    Map<String, Long> files() {
        return counts("select state, files from platform.file_total");
    }

    long databaseBytes() {
        return db.sql("select pg_database_size(current_database())")
                .query(Long.class)
                .single();
    }

    String postgres() {
        return db.sql("show server_version").query(String.class).single();
    }

    long tables() {
        return db.sql("""
                select count(*)
                  from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace
                 where c.relrowsecurity and n.nspname not like 'pg\\_%'
                """).query(Long.class).single();
    }

    Room room() {
        try {
            var store = Files.getFileStore(data);
            return new Room(store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Map<String, Long> counts(String sql) {
        var counts = new HashMap<String, Long>();
        db.sql(sql).query(row -> {
            counts.put(Objects.requireNonNull(row.getString(1)), row.getLong(2));
        });
        return counts;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
