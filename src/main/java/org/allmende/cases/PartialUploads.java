package org.allmende.cases;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.FileStore;
import org.allmende.platform.files.Stored;
import org.allmende.platform.files.WrappedKey;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.time.Ids;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Files of drafts that come in parts. A part is an encrypted content of the file store; the row that names it holds its key.
 *
 * <p>Nothing here outlives {@link #KEPT}: the file store removes contents without a file's row after a day, so a part that
 * was forgotten by whatever accident is removed there. Methods with a draft make transactions of their own.
 */
@Component
public class PartialUploads {

    /** So long an upload that nobody finishes is kept; never longer than the file store keeps contents without a row. */
    static final Duration KEPT = Duration.ofHours(23);

    /** So many files may be on their way at once in one draft. */
    public static final int MOST = 10;

    /** More parts than this have no reason: browsers send a quarter of a megabyte at a time. */
    private static final int MOST_PARTS = 400;

    /** Whoever has not gone on for so long makes room for another one. */
    private static final Duration IDLE = Duration.ofMinutes(30);

    private final Tenancy tenancy;
    private final JdbcClient db;
    private final Drafts drafts;
    private final FileStore store;
    private final Clock clock;

    PartialUploads(Tenancy tenancy, JdbcClient db, Drafts drafts, FileStore store, Clock clock) {
        this.tenancy = tenancy;
        this.db = db;
        this.drafts = drafts;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Begins an upload, or finds the unfinished one of the same file, known by its fingerprint if that is not empty; nothing
     * when too many are on their way.
     */
    public Optional<PartialUpload> begin(Draft draft, String question, String name, String fingerprint, long length) {
        var dropped = tenancy.as(draft.tenant(), () -> {
            drafts.lock(draft.id());
            return dropIdle(draft);
        });
        erase(draft.tenant(), dropped);
        return tenancy.as(draft.tenant(), () -> {
            drafts.lock(draft.id());
            return known(draft, question, fingerprint, length)
                    .or(() -> add(draft, question, name, fingerprint, length));
        });
    }

    private Optional<PartialUpload> known(Draft draft, String question, String fingerprint, long length) {
        return db.sql("""
                select *
                  from cases.upload
                 where tenant = platform.tenant() and draft = :draft and question = :question
                   and fingerprint = :fingerprint and fingerprint <> '' and length = :length
                   and file is null and expires > :now
                 limit 1
                """)
                .param("draft", draft.id())
                .param("question", question)
                .param("fingerprint", fingerprint)
                .param("length", length)
                .param("now", Cases.utc(clock.instant()))
                .query(PartialUploads::toUpload)
                .optional();
    }

    private Optional<PartialUpload> add(Draft draft, String question, String name, String fingerprint, long length) {
        return db.sql("""
                insert into cases.upload (tenant, id, draft, question, name, fingerprint, length, touched, expires)
                select platform.tenant(), :id, :draft, :question, :name, :fingerprint, :length, :now, :expires
                 where (select count(*)
                          from cases.upload
                         where tenant = platform.tenant() and draft = :draft and file is null) < :most
                returning *
                """)
                .param("id", Ids.next())
                .param("draft", draft.id())
                .param("question", question)
                .param("name", name)
                .param("fingerprint", fingerprint)
                .param("length", length)
                .param("now", Cases.utc(clock.instant()))
                .param("expires", Cases.utc(clock.instant().plus(KEPT)))
                .param("most", MOST)
                .query(PartialUploads::toUpload)
                .optional();
    }

    /** With all places taken, those that nobody goes on with; gives their contents. */
    private List<UUID> dropIdle(Draft draft) {
        var idle = db.sql("""
                select id
                  from cases.upload
                 where tenant = platform.tenant() and draft = :draft and file is null and touched < :idle
                   and (select count(*)
                          from cases.upload
                         where tenant = platform.tenant() and draft = :draft and file is null) >= :most
                """)
                .param("draft", draft.id())
                .param("idle", Cases.utc(clock.instant().minus(IDLE)))
                .param("most", MOST)
                .query(UUID.class)
                .list();
        return idle.stream().flatMap(id -> drop(id).stream()).toList();
    }

    /** An upload of this draft, unless its time is over. */
    public Optional<PartialUpload> find(Draft draft, String question, UUID id) {
        return tenancy.as(
                draft.tenant(),
                () -> db.sql("""
                select *
                  from cases.upload
                 where tenant = platform.tenant() and draft = :draft and question = :question and id = :id
                   and expires > :now
                """)
                        .param("draft", draft.id())
                        .param("question", question)
                        .param("id", id)
                        .param("now", Cases.utc(clock.instant()))
                        .query(PartialUploads::toUpload)
                        .optional());
    }

    /** Adds a part that is not the last; false when another one has come there first or there are too many, and the part is gone. */
    public boolean append(Draft draft, PartialUpload upload, Stored part) {
        boolean added = tenancy.as(draft.tenant(), () -> {
            if (!isStillAt(upload) || countParts(upload.id()) >= MOST_PARTS) {
                return false;
            }
            db.sql("""
                    insert into cases.upload_part
                           (tenant, upload, start, content, size, sha256, master_key, wrapped_key)
                    values (platform.tenant(), :upload, :start, :content, :size, :sha256, :masterKey, :wrappedKey)
                    """)
                    .param("upload", upload.id())
                    .param("start", upload.received())
                    .param("content", part.id())
                    .param("size", part.size())
                    .param("sha256", part.sha256())
                    .param("masterKey", part.key().masterKey())
                    .param("wrappedKey", part.key().value())
                    .update();
            db.sql("""
                    update cases.upload
                       set received = received + :size, touched = :now
                     where tenant = platform.tenant() and id = :id
                    """)
                    .param("id", upload.id())
                    .param("size", part.size())
                    .param("now", Cases.utc(clock.instant()))
                    .update();
            return true;
        });
        if (!added) {
            erase(draft.tenant(), List.of(part.id()));
        }
        return added;
    }

    /** Locks the upload, in the current transaction; false when it is not any more as the caller has seen it. */
    public boolean isStillAt(PartialUpload upload) {
        return db.sql("""
                select received = :received and file is null
                  from cases.upload
                 where tenant = platform.tenant() and id = :id
                   for update
                """)
                .param("id", upload.id())
                .param("received", upload.received())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private long countParts(UUID upload) {
        return db.sql("select count(*) from cases.upload_part where tenant = platform.tenant() and upload = :upload")
                .param("upload", upload)
                .query(Long.class)
                .single();
    }

    /** Notes, in the current transaction, what the upload has become; gives the contents that nobody needs any more. */
    public List<UUID> finish(PartialUpload upload, UUID file) {
        db.sql("""
                update cases.upload
                   set received = length, file = :file, name = '', fingerprint = ''
                 where tenant = platform.tenant() and id = :id
                """).param("id", upload.id()).param("file", file).update();
        return db.sql("""
                delete from cases.upload_part where tenant = platform.tenant() and upload = :upload returning content
                """).param("upload", upload.id()).query(UUID.class).list();
    }

    /** What is here so far, and then the last part; contents are opened one after the other. */
    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing else
    public InputStream join(Draft draft, PartialUpload upload, Stored last) {
        var parts = tenancy.as(
                draft.tenant(),
                () -> db.sql("""
                select *
                  from cases.upload_part
                 where tenant = platform.tenant() and upload = :upload
                 order by start
                """)
                        .param("upload", upload.id())
                        .query(PartialUploads::toStored)
                        .list());
        var all = Stream.concat(parts.stream(), Stream.of(last)).iterator();
        return new SequenceInputStream(new Enumeration<InputStream>() {
            @Override
            public boolean hasMoreElements() {
                return all.hasNext();
            }

            @Override
            public InputStream nextElement() {
                try {
                    return store.open(draft.tenant(), all.next());
                } catch (IOException damaged) {
                    throw new UncheckedIOException(damaged);
                }
            }
        });
    }

    public void delete(Draft draft, PartialUpload upload) {
        erase(draft.tenant(), tenancy.as(draft.tenant(), () -> drop(upload.id())));
    }

    /** Removes contents that no row names any more. */
    public void erase(String tenant, List<UUID> contents) {
        for (var content : contents) {
            try {
                store.delete(tenant, content);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** Removes the tenant's uploads whose time is over; gives their number. */
    int sweep(String tenant) {
        var over = tenancy.as(
                tenant,
                () -> db.sql("select id from cases.upload where tenant = platform.tenant() and expires < :now")
                        .param("now", Cases.utc(clock.instant()))
                        .query(UUID.class)
                        .list());
        over.forEach(id -> erase(tenant, tenancy.as(tenant, () -> drop(id))));
        return over.size();
    }

    private List<UUID> drop(UUID id) {
        var contents = db.sql("""
                delete from cases.upload_part where tenant = platform.tenant() and upload = :id returning content
                """).param("id", id).query(UUID.class).list();
        db.sql("delete from cases.upload where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .update();
        return contents;
    }

    private static PartialUpload toUpload(ResultSet row, int number) throws SQLException {
        return new PartialUpload(
                row.getObject("id", UUID.class),
                row.getString("question"),
                row.getString("name"),
                row.getLong("length"),
                row.getLong("received"),
                row.getObject("file", UUID.class),
                row.getObject("expires", OffsetDateTime.class).toInstant());
    }

    private static Stored toStored(ResultSet row, int number) throws SQLException {
        return new Stored(
                row.getObject("content", UUID.class),
                row.getLong("size"),
                row.getString("sha256"),
                new WrappedKey(row.getString("master_key"), row.getString("wrapped_key")));
    }

    /** When it is done: every hour, by whichever instance comes first. */
    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    static class Due {

        @Bean
        DueWork deleteUploads(PartialUploads uploads) {
            return DueWork.of(
                    "upload deletion",
                    Duration.ofHours(1),
                    "select distinct tenant from cases.upload where expires < now()",
                    uploads::sweep);
        }
    }
}
