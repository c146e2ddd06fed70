package org.allmende.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.allmende.platform.time.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which files belong to which draft or case of the current tenant. */
@Component
public class Attachments {

    private final JdbcClient db;
    private final Clock clock;

    Attachments(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public void addToDraft(UUID draft, String question, UUID file) {
        add("draft", draft, question, file);
    }

    void addToCase(UUID caseId, String question, UUID file) {
        add("case_id", caseId, question, file);
    }

    private void add(String owner, UUID id, String question, UUID file) {
        db.sql("""
                insert into cases.attachment (tenant, id, %s, question, file, added)
                values (platform.tenant(), :id, :owner, :question, :file, :added)
                """.formatted(owner))
                .param("id", Ids.next())
                .param("owner", id)
                .param("question", question)
                .param("file", file)
                .param("added", Cases.utc(clock.instant()))
                .update();
    }

    public void removeFromDraft(UUID draft, UUID file) {
        db.sql("delete from cases.attachment where tenant = platform.tenant() and draft = :draft and file = :file")
                .param("draft", draft)
                .param("file", file)
                .update();
    }

    public List<Attachment> listOfDraft(UUID draft) {
        return list("draft", draft);
    }

    public List<Attachment> listOfCase(UUID caseId) {
        return list("case_id", caseId);
    }

    private List<Attachment> list(String owner, UUID id) {
        return db.sql("""
                select *
                  from cases.attachment
                 where tenant = platform.tenant() and %s = :owner
                 order by added, id
                """.formatted(owner))
                .param("owner", id)
                .query(Attachments::toAttachment)
                .list();
    }

    private static Attachment toAttachment(ResultSet row, int number) throws SQLException {
        return new Attachment(
                row.getObject("id", UUID.class),
                row.getString("question"),
                row.getObject("file", UUID.class),
                Objects.requireNonNull(Cases.instant(row, "added")));
    }
}
