package org.allmende.services;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Processes that are being changed, of the current tenant. Whoever calls has checked the permission. */
@Component
public class ProcessDrafts {

    /** So many states of a draft can be brought back. */
    static final int KEPT = 50;

    private final JdbcClient db;
    private final Clock clock;

    ProcessDrafts(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    enum State {
        DRAFT,
        PUBLISHED,
        DISCARDED
    }

    /**
     * One state that somebody kept.
     *
     * @param revision counts the states of a service's process, across drafts
     * @param base the published version from which the draft began
     */
    public record Draft(String service, int revision, Version base, String bpmn, UUID author, Instant at) {}

    /** The draft as it was kept last, if one is open. */
    public Optional<Draft> find(String service) {
        return list(service).stream().findFirst();
    }

    /** The states of the open draft, the last one first. */
    public List<Draft> list(String service) {
        return db.sql("""
                        select *
                          from services.process_draft draft
                         where tenant = platform.tenant()
                           and package = :package
                           and revision > coalesce((select max(revision)
                                                      from services.process_draft closed
                                                     where closed.tenant = platform.tenant()
                                                       and closed.package = :package
                                                       and closed.state <> 'DRAFT'), 0)
                         order by revision desc
                        """)
                .param("package", service)
                .query(ProcessDrafts::toDraft)
                .list();
    }

    /** Names of the services whose process is being changed. */
    public List<String> listOpen() {
        return db.sql("""
                        select package
                          from (select distinct on (package) package, state
                                  from services.process_draft
                                 where tenant = platform.tenant()
                                 order by package, revision desc) last
                         where state = 'DRAFT'
                         order by package
                        """).query(String.class).list();
    }

    /** The number of the last state of a service's process, 0 when it was never changed. */
    public int revision(String service) {
        return db.sql("""
                        select coalesce(max(revision), 0)
                          from services.process_draft
                         where tenant = platform.tenant() and package = :package
                        """).param("package", service).query(Integer.class).single();
    }

    /**
     * Keeps what was changed.
     *
     * @param revision the state that was changed
     * @return false when somebody else has kept another state since
     */
    public boolean keep(String service, Version base, String bpmn, int revision, UUID author) {
        boolean kept = add(service, base, bpmn, State.DRAFT, revision, author);
        if (kept) {
            db.sql("""
                    delete from services.process_draft
                     where tenant = platform.tenant() and package = :package and revision <= :oldest
                    """)
                    .param("package", service)
                    .param("oldest", revision + 1 - KEPT)
                    .update();
        }
        return kept;
    }

    /** Ends the draft; the next change begins from what is published then. */
    boolean close(Draft draft, State state, UUID author) {
        return add(draft.service(), draft.base(), draft.bpmn(), state, draft.revision(), author);
    }

    /** @return false when somebody else has changed it since */
    public boolean discard(Draft draft, UUID author) {
        return close(draft, State.DISCARDED, author);
    }

    /** Of two who add the same number the key lets in one. */
    private boolean add(String service, Version base, String bpmn, State state, int revision, UUID author) {
        return db.sql("""
                        insert into services.process_draft (tenant, package, revision, base, bpmn, state, author, at)
                        select platform.tenant(), :package, :revision + 1, :base, :bpmn, :state, :author, :now
                         where (select coalesce(max(revision), 0)
                                  from services.process_draft
                                 where tenant = platform.tenant() and package = :package) = :revision
                        on conflict do nothing
                        """)
                        .param("package", service)
                        .param("revision", revision)
                        .param("base", base.toString())
                        .param("bpmn", bpmn)
                        .param("state", state.name())
                        .param("author", author)
                        .param("now", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                        .update()
                == 1;
    }

    private static Draft toDraft(ResultSet row, int number) throws SQLException {
        return new Draft(
                row.getString("package"),
                row.getInt("revision"),
                Version.parse(row.getString("base")),
                row.getString("bpmn"),
                Objects.requireNonNull(row.getObject("author", UUID.class)),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
