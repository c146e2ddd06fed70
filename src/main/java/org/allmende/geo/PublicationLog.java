package org.allmende.geo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.database.Tenancy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Proves that a plan could be read while it was laid open (§ 3 Abs. 2 BauGB): rows that are only added, each with the hash of the one before. */
@Component
public class PublicationLog {

    private static final String FIRST = "0".repeat(64);

    private final JdbcClient db;
    private final Tenancy tenancy;

    PublicationLog(JdbcClient db, Tenancy tenancy) {
        this.db = db;
        this.tenancy = tenancy;
    }

    public enum Result {
        READABLE,
        /** It came, but not as the municipality has brought it. */
        CHANGED,
        REFUSED,
        NO_ANSWER;

        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One look.
     *
     * @param status of HTTP; 0 without an answer
     * @param sha256 of what came, in hex; empty when nothing came
     */
    public record Look(Instant at, String address, Result result, int status, String sha256) {

        public Look {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }

        /** Hash over this look and the hash before it. */
        String chain(String before) {
            var line = "%s\n%s\n%s\n%s\n%d\n%s\n".formatted(before, at, address, result, status, sha256);
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** @param chain as it was written */
    public record Row(int number, Look look, String chain) {}

    /** Adds a look at a plan of the current tenant. */
    public void add(UUID plan, Look look) {
        // looks at one plan queue here, so that each finds the one before
        db.sql("select id from geo.plan where tenant = :tenant and id = :plan for update")
                .param("tenant", tenancy.tenant())
                .param("plan", plan)
                .query(UUID.class)
                .single();
        var last = last(plan);
        db.sql("""
                insert into geo.plan_check (tenant, plan, number, at, address, result, status, sha256, chain)
                values (:tenant, :plan, :number, :at, :address, :result, :status, :sha256, :chain)
                """)
                .param("tenant", tenancy.tenant())
                .param("plan", plan)
                .param("number", last.map(Row::number).orElse(0) + 1)
                .param("at", look.at().atOffset(ZoneOffset.UTC))
                .param("address", look.address())
                .param("result", look.result().name())
                .param("status", look.status())
                .param("sha256", look.sha256())
                .param("chain", look.chain(last.map(Row::chain).orElse(FIRST)))
                .update();
    }

    /** The newest look at a plan of the current tenant. */
    public Optional<Row> last(UUID plan) {
        var rows = list(plan, 1);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    /** Newest first. */
    public List<Row> list(UUID plan, int most) {
        return db.sql("""
                select number, at, address, result, status, sha256, chain
                  from geo.plan_check
                 where tenant = :tenant and plan = :plan
                 order by number desc
                 limit :most
                """)
                .param("tenant", tenancy.tenant())
                .param("plan", plan)
                .param("most", most)
                .query((row, ignored) -> new Row(
                        row.getInt("number"),
                        new Look(
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getString("address"),
                                Result.valueOf(row.getString("result")),
                                row.getInt("status"),
                                row.getString("sha256")),
                        row.getString("chain")))
                .list();
    }

    /** Whether every row still follows from the one before, and none is missing. */
    public static boolean isWhole(List<Row> newestFirst) {
        var before = FIRST;
        int number = 0;
        for (var row : newestFirst.reversed()) {
            if (row.number() != ++number || !row.look().chain(before).equals(row.chain())) {
                return false;
            }
            before = row.chain();
        }
        return true;
    }
}
