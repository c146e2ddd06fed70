package org.allmende.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.allmende.platform.audit.Naming;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The cases of the current tenant. */
@Component
public class Cases implements Naming {

    private final JdbcClient db;

    Cases(JdbcClient db) {
        this.db = db;
    }

    void add(Case it, AccessCode code) {
        add(it, code.hash());
    }

    /** By what the case is opened, for another one that the same code opens. */
    String codeHash(UUID id) {
        return db.sql("select code_hash from cases.case where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    void add(Case it, String codeHash) {
        db.sql("""
                insert into cases.case (tenant, id, number, draft, office, service, version, portal, lang, title, applicant,
                                        email, code_hash, answers, answers_hash, state, submitted, due, due_reason, fee_cents)
                values (:tenant, :id, :number, :draft, :office, :service, :version, :portal, :lang, :title, :applicant,
                        :email, :codeHash, :answers::json, :answersHash, :state, :submitted, :due, :dueReason, :feeCents)
                """)
                .param("tenant", it.tenant())
                .param("id", it.id())
                .param("number", it.number().toString())
                .param("draft", it.draft())
                .param("office", it.office())
                .param("service", it.service())
                .param("version", it.version())
                .param("portal", it.portal())
                .param("lang", it.lang())
                .param("title", it.title())
                .param("applicant", it.applicant())
                .param("email", it.email())
                .param("codeHash", codeHash)
                .param("answers", it.answers())
                .param("answersHash", it.answersHash())
                .param("state", it.state().name())
                .param("submitted", utc(it.submitted()))
                .param("due", it.due())
                .param("dueReason", it.dueReason())
                .param("feeCents", it.feeCents())
                .update();
        db.sql("""
                insert into cases.search_word (tenant, word, case_id)
                select :tenant, word, :id from unnest(:words) word
                """)
                .param("tenant", it.tenant())
                .param("id", it.id())
                .param(
                        "words",
                        SearchWords.of("%s %s %s %s"
                                        .formatted(
                                                it.applicant(),
                                                it.title(),
                                                it.number(),
                                                it.number().rest()))
                                .toArray(String[]::new))
                .update();
    }

    public Optional<Case> find(UUID id) {
        return db.sql("select * from cases.case where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .query(Cases::toCase)
                .optional();
    }

    /** The numbers of these cases, as the audit log shows them. */
    @Override
    public Map<UUID, String> names(Collection<UUID> ids) {
        var numbers = new HashMap<UUID, String>();
        db.sql("select id, number from cases.case where tenant = platform.tenant() and id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, number) -> numbers.put(row.getObject("id", UUID.class), row.getString("number")))
                .list();
        return numbers;
    }

    public Optional<Case> find(CaseNumber number) {
        return db.sql("select * from cases.case where tenant = platform.tenant() and number = :number")
                .param("number", number.toString())
                .query(Cases::toCase)
                .optional();
    }

    /** The case with this number, if the code is its own. */
    public Optional<Case> find(CaseNumber number, AccessCode code) {
        return db.sql("""
                select *
                  from cases.case
                 where tenant = platform.tenant()
                   and number = :number
                   and code_hash = :codeHash
                """)
                .param("number", number.toString())
                .param("codeHash", code.hash())
                .query(Cases::toCase)
                .optional();
    }

    /** The case that this code opens, the first one if there is an objection with the same code. */
    public Optional<Case> find(AccessCode code) {
        return db.sql("""
                select *
                  from cases.case
                 where tenant = platform.tenant()
                   and code_hash = :codeHash
                 order by id
                 limit 1
                """).param("codeHash", code.hash()).query(Cases::toCase).optional();
    }

    /**
     * Cases of these offices, closed ones too, in whose applicant, title or number all words are found from their beginning.
     *
     * @param offices {@code *} stands for all of the tenant
     */
    public List<Case> listByWords(Set<String> offices, String search, int limit) {
        var words = List.copyOf(SearchWords.of(search)).stream().limit(5).toList();
        if (words.isEmpty()) {
            return List.of();
        }
        return db.sql("""
                select *
                  from cases.case it
                 where tenant = platform.tenant()
                   and (:everyOffice or office = any(:offices))
                   and (select count(*)
                          from unnest(:words) wanted
                         where exists (select
                                         from cases.search_word
                                        where tenant = it.tenant and case_id = it.id
                                          and word >= wanted and word < wanted || :last)) = :count
                   and id in (select case_id
                                from cases.search_word
                               where tenant = platform.tenant()
                                 and word >= :first and word < :first || :last)
                 order by submitted desc
                 limit :limit
                """)
                .param("everyOffice", offices.contains("*"))
                .param("offices", offices.toArray(String[]::new))
                .param("words", words.toArray(String[]::new))
                .param("count", words.size())
                .param("first", words.getFirst())
                .param("last", "\uffff")
                .param("limit", limit)
                .query(Cases::toCase)
                .list();
    }

    /**
     * Cases of a service with these offices, closed ones too, the oldest first; without those that were withdrawn or handed on to
     * somebody else.
     *
     * @param offices {@code *} stands for all of the tenant
     */
    List<Case> listStanding(Set<String> offices, String service) {
        return db.sql("""
                select *
                  from cases.case it
                 where tenant = platform.tenant()
                   and service = :service
                   and (:everyOffice or office = any(:offices))
                   and not exists (select
                                     from cases.entry
                                    where tenant = it.tenant and case_id = it.id and kind in ('WITHDRAWN', 'TRANSFERRED'))
                 order by submitted, id
                """)
                .param("service", service)
                .param("everyOffice", offices.contains("*"))
                .param("offices", offices.toArray(String[]::new))
                .query(Cases::toCase)
                .list();
    }

    Optional<Case> findByDraft(UUID draft) {
        return db.sql("select * from cases.case where tenant = platform.tenant() and draft = :draft")
                .param("draft", draft)
                .query(Cases::toCase)
                .optional();
    }

    /** The case, held against everybody else until the transaction ends. */
    Case lock(UUID id) {
        return db.sql("select * from cases.case where tenant = platform.tenant() and id = :id for update")
                .param("id", id)
                .query(Cases::toCase)
                .optional()
                .orElseThrow(CaseNotFound::new);
    }

    /** The case follows another version of its service from now on. */
    void changeVersion(UUID id, String version) {
        db.sql("""
                update cases.case
                   set version = :version, version_no = version_no + 1
                 where tenant = platform.tenant() and id = :id
                """).param("id", id).param("version", version).update();
    }

    /** The case lies with another office of its tenant, and with nobody there yet. */
    void changeOffice(UUID id, String office) {
        db.sql("""
                update cases.case
                   set office = :office, assignee = null, version_no = version_no + 1
                 where tenant = platform.tenant() and id = :id
                """).param("id", id).param("office", office).update();
    }

    /** Writes what changes in the course of a case. */
    void change(Case it) {
        db.sql("""
                update cases.case
                   set state = :state, due = :due, due_reason = :dueReason, rests_since = :restsSince,
                       assignee = :assignee, outcome = :outcome, decided = :decided, closed = :closed,
                       fee_cents = :feeCents, delete_after = :deleteAfter, version_no = version_no + 1
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", it.id())
                .param("state", it.state().name())
                .param("due", it.due())
                .param("dueReason", it.dueReason())
                .param("restsSince", utc(it.restsSince()))
                .param("assignee", it.assignee())
                .param("outcome", it.outcome())
                .param("decided", utc(it.decided()))
                .param("closed", utc(it.closed()))
                .param("feeCents", it.feeCents())
                .param("deleteAfter", it.deleteAfter())
                .update();
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static Case toCase(ResultSet row, int number) throws SQLException {
        return new Case(
                row.getString("tenant"),
                row.getObject("id", UUID.class),
                CaseNumber.parse(row.getString("number")).orElseThrow(),
                row.getObject("draft", UUID.class),
                row.getString("office"),
                row.getString("service"),
                row.getString("version"),
                row.getString("portal"),
                row.getString("lang"),
                row.getString("title"),
                row.getString("applicant"),
                row.getString("email"),
                row.getString("answers"),
                row.getString("answers_hash"),
                CaseState.valueOf(row.getString("state")),
                row.getObject("submitted", OffsetDateTime.class).toInstant(),
                row.getObject("due", LocalDate.class),
                row.getString("due_reason"),
                instant(row, "rests_since"),
                row.getObject("assignee", UUID.class),
                row.getString("outcome"),
                instant(row, "decided"),
                instant(row, "closed"),
                row.getObject("fee_cents", Integer.class),
                row.getObject("delete_after", LocalDate.class));
    }
}
