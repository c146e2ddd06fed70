package org.allmende.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.platform.time.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Staff of one tenant's offices, with log-ins. */
public record Clerk(UUID account, String login) {

    private static final String PASSWORD = "Lahn, Ohm und Perf fließen";

    /** Makes accounts that may work on all cases of the tenant. */
    public static List<Clerk> add(JdbcClient owner, String tenant, int count) {
        var hash = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(PASSWORD);
        var clerks = new ArrayList<Clerk>();
        for (int i = 0; i < count; i++) {
            var clerk = new Clerk(Ids.next(), "probe-%d.%s".formatted(i, tenant));
            owner.sql("""
                    insert into platform.account (id, login, name, password_hash, created)
                    values (:id, :login, :name, :hash, now())
                    """)
                    .param("id", clerk.account())
                    .param("login", clerk.login())
                    .param("name", "Probe " + i)
                    .param("hash", hash)
                    .update();
            owner.sql("""
                    insert into platform.assignment (tenant, id, account, office, role, since, granted_by)
                    values (:tenant, :id, :account, '*', 'CLERK', date '2026-01-01', 'bench')
                    """)
                    .param("tenant", tenant)
                    .param("id", Ids.next())
                    .param("account", clerk.account())
                    .update();
            clerks.add(clerk);
        }
        return clerks;
    }

    /** The cookies of their sessions. */
    public static List<String> logIn(int port, List<Clerk> clerks) {
        try (var wire = Wire.open(port)) {
            var sessions = new ArrayList<String>();
            for (var clerk : clerks) {
                var form = Application.encode(Map.of("name", clerk.login(), "passwort", PASSWORD));
                var answer = wire.post("/anmelden", "", form);
                if (answer.status() != 302 || answer.location().contains("fehler")) {
                    throw new IllegalStateException("%s cannot log in: %d %s"
                            .formatted(clerk.login(), answer.status(), answer.location()));
                }
                sessions.add(answer.cookie("sitzung"));
            }
            return sessions;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
