package org.allmende.cases.handover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.Case;
import org.allmende.cases.Entries;
import org.allmende.platform.audit.Audit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which receivers have taken over which cases of the current tenant. */
@Component
public class Receipts {

    /** The receiver's own number for a case is as long as that at most. */
    public static final int LONGEST = 100;

    private final JdbcClient db;
    private final Entries entries;
    private final Audit audit;
    private final Clock clock;

    Receipts(JdbcClient db, Entries entries, Audit audit, Clock clock) {
        this.db = db;
        this.entries = entries;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A receiver has taken a case over.
     *
     * @param name the receiver's, as it was then
     * @param reference its own number for the case; empty if it told none
     */
    public record Taken(UUID receiver, String name, String reference, Instant at) {}

    /** Notes it; again and with the same number nothing changes, with another the number is the new one. */
    public Taken add(Case it, Receiver receiver, String reference) {
        var changed = db.sql("""
                insert into cases.handover_receipt as old (tenant, case_id, receiver, name, reference, at)
                values (platform.tenant(), :case, :receiver, :name, :reference, :now)
                on conflict (tenant, case_id, receiver)
                do update set reference = :reference
                   where old.reference <> :reference
                """)
                .param("case", it.id())
                .param("receiver", receiver.id())
                .param("name", receiver.name())
                .param("reference", reference)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (changed == 1) {
            entries.addHandedOver(it.id(), receiver.name(), reference);
            audit.record("handover.taken", it.id(), Map.of("receiver", receiver.name()));
        }
        return list(it.id()).stream()
                .filter(taken -> taken.receiver().equals(receiver.id()))
                .findFirst()
                .orElseThrow();
    }

    public List<Taken> list(UUID caseId) {
        return db.sql("""
                select receiver, name, reference, at
                  from cases.handover_receipt
                 where tenant = platform.tenant() and case_id = :case
                 order by at, receiver
                """).param("case", caseId).query(Receipts::toTaken).list();
    }

    private static Taken toTaken(ResultSet row, int number) throws SQLException {
        return new Taken(
                row.getObject("receiver", UUID.class),
                row.getString("name"),
                row.getString("reference"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
