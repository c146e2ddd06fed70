package org.allmende.platform.login;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One-time links by which somebody sets their password; only the hash of what is in them is kept. */
@Component
public class Invitations {

    /** What a link is for. */
    public enum Purpose {
        /** The account of the one who runs the server; they choose its log-in, too. */
        FIRST,
        INVITATION,
        PASSWORD
    }

    /** A link that still works. */
    public record Invitation(Account account, Purpose purpose) {}

    private static final Duration VALID = Duration.ofDays(7);

    private final JdbcClient db;
    private final Accounts accounts;
    private final Clock clock;

    Invitations(JdbcClient db, Accounts accounts, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The path of a new link for seven days; earlier ones of the account stop working. */
    @Transactional
    public String invite(UUID account, Purpose purpose) {
        var secret = Secret.fresh();
        forget(account);
        db.sql("""
                insert into platform.invitation (secret_hash, account, expires, purpose)
                values (:hash, :account, :expires, :purpose)
                """)
                .param("hash", Secret.hash(secret))
                .param("account", account)
                .param("expires", now().plus(VALID))
                .param("purpose", purpose.name())
                .update();
        return "/einladung/" + secret;
    }

    public Optional<Invitation> find(String secret) {
        return db.sql("""
                select account, purpose
                  from platform.invitation
                 where secret_hash = :hash and used is null and expires > :now
                """)
                .param("hash", Secret.hash(secret))
                .param("now", now())
                .query((row, number) -> new Invitation(
                        accounts.getAccount(row.getObject("account", UUID.class)),
                        Purpose.valueOf(row.getString("purpose"))))
                .optional();
    }

    /** Uses up the link; empty when somebody was faster, or it is too late. */
    @Transactional
    public Optional<Account> accept(String secret, String login, String name, String passwordHash) {
        var used = db.sql("""
                update platform.invitation
                   set used = :now
                 where secret_hash = :hash and used is null and expires > :now
                returning account
                """)
                .param("hash", Secret.hash(secret))
                .param("now", now())
                .query(UUID.class)
                .optional();
        used.ifPresent(account -> {
            accounts.rename(account, login, name);
            accounts.setPassword(account, passwordHash);
        });
        return used.map(accounts::getAccount);
    }

    void forget(UUID account) {
        db.sql("delete from platform.invitation where account = :account")
                .param("account", account)
                .update();
    }

    @Scheduled(fixedDelayString = "PT6H")
    void forgetOld() {
        db.sql("delete from platform.invitation where expires < :now")
                .param("now", now())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
