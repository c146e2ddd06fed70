package org.allmende.platform.subscription;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.allmende.platform.files.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps a stranger's inbox from being filled: within a day an address is asked once about one thing, and at most
 * {@link #OF_ONE_PERSON} times by all tenants together. Kept as hashes under the server's key, for that day.
 */
@Component
class ConfirmationLimit {

    static final int OF_ONE_PERSON = 5;
    private static final Duration DAY = Duration.ofDays(1);

    private final JdbcClient db;
    private final byte[] key;
    private final Clock clock;

    ConfirmationLimit(JdbcClient db, MasterKeys keys, Clock clock) {
        this.db = db;
        this.key = keys.signingKey("subscription limit").getEncoded();
        this.clock = clock;
    }

    /** Counts in the current transaction; false if it is too often. Two who ask at once are counted one after the other. */
    boolean admits(Address address, String tenant, Wanted wanted) {
        var thing = "%s %s %s %s".formatted(address.hash(key), tenant, wanted.kind(), wanted.topic());
        return count(Address.hash(key, thing)) == 1 && count(address.hashOfPerson(key)) <= OF_ONE_PERSON;
    }

    private int count(String hash) {
        var now = clock.instant();
        return db.sql("""
                insert into platform.confirmation_asked as known (hash, asked, expires)
                values (:hash, 1, :expires)
                on conflict (hash) do update
                   set asked   = case when known.expires <= :now then 1 else known.asked + 1 end,
                       expires = case when known.expires <= :now then excluded.expires else known.expires end
                returning asked
                """)
                .param("hash", hash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", now.plus(DAY).atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** Of all tenants. */
    void forget() {
        db.sql("delete from platform.confirmation_asked where expires <= :now")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
