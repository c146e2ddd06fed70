package org.allmende.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.time.Ids;
import org.allmende.services.form.Answers;
import org.allmende.services.form.FileRef;
import org.allmende.services.form.FilesType;
import org.allmende.services.form.Step;
import org.allmende.services.form.Value;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The drafts begun in the current tenant's portal. */
@Component
public class Drafts {

    /** So long a draft waits for its author, counted from the last change. */
    public static final Duration KEPT = Duration.ofDays(30);

    /** Who saves nothing for longer than this has done something else meanwhile. */
    static final Duration PAUSE = Duration.ofMinutes(30);

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Clock clock;

    Drafts(JdbcClient db, Tenancy tenancy, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Begins an application; whoever has the code can go on with it. */
    public Draft begin(String service, String version, String lang, AccessCode code) {
        var now = clock.instant();
        var draft = new Draft(
                tenancy.tenant(),
                Ids.next(),
                service,
                version,
                lang,
                "{}",
                "{}",
                List.of(),
                List.of(),
                null,
                now,
                now,
                expiry(),
                null,
                null);
        db.sql("""
                insert into cases.draft (tenant, id, service, version, lang, code_hash, created, changed, expires, worked)
                values (:tenant, :id, :service, :version, :lang, :codeHash, :now, :now, :expires, 0)
                """)
                .param("tenant", draft.tenant())
                .param("id", draft.id())
                .param("service", service)
                .param("version", version)
                .param("lang", lang)
                .param("codeHash", code.hash())
                .param("now", Cases.utc(now))
                .param("expires", draft.expires())
                .update();
        return draft;
    }

    /** The draft with this id, if the code is its own. */
    public Optional<Draft> find(UUID id, AccessCode code) {
        return db.sql("""
                select *
                  from cases.draft
                 where tenant = platform.tenant()
                   and id = :id
                   and code_hash = :codeHash
                """)
                .param("id", id)
                .param("codeHash", code.hash())
                .query(Drafts::toDraft)
                .optional();
    }

    /** The draft that this code opens, on another device. */
    public Optional<Draft> find(AccessCode code) {
        return db.sql("select * from cases.draft where tenant = platform.tenant() and code_hash = :codeHash")
                .param("codeHash", code.hash())
                .query(Drafts::toDraft)
                .optional();
    }

    Optional<Draft> lock(UUID id, AccessCode code) {
        return db.sql("""
                select *
                  from cases.draft
                 where tenant = platform.tenant()
                   and id = :id
                   and code_hash = :codeHash
                   for no key update
                """)
                .param("id", id)
                .param("codeHash", code.hash())
                .query(Drafts::toDraft)
                .optional();
    }

    /** Puts answers of an earlier application into a draft that has none yet. */
    Draft take(Draft draft, Answers answers, Taken taken) {
        keep(draft.id(), answers, Unfinished.NONE);
        setTaken(draft.id(), taken);
        return draft.with(answers, taken);
    }

    /** Takes all answers of the earlier application out again that nobody has confirmed. */
    public void giveBack(UUID id) {
        var draft = lock(id);
        var taken = draft.taken();
        if (taken != null) {
            keep(
                    id,
                    Answers.parse(draft.answers()).only(path -> !taken.paths().contains(path)),
                    Unfinished.parse(draft.unfinished()));
            setTaken(id, null);
        }
    }

    private void setTaken(UUID id, @Nullable Taken taken) {
        db.sql("update cases.draft set taken = :taken::json where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .param("taken", Taken.json(taken))
                .update();
    }

    /** Keeps the answers of a step; what another window or device has answered since {@code read} stays. */
    public void keep(Draft read, Step step, Answers given) {
        var id = read.id();
        var draft = lock(id);
        keep(
                id,
                merged(read, draft, step, given),
                Unfinished.parse(draft.unfinished()).without(step),
                List.of(step));
        if (draft.taken() != null && draft.taken().isIn(step)) {
            setTaken(id, draft.taken().without(step));
        }
    }

    /** Keeps what was typed into a step that is not accepted yet, beside the answers that it has. */
    public void keepUnfinished(Draft read, Step step, Answers given, Map<String, List<String>> typed) {
        var id = read.id();
        var draft = lock(id);
        keep(
                id,
                merged(read, draft, step, given),
                Unfinished.parse(draft.unfinished()).with(step, typed));
    }

    /** Adds a file to a question that asks for some, unless {@code refused} says no to all files that it would have then. */
    public boolean addFile(UUID id, String question, FileRef file, Predicate<List<FileRef>> refused) {
        var draft = lock(id);
        var answers = Answers.parse(draft.answers());
        var files = new ArrayList<>(files(answers, question));
        files.add(file);
        if (draft.isSent() || refused.test(files)) {
            return false;
        }
        keep(id, answers.with(question, new Value.Files(files)), Unfinished.parse(draft.unfinished()));
        return true;
    }

    private static Answers merged(Draft read, Draft draft, Step step, Answers given) {
        var before = Answers.parse(read.answers());
        var answers = Answers.parse(draft.answers());
        for (var question : step.questions()) {
            var path = question.path();
            var value = question.type() instanceof FilesType
                    ? mergedFiles(files(before, path), files(answers, path), files(given, path))
                    : given.find(path);
            answers = value.isPresent() ? answers.with(path, value.get()) : answers.without(path);
        }
        return answers;
    }

    /** A file comes and goes by itself, while the page on which it is asked for is open: what a page did not know of stays. */
    private static Optional<Value> mergedFiles(List<FileRef> before, List<FileRef> now, List<FileRef> given) {
        var files = new ArrayList<>(given);
        files.removeIf(file -> before.contains(file) && !now.contains(file));
        now.stream()
                .filter(file -> !before.contains(file) && !given.contains(file))
                .forEach(files::add);
        return files.isEmpty() ? Optional.empty() : Optional.of(new Value.Files(files));
    }

    private static List<FileRef> files(Answers answers, String question) {
        return answers.find(question).orElse(null) instanceof Value.Files kept ? kept.files() : List.of();
    }

    Draft lock(UUID id) {
        return db.sql("""
                select *
                  from cases.draft
                 where tenant = platform.tenant() and id = :id
                   for no key update
                """).param("id", id).query(Drafts::toDraft).single();
    }

    /** Keeps what has been answered so far. */
    public void keep(UUID id, Answers answers, Unfinished unfinished) {
        keep(id, answers, unfinished, List.of());
    }

    /** As {@link #keep(UUID, Answers, Unfinished)}, after these steps have been accepted. */
    public void keep(UUID id, Answers answers, Unfinished unfinished, List<Step> accepted) {
        db.sql("""
                update cases.draft
                   set answers = :answers::json, unfinished = :unfinished::json, changed = :now, expires = :expires,
                       worked = worked + case when :now - changed between interval '0' and :pause * interval '1 second'
                                              then extract(epoch from :now - changed)::int else 0 end,
                       done = done || array(select step
                                              from unnest(:accepted) with ordinality as given (step, place)
                                             where step <> all (done)
                                             order by place)
                 where tenant = platform.tenant() and id = :id and sent_as is null
                """)
                .param("id", id)
                .param("pause", PAUSE.toSeconds())
                .param("accepted", accepted.stream().map(Step::id).toArray(String[]::new))
                .param("answers", answers.json())
                .param("unfinished", unfinished.json())
                .param("now", Cases.utc(clock.instant()))
                .param("expires", expiry())
                .update();
    }

    /** Keeps a locked draft under the version of its form that it has now. Its days go on: nobody has written anything. */
    void keepMoved(Draft moved) {
        db.sql("""
                update cases.draft
                   set version = :version, answers = :answers::json, unfinished = :unfinished::json,
                       moves = :moves::json, aside = :aside::json
                 where tenant = platform.tenant() and id = :id and sent_as is null
                """)
                .param("id", moved.id())
                .param("version", moved.version())
                .param("answers", moved.answers())
                .param("unfinished", moved.unfinished())
                .param("moves", Move.json(moved.moves()))
                .param("aside", Aside.json(moved.aside()))
                .update();
    }

    /** Another code opens the draft from now on; false if it is sent. */
    boolean changeCode(UUID id, AccessCode code) {
        return db.sql("""
                update cases.draft
                   set code_hash = :codeHash
                 where tenant = platform.tenant() and id = :id and sent_as is null
                """).param("id", id).param("codeHash", code.hash()).update() == 1;
    }

    /** Notes, for the figures, that its author has seen the page on which everything can be checked. */
    public void markChecked(UUID id) {
        db.sql("update cases.draft set checked = true where tenant = platform.tenant() and id = :id and not checked")
                .param("id", id)
                .update();
    }

    /** Notes, for the figures, that its author has been told how to go on later. */
    public void markSaved(UUID id) {
        db.sql("update cases.draft set saved = true where tenant = platform.tenant() and id = :id and not saved")
                .param("id", id)
                .update();
    }

    /** Empties the draft and remembers where it went. */
    void markSent(UUID id, String tenant, CaseNumber number) {
        db.sql("""
                update cases.draft
                   set answers = '{}', unfinished = '{}', aside = '[]', taken = null, sent_to = :tenant, sent_as = :number,
                       changed = :now,
                       worked = worked + case when :now - changed between interval '0' and :pause * interval '1 second'
                                              then extract(epoch from :now - changed)::int else 0 end
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", id)
                .param("tenant", tenant)
                .param("number", number.toString())
                .param("pause", PAUSE.toSeconds())
                .param("now", Cases.utc(clock.instant()))
                .update();
    }

    private LocalDate expiry() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC)).plusDays(KEPT.toDays());
    }

    private static Draft toDraft(ResultSet row, int number) throws SQLException {
        return new Draft(
                row.getString("tenant"),
                row.getObject("id", UUID.class),
                row.getString("service"),
                row.getString("version"),
                row.getString("lang"),
                row.getString("answers"),
                row.getString("unfinished"),
                Move.parse(row.getString("moves")),
                Aside.parse(row.getString("aside")),
                Taken.parse(row.getString("taken")),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                row.getObject("changed", OffsetDateTime.class).toInstant(),
                row.getObject("expires", LocalDate.class),
                row.getString("sent_to"),
                row.getString("sent_as"));
    }
}
