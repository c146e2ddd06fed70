package org.allmende.cases.opinion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.AccessCode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the current tenant has asked others in its cases. */
@Component
public class Opinions {

    private final JdbcClient db;
    private final Clock clock;

    Opinions(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void add(Opinion it) {
        var office = it.body() instanceof Body.OfOffice asked ? asked : null;
        var outside = it.body() instanceof Body.Outside asked ? asked : null;
        db.sql("""
                insert into cases.opinion (tenant, id, case_id, body, asked_tenant, asked_office, email, question, due, shown,
                                           files, asked, asked_by)
                values (platform.tenant(), :id, :caseId, :body, :askedTenant, :askedOffice, :email, :question, :due, :shown::json,
                        :files, :asked, :askedBy)
                """)
                .param("id", it.id())
                .param("caseId", it.caseId())
                .param("body", it.body().name())
                .param("askedTenant", office == null ? null : office.tenant())
                .param("askedOffice", office == null ? null : office.office())
                .param("email", outside == null ? null : outside.email())
                .param("question", it.question())
                .param("due", it.due())
                .param("shown", it.shown().json())
                .param("files", it.shown().files().toArray(UUID[]::new))
                .param("asked", utc(it.asked()))
                .param("askedBy", it.askedBy())
                .update();
    }

    /** The oldest first. */
    public List<Opinion> list(UUID caseId) {
        return db.sql("""
                select *
                  from cases.opinion
                 where tenant = platform.tenant() and case_id = :caseId
                 order by asked, id
                """).param("caseId", caseId).query(Opinions::toOpinion).list();
    }

    public Optional<Opinion> find(UUID id) {
        return db.sql("select * from cases.opinion where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .query(Opinions::toOpinion)
                .optional();
    }

    /** The one that somebody outside is asked for, if the code is its own. */
    public Optional<Opinion> find(UUID id, AccessCode code) {
        return db.sql("""
                select *
                  from cases.opinion
                 where tenant = platform.tenant() and id = :id and code_hash = :codeHash and withdrawn is null
                """)
                .param("id", id)
                .param("codeHash", code.hash())
                .query(Opinions::toOpinion)
                .optional();
    }

    /** From now on only this code opens it. */
    void setCode(UUID id, AccessCode code) {
        db.sql("update cases.opinion set code_hash = :codeHash where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .param("codeHash", code.hash())
                .update();
    }

    /** False when nobody awaits it any longer. */
    boolean answer(UUID id, Reply reply) {
        return db.sql("""
                update cases.opinion
                   set verdict = :verdict, text = :text, reply_files = :files, replied = :at, replied_by = :by
                 where tenant = platform.tenant() and id = :id and replied is null and withdrawn is null
                """)
                        .param("id", id)
                        .param("verdict", reply.verdict().name())
                        .param("text", reply.text())
                        .param("files", reply.files().toArray(UUID[]::new))
                        .param("at", utc(reply.at()))
                        .param("by", reply.by())
                        .update()
                == 1;
    }

    /** False when it is answered or withdrawn already. */
    boolean withdraw(UUID id) {
        return db.sql("""
                update cases.opinion
                   set withdrawn = :now
                 where tenant = platform.tenant() and id = :id and replied is null and withdrawn is null
                """).param("id", id).param("now", utc(clock.instant())).update() == 1;
    }

    /** Those whose day has passed and whom nobody has reminded yet. */
    List<Opinion> listUnreminded(LocalDate today) {
        return db.sql("""
                select *
                  from cases.opinion
                 where tenant = platform.tenant()
                   and replied is null and withdrawn is null and reminded is null and due < :today
                 order by due, id
                """).param("today", today).query(Opinions::toOpinion).list();
    }

    /** False when it was done already. */
    boolean markReminded(UUID id, LocalDate today) {
        return db.sql("""
                update cases.opinion
                   set reminded = :today
                 where tenant = platform.tenant() and id = :id and reminded is null
                """).param("id", id).param("today", today).update() == 1;
    }

    static Opinion toOpinion(ResultSet row, int number) throws SQLException {
        var email = row.getString("email");
        var name = row.getString("body");
        return new Opinion(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                email == null
                        ? new Body.OfOffice(row.getString("asked_tenant"), row.getString("asked_office"), name)
                        : new Body.Outside(name, email),
                row.getString("question"),
                row.getObject("due", LocalDate.class),
                Extract.of(row.getString("shown"), files(row, "files")),
                Objects.requireNonNull(instant(row, "asked")),
                row.getString("asked_by"),
                reply(row),
                instant(row, "withdrawn"));
    }

    static @Nullable Reply reply(ResultSet row) throws SQLException {
        var at = instant(row, "replied");
        return at == null
                ? null
                : new Reply(
                        Reply.Verdict.valueOf(row.getString("verdict")),
                        row.getString("text"),
                        List.of(files(row, "reply_files")),
                        row.getString("replied_by"),
                        at);
    }

    static UUID[] files(ResultSet row, String column) throws SQLException {
        return (UUID[]) row.getArray(column).getArray();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
