package org.allmende.platform.postgres;

import static org.allmende.platform.postgres.Fixtures.SMALL;
import static org.allmende.platform.postgres.Fixtures.ask;
import static org.allmende.platform.postgres.Fixtures.connect;
import static org.allmende.platform.postgres.Fixtures.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedPostgresAccessTest {
    @TempDir
    private static Path folder;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = EmbeddedPostgres.start(folder, SMALL);
    }

    @AfterAll
    static void stop() {
        postgres.stop();
    }

    @Test
    void theServerIsSafeSortsGermanAndHasWhatThePlatformNeeds() throws Exception {
        assertThat(ask(postgres, "show server_version")).isEqualTo(Programs.VERSION);
        assertThat(ask(postgres, "show fsync")).isEqualTo("on");
        assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
        assertThat(ask(postgres, "show data_checksums")).isEqualTo("on");
        assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(ask(postgres, "select lower('ÄÖÜ')")).isEqualTo("äöü");
        assertThat(ask(postgres, """
                        select string_agg(name, ' ' order by name collate "de-x-icu")
                          from unnest(array['Zoo', 'Öl', 'Ofen', 'Äpfel', 'Amt']) name
                        """)).isEqualTo("Amt Äpfel Ofen Öl Zoo");
        execute(postgres, "create extension pg_trgm");
        assertThat(ask(postgres, "select similarity('Ähre', 'ähre')")).isEqualTo("1");
        assertThat(ask(postgres, "select similarity('Äöü', 'Üöä')")).isNotEqualTo("1");
    }

    @Test
    void theRolesMayDoNoMoreThanTheyNeed() throws Exception {
        assertThat(ask(postgres, """
                        select string_agg(concat_ws(' ', rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb,
                                                    rolcanlogin, rolreplication, rolbypassrls), '; ' order by rolname)
                          from pg_roles where rolname like 'allmende%'
                        """))
                .isEqualTo("allmende_app f f f f t f f; allmende_owner f f f f t f f; allmende_runner f f f f t f f");
        try (var app = connect(postgres, "allmende", postgres.app());
                var statement = app.createStatement()) {
            assertThatThrownBy(() -> statement.execute("create table public.mine (id int)"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("set role allmende_runner"))
                    .hasMessageContaining("permission denied");
        }
        for (var database : List.of("postgres", "template1")) {
            assertThatThrownBy(() -> connect(postgres, database, postgres.app()))
                    .hasMessageContaining("permission denied for database");
        }
    }

    @Test
    void nobodyComesInWithoutThePassword() throws Exception {
        for (var database : List.of("allmende", "postgres", "template1")) {
            for (var user :
                    List.of("postgres", "root", "nobody", "allmende_owner", "allmende_app", "allmende_runner")) {
                assertThatThrownBy(() -> connect(postgres, database, new Credentials(user, "")))
                        .as("%s in %s", user, database)
                        .hasMessageContaining("password");
                assertThatThrownBy(() -> connect(postgres, database, new Credentials(user, "guess")))
                        .as("%s in %s", user, database)
                        .hasMessageContaining("password authentication failed");
            }
        }
        assertThat(folder.resolve("secrets/postgres"))
                .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
    }

    @Test
    void aFurtherDatabaseIsForTheSameRolesAndCanBeRemoved() throws Exception {
        postgres.createDatabase("trial");
        try (var app = connect(postgres, "trial", postgres.app())) {
            assertThat(app.isValid(1)).isTrue();
        }
        postgres.dropDatabase("trial");
        assertThatThrownBy(() -> connect(postgres, "trial", postgres.app())).hasMessageContaining("does not exist");
    }
}
