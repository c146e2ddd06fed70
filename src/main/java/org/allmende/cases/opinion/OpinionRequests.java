package org.allmende.cases.opinion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.files.Files;
import org.allmende.platform.login.Staff;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the current tenant's offices are asked by others. */
@Component
public class OpinionRequests {

    private final JdbcClient db;
    private final Files files;

    OpinionRequests(JdbcClient db, Files files) {
        this.db = db;
        this.files = files;
    }

    void add(OpinionRequest it) {
        db.sql("""
                insert into cases.opinion_request (tenant, id, office, asking_tenant, sender, number, title, question, due, shown,
                                                   files, asked, asked_by)
                values (platform.tenant(), :id, :office, :askingTenant, :sender, :number, :title, :question, :due, :shown::json,
                        :files, :asked, :askedBy)
                """)
                .param("id", it.id())
                .param("office", it.office())
                .param("askingTenant", it.askingTenant())
                .param("sender", it.sender())
                .param("number", it.number())
                .param("title", it.title())
                .param("question", it.question())
                .param("due", it.due())
                .param("shown", it.shown().json())
                .param("files", it.shown().files().toArray(UUID[]::new))
                .param("asked", Opinions.utc(it.asked()))
                .param("askedBy", it.askedBy())
                .update();
    }

    /** What somebody's offices are asked: what waits for an answer first, by its day, then the newest answers. */
    public List<OpinionRequest> list(Staff staff, int limit) {
        return db.sql("""
                select *
                  from cases.opinion_request
                 where tenant = platform.tenant()
                   and (:everyOffice or office = any (:offices))
                 order by replied desc nulls first, due, id
                 limit :limit
                """)
                .param("everyOffice", staff.offices().contains("*"))
                .param("offices", staff.offices().toArray(String[]::new))
                .param("limit", limit)
                .query(OpinionRequests::toRequest)
                .list();
    }

    public Optional<OpinionRequest> find(Staff staff, UUID id) {
        return find(id).filter(it -> staff.worksIn(it.office()));
    }

    private Optional<OpinionRequest> find(UUID id) {
        return db.sql("select * from cases.opinion_request where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .query(OpinionRequests::toRequest)
                .optional();
    }

    /** Keeps what the office has said; what it was shown is needed no longer and goes. */
    void answer(UUID id, Reply reply) {
        find(id).ifPresent(it -> it.shown().files().forEach(files::delete));
        db.sql("""
                update cases.opinion_request
                   set verdict = :verdict, text = :text, replied = :at, replied_by = :by, shown = '[]', files = '{}'
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", id)
                .param("verdict", reply.verdict().name())
                .param("text", reply.text())
                .param("at", Opinions.utc(reply.at()))
                .param("by", reply.by())
                .update();
    }

    /** Leaves nothing of it. */
    void remove(UUID id) {
        find(id).ifPresent(it -> it.shown().files().forEach(files::delete));
        db.sql("delete from cases.opinion_request where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .update();
    }

    private static OpinionRequest toRequest(ResultSet row, int number) throws SQLException {
        return new OpinionRequest(
                row.getObject("id", UUID.class),
                row.getString("office"),
                row.getString("asking_tenant"),
                row.getString("sender"),
                row.getString("number"),
                row.getString("title"),
                row.getString("question"),
                row.getObject("due", LocalDate.class),
                Extract.of(row.getString("shown"), Opinions.files(row, "files")),
                Objects.requireNonNull(Opinions.instant(row, "asked")),
                row.getString("asked_by"),
                Opinions.reply(row));
    }
}
