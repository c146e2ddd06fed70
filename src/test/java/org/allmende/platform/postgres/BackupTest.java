package org.allmende.platform.postgres;

import static org.allmende.platform.postgres.Fixtures.PROGRAMS;
import static org.allmende.platform.postgres.Fixtures.SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(60)
class BackupTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** Version 1 of an invented schema with what makes tables hard to put back. */
    private static final String SCHEMA = """
            create schema cases;
            create table cases.flyway_history (installed_rank int, version text, success boolean);
            insert into cases.flyway_history values (1, '1', true);
            create type cases.state as enum ('open', 'decided');
            create table cases.office (
                tenant text primary key, name text not null, head bigint, fee numeric(10, 2), since timestamptz, days interval);
            create table cases.person (
                id bigint generated always as identity primary key,
                office text not null references cases.office,
                name text not null,
                upper_name text generated always as (upper(name)) stored,
                answers jsonb, photo bytea, towns text[], ratio double precision, state cases.state, "Odd ""name" text);
            alter table cases.office add foreign key (head) references cases.person;
            create table cases.audit (id serial primary key, act text not null, previous int references cases.audit);
            create table cases.reading (day date not null, level real) partition by range (day);
            create table cases.reading_2026 partition of cases.reading for values from ('2026-01-01') to ('2027-01-01');
            create function cases.stamp() returns trigger language plpgsql as $$
                begin
                    if tg_op <> 'INSERT' then raise exception 'append only'; end if;
                    new.act = new.act || ' (stamped)';
                    return new;
                end $$;
            create trigger stamp before insert or update or delete on cases.audit for each row execute function cases.stamp();
            create trigger keep before truncate on cases.audit execute function cases.stamp();
            alter table cases.person enable row level security;
            create policy office on cases.person using (office = current_setting('allmende.tenant', true));
            insert into cases.audit (act) values ('seeded by the migration');
            """;

    private static final String PEOPLE = """
            insert into cases.office values
                ('gladenbach', 'Bürgerbüro „Gladenbach“', null, 12.50, '2026-01-02 03:04:05.678901+01', '1 mon 2 days 03:04:05'),
                ('marburg', E'Zeile\\nzwei\\t\\\\N', null, null, 'infinity', null);
            insert into cases.person (office, name, answers, photo, towns, ratio, state, "Odd ""name")
            select 'gladenbach', 'Änne Öß ' || it, jsonb_build_object('wo', 'Mölln', 'n', it), decode('00ff0a5c', 'hex'),
                   array['Lahn, "Dill"', null, '\\.', ''], 1.0 / it, 'decided', null
              from generate_series(1, 2000) it;
            update cases.office set head = 7 where tenant = 'gladenbach';
            insert into cases.audit (act, previous) values ('decided', 1);
            create table cases.reading_2027 partition of cases.reading for values from ('2027-01-01') to ('2028-01-01');
            insert into cases.reading values ('2026-02-03', 1.8), ('2027-02-03', 2.1);
            """;

    private static final String SUMMARY = """
            select concat_ws(' | ',
                (select md5(string_agg(it::text, chr(10) order by tenant)) from cases.office it),
                (select md5(string_agg(it::text, chr(10) order by id)) from cases.person it),
                (select string_agg(act, ', ' order by id) from cases.audit),
                (select string_agg(tableoid::regclass || ' ' || level, ', ' order by day) from cases.reading),
                (select count(*) from pg_constraint where contype = 'f' and conparentid = 0),
                (select count(*) from pg_trigger where not tgisinternal and tgenabled = 'O'))
            """;

    @TempDir
    private static Path shared;

    private static EmbeddedPostgres postgres;

    @TempDir
    private Path folder;

    private Path file;
    private Path documents;

    @BeforeAll
    static void start() {
        postgres = EmbeddedPostgres.start(shared, SMALL);
    }

    @AfterAll
    static void stop() {
        postgres.stop();
    }

    @BeforeEach
    void fillTheLiveDatabase() throws Exception {
        file = folder.resolve("allmende.backup");
        documents = folder.resolve("documents");
        Files.createDirectories(documents.resolve("ab"));
        Files.write(documents.resolve("ab/abcd"), new byte[] {1, 2, 3});
        Files.createDirectory(documents.resolve(".incoming"));
        Files.writeString(documents.resolve(".incoming/half"), "being written");
        postgres.createDatabase("live");
        postgres.createDatabase("empty");
        execute("live", SCHEMA);
        execute("live", PEOPLE);
    }

    @AfterEach
    void dropDatabases() {
        postgres.dropDatabase("live");
        postgres.dropDatabase("empty");
    }

    private static DataSource owner(String database) {
        var source = new PGSimpleDataSource();
        source.setUrl(postgres.url(database));
        source.setUser(postgres.owner().user());
        source.setPassword(postgres.owner().password());
        return source;
    }

    private static void execute(String database, String sql) throws SQLException {
        execute(owner(database), sql);
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(String database, String query) throws SQLException {
        try (var connection = owner(database).getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void migrate(DataSource source, Map<String, String> versions) {
        try {
            assertThat(versions).isEqualTo(Map.of("cases", "1"));
            execute(source, SCHEMA);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Manifest backup() {
        return Backup.backup(owner("live"), documents, file, NOON);
    }

    private Manifest restore() {
        return Backup.restore(file, owner("empty"), folder.resolve("restored"), BackupTest::migrate);
    }

    @Test
    void whatWasBackedUpComesBackWhole() throws Exception {
        assertThat(backup()).hasToString("4 tables with 2006 rows, 1 documents, of 2026-03-01T12:00:00Z");
        restore();
        assertThat(ask("empty", SUMMARY)).isEqualTo(ask("live", SUMMARY));
        assertThat(folder.resolve("restored/ab/abcd")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(folder.resolve("restored/.incoming")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void workGoesOnAfterARestore() throws Exception {
        backup();
        restore();
        execute("empty", "insert into cases.person (office, name) values ('marburg', 'neu')");
        assertThat(ask("empty", "select max(id) from cases.person")).isEqualTo("2001");
        execute("empty", "insert into cases.audit (act) values ('next')");
        assertThat(ask("empty", "select act from cases.audit where id = 3")).isEqualTo("next (stamped)");
        assertThatThrownBy(() -> execute("empty", "insert into cases.person (office, name) values ('nowhere', 'x')"))
                .hasMessageContaining("foreign key");
    }

    @Test
    void whileWorkGoesOnTheBackupIsOfOneMoment() throws Exception {
        var done = new AtomicBoolean();
        var worker = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                try {
                    execute("live", """
                            with new as (insert into cases.person (office, name) values ('marburg', 'x') returning 1)
                            insert into cases.audit (act) select 'person' from new
                            """);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        try {
            for (var round = 0; round < 5; round++) {
                var rows = backup().tables().stream().map(Manifest.Table::rows).toList();
                // audit starts with two rows, person with two thousand
                assertThat(rows.get(2) - 2000).isEqualTo(rows.get(0) - 2);
            }
        } finally {
            done.set(true);
            worker.join();
        }
        assertThat(ask("live", "select count(*) > 2000 from cases.person"))
                .as("work went on")
                .isEqualTo("t");
        restore();
    }

    @Test
    void keysAndSessionsStayOutAndTheManifestSaysSo() throws Exception {
        execute(
                "live",
                "create table cases.spring_session (id text); insert into cases.spring_session values ('secret')");
        assertThat(backup().keys()).contains("not in this file").contains("folders called secrets");
        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(String::valueOf))
                    .containsExactlyInAnyOrder(
                            "tables/cases/audit.copy",
                            "tables/cases/office.copy",
                            "tables/cases/person.copy",
                            "tables/cases/reading.copy",
                            "documents/ab/abcd",
                            "manifest.json");
        }
    }

    @Test
    void aDatabaseWithTablesIsRefused() {
        backup();
        assertThatThrownBy(() -> Backup.restore(file, owner("live"), documents, BackupTest::migrate))
                .isInstanceOf(BackupFailed.class)
                .hasMessage("The database is not empty: it has 4 tables, for example cases.audit."
                        + " Restore into a new data folder or a new database; nothing was changed.");
    }

    @Test
    void aDamagedFileIsRefusedBeforeAnythingIsTouched() throws Exception {
        backup();
        var whole = Files.readAllBytes(file);
        for (var damaged : damagedVersionsOf(whole)) {
            Files.write(file, damaged);
            assertThatThrownBy(this::restore)
                    .isInstanceOf(BackupFailed.class)
                    .hasMessageContaining("is damaged or none");
        }
        assertThat(ask("empty", "select count(*) from pg_namespace where nspname = 'cases'"))
                .isEqualTo("0");
        assertThat(folder.resolve("restored")).doesNotExist();
    }

    private static List<byte[]> damagedVersionsOf(byte[] whole) {
        var damaged = new ArrayList<byte[]>();
        damaged.add(new byte[0]);
        damaged.add(Arrays.copyOf(whole, whole.length / 2));
        for (var place : List.of(200, whole.length / 4, whole.length / 2)) {
            var changed = whole.clone();
            changed[place] ^= 1;
            damaged.add(changed);
        }
        return damaged;
    }

    @Test
    void aRestoreThatFailsLeavesNoRows() {
        backup();
        assertThatThrownBy(
                        () -> Backup.restore(file, owner("empty"), folder.resolve("restored"), (source, versions) -> {
                            migrate(source, versions);
                            run(source, "alter table cases.person add check (name <> 'Änne Öß 1999')");
                        }))
                .isInstanceOf(BackupFailed.class)
                .hasMessageContaining("violates check constraint");
        assertThatThrownBy(() -> ask("empty", "select 1 / count(*) from cases.office"))
                .hasMessageContaining("division by zero");
    }

    private static void run(DataSource source, String sql) {
        try {
            execute(source, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFailedBackupLeavesTheLastOne() throws IOException {
        backup();
        var last = Files.readAllBytes(file);
        var closed = new PGSimpleDataSource();
        closed.setUrl(postgres.url("live"));
        closed.setUser(postgres.app().user());
        closed.setPassword(postgres.app().password());
        assertThatThrownBy(() -> Backup.backup(closed, documents, file, NOON))
                .isInstanceOf(BackupFailed.class)
                .hasMessageContaining("permission denied");
        assertThat(file).hasBinaryContent(last);
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aRestoreIsRehearsedOnAServerOfItsOwnThatIsGoneAfterwards() throws Exception {
        backup();
        var rehearsal = Backup.rehearse(file, folder.resolve("trial"), SMALL, BackupTest::migrate);
        assertThat(rehearsal.restored().rows()).isEqualTo(2006);
        assertThat(folder.resolve("trial")).isEmptyDirectory();
        assertThat(PROGRAMS).exists();
    }
}
