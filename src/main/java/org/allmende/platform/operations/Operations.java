package org.allmende.platform.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The record of what the server did for itself. */
@Component
public class Operations {

    private static final int KEPT = 400;

    private final JdbcClient db;

    Operations(JdbcClient db) {
        this.db = db;
    }

    void add(Operation it) {
        add(db, it);
    }

    /** Also for the owner's connection, which a command has. */
    static void add(JdbcClient db, Operation it) {
        db.sql("""
                insert into platform.operation (id, kind, began, took, failure, subject, rows, documents, bytes)
                values (:id, :kind, :began, make_interval(secs => :seconds), :failure, :subject, :rows, :documents, :bytes)
                """)
                .param("id", it.id())
                .param("kind", it.kind().name())
                .param("began", it.began().atOffset(ZoneOffset.UTC))
                .param("seconds", it.took().toMillis() / 1000.0)
                .param("failure", it.failure())
                .param("subject", it.subject())
                .param("rows", it.rows())
                .param("documents", it.documents())
                .param("bytes", it.bytes())
                .update();
    }

    public Optional<Operation> findLast(Operation.Kind kind) {
        return list(kind, 1).stream().findFirst();
    }

    public Optional<Operation> findLastGood(Operation.Kind kind) {
        return db.sql("""
                select * from platform.operation where kind = :kind and failure is null order by began desc limit 1
                """)
                .param("kind", kind.name())
                .query(Operations::toOperation)
                .optional();
    }

    /** The newest first. */
    public List<Operation> list(Operation.Kind kind, int limit) {
        return db.sql("select * from platform.operation where kind = :kind order by began desc limit :limit")
                .param("kind", kind.name())
                .param("limit", limit)
                .query(Operations::toOperation)
                .list();
    }

    /** Leaves about a year of nights. */
    void forgetOld() {
        db.sql("""
                delete from platform.operation
                 where id in (select id
                                from (select id, row_number() over (partition by kind order by began desc) as age
                                        from platform.operation) as aged
                               where age > :kept)
                """).param("kept", KEPT).update();
    }

    private static Operation toOperation(ResultSet row, int number) throws SQLException {
        var kind = Operation.Kind.valueOf(row.getString("kind"));
        var interval = (org.postgresql.util.PGInterval) row.getObject("took");
        return new Operation(
                row.getObject("id", UUID.class),
                kind,
                row.getObject("began", OffsetDateTime.class).toInstant(),
                Duration.ofDays(interval.getDays())
                        .plusHours(interval.getHours())
                        .plusMinutes(interval.getMinutes())
                        .plusMillis(Math.round(interval.getSeconds() * 1000)),
                row.getString("failure"),
                row.getString("subject"),
                row.getLong("rows"),
                row.getLong("documents"),
                row.getLong("bytes"));
    }
}
