package org.allmende.platform.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.database.Tenancy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The files of a tenant.
 *
 * <p>An upload has two steps: {@link #receive} outside a transaction, since a slow line and the virus scanner must not hold
 * a connection; then {@link #add} in the transaction that refers to it. What was received and not added, for whatever
 * reason, is removed by {@link #sweep}. Other methods work in the current tenant's transaction, but for those that take a
 * tenant: these are jobs and make their own.
 */
@Component
public class Files {

    private static final Logger LOG = LoggerFactory.getLogger(Files.class);
    private static final Duration ORPHAN = Duration.ofDays(1);
    private static final int AT_ONCE = 50;

    private final FileStore store;
    private final VirusScanner scanner;
    private final HeicConverter heic;
    private final Tenancy tenancy;
    private final JdbcClient db;
    private final Clock clock;

    Files(FileStore store, VirusScanner scanner, HeicConverter heic, Tenancy tenancy, JdbcClient db, Clock clock) {
        this.store = store;
        this.scanner = scanner;
        this.heic = heic;
        this.tenancy = tenancy;
        this.db = db;
        this.clock = clock;
    }

    /**
     * Stores and checks an upload of at most {@code limit} bytes; {@link FileRefused} when we do not take it. Of a photo in
     * HEIC, a JPEG is kept, which says in its name what it was.
     */
    public Received receive(String tenant, InputStream in, String originalName, long limit) throws IOException {
        Stored stored = store.store(tenant, in, limit);
        boolean kept = false;
        try {
            Received received = received(tenant, stored, originalName);
            kept = true;
            return received;
        } catch (FileTypeRefused refused) {
            if (refused.reason() != FileTypeRefused.Reason.HEIC || !heic.isThere()) {
                throw refused;
            }
            byte[] jpeg = convert(tenant, stored).orElseThrow(() -> refused);
            return receive(tenant, new ByteArrayInputStream(jpeg), FileTypes.convertedName(originalName), limit);
        } finally {
            if (!kept) {
                store.delete(tenant, stored.id());
            }
        }
    }

    private Received received(String tenant, Stored stored, String originalName) throws IOException {
        FileType type = check(tenant, stored);
        String name = FileTypes.displayName(originalName, type);
        return new Received(tenant, name, type, scan(tenant, stored), stored);
    }

    private Optional<byte[]> convert(String tenant, Stored stored) throws IOException {
        try (var content = store.open(tenant, stored)) {
            return heic.convert(content);
        }
    }

    /**
     * Looks for malware in what is kept elsewhere than here; {@link FileInfected} when there is some. What is
     * {@link FileState#QUARANTINED} should be asked for again later: the scanner did not answer.
     */
    public FileState scan(InputStream content) throws IOException {
        FileState state = scanner.scan(content);
        if (state == FileState.INFECTED) {
            throw new FileInfected();
        }
        return state;
    }

    public StoredFile add(Received received) {
        if (!received.tenant().equals(tenancy.tenant())) {
            throw new IllegalArgumentException("Received for " + received.tenant());
        }
        return insert(received);
    }

    /** Both steps at once, for contents that are at hand already. */
    public StoredFile add(InputStream in, String originalName, long limit) throws IOException {
        return add(receive(tenancy.tenant(), in, originalName, limit));
    }

    /** Keeps what this server made itself; it is neither checked nor scanned. */
    public StoredFile addOwn(byte[] content, String name, FileType type) {
        try {
            Stored stored = store.store(tenancy.tenant(), new ByteArrayInputStream(content), content.length);
            return insert(
                    new Received(tenancy.tenant(), FileTypes.displayName(name, type), type, FileState.OWN, stored));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Optional<StoredFile> findFile(UUID id) {
        return list(List.of(id)).stream().findFirst();
    }

    /** Those of {@code ids} that this tenant has, oldest first. */
    public List<StoredFile> list(Collection<UUID> ids) {
        return db.sql("""
                select id, name, type, size, sha256, state, created
                  from platform.file
                 where id = any(:ids)
                 order by id
                """)
                .param("ids", ids.toArray(UUID[]::new))
                .query(Files::toFile)
                .list();
    }

    private Row row(UUID id) {
        return db.sql("select * from platform.file where id = :id")
                .param("id", id)
                .query(Files::toRow)
                .single();
    }

    /** The content; {@link FileNotReleased} when it must not be opened. The stream outlives the transaction. */
    public InputStream open(UUID id) {
        var row = row(id);
        if (!row.state().released()) {
            throw new FileNotReleased(row.state());
        }
        try {
            return store.open(tenancy.tenant(), row.stored());
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /**
     * Moves a file to another tenant in this transaction: an application leaves the portal for the office that decides. The
     * file keeps its id.
     */
    public StoredFile handOver(UUID id, String to) {
        String from = tenancy.tenant();
        var row = row(id);
        var file = findFile(id).orElseThrow();
        if (from.equals(to)) {
            return file;
        }
        try {
            Stored stored = store.handOver(from, to, row.stored());
            delete(id);
            return tenancy.as(to, () -> insert(new Received(to, file.name(), file.type(), file.state(), stored)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Copies a file for another tenant in this transaction, under a key of its own: an office shows another one what it needs to
     * see. {@link FileNotReleased} when it must not be opened. The copy counts as checked as the first one does.
     */
    public StoredFile copy(UUID id, String to) {
        var file = findFile(id).orElseThrow();
        try (var content = open(id)) {
            Stored stored = store.store(to, content, file.size());
            return tenancy.as(to, () -> insert(new Received(to, file.name(), file.type(), file.state(), stored)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Gives another tenant the same file in this transaction, under its own key; each can delete its own. It keeps its id, by which
     * answers name it, unless that tenant has one with this id already; gives the id.
     */
    public UUID duplicate(UUID id, String to) {
        if (tenancy.as(to, () -> findFile(id).isPresent())) {
            return copy(id, to).id();
        }
        var row = row(id);
        var file = findFile(id).orElseThrow();
        try {
            Stored stored = store.handOver(tenancy.tenant(), to, row.stored());
            tenancy.run(to, () -> insert(new Received(to, file.name(), file.type(), file.state(), stored)));
            return id;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Erases the key with the commit, and the then unreadable content after it. */
    public void delete(UUID id) {
        String tenant = tenancy.tenant();
        db.sql("delete from platform.file where id = :id").param("id", id).update();
        tenancy.afterCommit(() -> {
            try {
                store.delete(tenant, id);
            } catch (IOException leftToTheSweep) {
                LOG.warn("File {} of {} stays until the next sweep", id, tenant, leftToTheSweep);
            }
        });
    }

    /**
     * Asks the scanner about files it has not seen; gives how many it has now. Stops when it cannot be asked, and takes the
     * files in no order, so that one that it never answers for does not hold up the others.
     */
    public int rescan(String tenant) {
        if (scanner.equals(VirusScanner.NONE)) {
            return 0;
        }
        var waiting = tenancy.as(
                tenant,
                () -> db.sql("""
                select *
                  from platform.file
                 where state in ('NOT_SCANNED', 'QUARANTINED')
                 order by random()
                 limit :limit
                """).param("limit", AT_ONCE).query(Files::toRow).list());
        int scanned = 0;
        for (var file : waiting) {
            var state = rescan(tenant, file.stored());
            if (state == FileState.QUARANTINED) {
                break;
            }
            if (state != null) {
                tenancy.run(tenant, () -> setState(file.stored().id(), state));
                scanned++;
            }
        }
        return scanned;
    }

    /** Removes contents older than a day that no row refers to; gives their number. */
    public int sweep(String tenant) {
        try {
            return store.sweep(
                    tenant, clock.instant().minus(ORPHAN), ids -> tenancy.as(tenant, () -> orphans(tenant, ids)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Puts all keys under the newest master key, after which the older ones can go; gives how many it changed. */
    public int renewKeys(String tenant) {
        int renewed = 0;
        for (int last = -1; last != 0; renewed += last) {
            last = tenancy.as(tenant, () -> renewSome(tenant));
        }
        return renewed;
    }

    private StoredFile insert(Received it) {
        return db.sql("""
                insert into platform.file
                       (tenant, id, name, type, size, sha256, master_key, wrapped_key, state, created)
                values (:tenant, :id, :name, :type, :size, :sha256, :masterKey, :wrappedKey, :state, :created)
                returning id, name, type, size, sha256, state, created
                """)
                .param("tenant", it.tenant())
                .param("id", it.stored().id())
                .param("name", it.name())
                .param("type", it.type().name())
                .param("size", it.stored().size())
                .param("sha256", it.stored().sha256())
                .param("masterKey", it.stored().key().masterKey())
                .param("wrappedKey", it.stored().key().value())
                .param("state", it.state().name())
                .param("created", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Files::toFile)
                .single();
    }

    private FileType check(String tenant, Stored stored) throws IOException {
        try (var content = store.open(tenant, stored)) {
            return FileTypes.check(content);
        }
    }

    private FileState scan(String tenant, Stored stored) throws IOException {
        try (var content = store.open(tenant, stored)) {
            return scan(content);
        }
    }

    private @Nullable FileState rescan(String tenant, Stored stored) {
        try (var content = store.open(tenant, stored)) {
            return scanner.scan(content);
        } catch (IOException damagedOrDeletedMeanwhile) {
            LOG.error("File {} of {} cannot be read", stored.id(), tenant, damagedOrDeletedMeanwhile);
            return null;
        }
    }

    private void setState(UUID id, FileState state) {
        db.sql("update platform.file set state = :state where id = :id")
                .param("state", state.name())
                .param("id", id)
                .update();
    }

    /** None when the database is not set to this tenant: not to see a row is no proof that there is none. */
    private List<UUID> orphans(String tenant, List<UUID> ids) {
        return db.sql("""
                select found.id
                  from unnest(:ids) as found (id)
                 where platform.tenant() = :tenant
                   and not exists (select from platform.file where file.id = found.id)
                """)
                .param("ids", ids.toArray(UUID[]::new))
                .param("tenant", tenant)
                .query(UUID.class)
                .list();
    }

    private int renewSome(String tenant) {
        var old = db.sql("""
                select *
                  from platform.file
                 where master_key <> :current
                 limit :limit
                   for update skip locked
                """)
                .param("current", store.currentKey())
                .param("limit", 20 * AT_ONCE)
                .query(Files::toRow)
                .list();
        for (var file : old) {
            WrappedKey key = renewed(tenant, file.stored());
            db.sql("update platform.file set master_key = :masterKey, wrapped_key = :wrappedKey where id = :id")
                    .param("masterKey", key.masterKey())
                    .param("wrappedKey", key.value())
                    .param("id", file.stored().id())
                    .update();
        }
        return old.size();
    }

    private WrappedKey renewed(String tenant, Stored stored) {
        try {
            return store.renewKey(tenant, stored);
        } catch (FileDamaged damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static StoredFile toFile(ResultSet row, int number) throws SQLException {
        return new StoredFile(
                row.getObject("id", UUID.class),
                row.getString("name"),
                FileType.valueOf(row.getString("type")),
                row.getLong("size"),
                row.getString("sha256"),
                FileState.valueOf(row.getString("state")),
                row.getObject("created", OffsetDateTime.class).toInstant());
    }

    private static Row toRow(ResultSet row, int number) throws SQLException {
        return new Row(
                new Stored(
                        row.getObject("id", UUID.class),
                        row.getLong("size"),
                        row.getString("sha256"),
                        new WrappedKey(row.getString("master_key"), row.getString("wrapped_key"))),
                FileState.valueOf(row.getString("state")));
    }

    private record Row(Stored stored, FileState state) {}
}
