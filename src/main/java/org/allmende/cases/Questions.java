package org.allmende.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.time.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Questions to citizens in the current tenant's cases. */
@Component
public class Questions {

    private final JdbcClient db;

    Questions(JdbcClient db) {
        this.db = db;
    }

    UUID add(UUID caseId, String text, LocalDate due, Instant asked, String askedBy) {
        var id = Ids.next();
        db.sql("""
                insert into cases.question (tenant, id, case_id, text, due, asked, asked_by)
                values (platform.tenant(), :id, :caseId, :text, :due, :asked, :askedBy)
                """)
                .param("id", id)
                .param("caseId", caseId)
                .param("text", text)
                .param("due", due)
                .param("asked", Cases.utc(asked))
                .param("askedBy", askedBy)
                .update();
        return id;
    }

    void answer(UUID id, String answer, Instant answered) {
        db.sql("""
                update cases.question
                   set answer = :answer, answered = :answered
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", id)
                .param("answer", answer)
                .param("answered", Cases.utc(answered))
                .update();
    }

    /** Forgets a question that nobody has answered. */
    void withdraw(UUID id) {
        db.sql("delete from cases.question where tenant = platform.tenant() and id = :id and answered is null")
                .param("id", id)
                .update();
    }

    public List<Question> list(UUID caseId) {
        return db.sql("""
                select *
                  from cases.question
                 where tenant = platform.tenant() and case_id = :caseId
                 order by asked, id
                """)
                .param("caseId", caseId)
                .query((row, number) -> new Question(
                        row.getObject("id", UUID.class),
                        row.getObject("case_id", UUID.class),
                        row.getString("text"),
                        row.getObject("due", LocalDate.class),
                        Objects.requireNonNull(Cases.instant(row, "asked")),
                        row.getString("asked_by"),
                        row.getString("answer"),
                        Cases.instant(row, "answered")))
                .list();
    }

    /** The question that waits for an answer; there is one at a time. */
    public Optional<Question> findOpen(UUID caseId) {
        return list(caseId).stream().filter(Question::isOpen).findFirst();
    }
}
