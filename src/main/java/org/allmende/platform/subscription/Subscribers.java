package org.allmende.platform.subscription;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.subscription.Subscription.State;
import org.allmende.platform.time.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who wants to hear of what, of the current tenant. A module that has something to tell does so in the transaction in which
 * it writes down that it has told it: then each subscriber gets it once, whenever the server dies (docs/adr/0044-subscribers.md).
 */
@Component
public class Subscribers {

    /** So long a link for confirmation holds. */
    public static final Duration CONFIRMABLE = Duration.ofDays(2);

    /** Whoever still wants it afterwards asks anew: nobody's address is kept for ever. */
    private static final Duration LASTS = Duration.ofDays(2 * 365);

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final AddressSafe safe;
    private final ConfirmationLimit limit;
    private final SubscriptionLetters letters;
    private final Clock clock;

    Subscribers(
            JdbcClient db,
            Tenancy tenancy,
            AddressSafe safe,
            ConfirmationLimit limit,
            SubscriptionLetters letters,
            Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.safe = safe;
        this.limit = limit;
        this.letters = letters;
        this.clock = clock;
    }

    /** As it is stored, with what opens it. */
    private record Locked(Subscription it, String key, String address) {}

    /**
     * Asks the address whether it wants that, or tells it that it is on the list already; at most once a day, and nothing
     * beyond a few of them. Whoever asks here learns nothing of it.
     *
     * @throws IllegalArgumentException if no letter can go to the address
     */
    public void ask(Wanted wanted, String email, String lang) {
        var address = Address.of(email);
        if (!limit.admits(address, tenancy.tenant(), wanted)) {
            return;
        }
        var hash = address.hash(safe.tenantKey());
        var known = db.sql("""
                select *
                  from platform.subscription
                 where tenant = :tenant and kind = :kind and topic = :topic and address_hash = :hash
                """)
                .param("tenant", tenancy.tenant())
                .param("kind", wanted.kind())
                .param("topic", wanted.topic())
                .param("hash", hash)
                .query(Subscribers::toLocked)
                .optional();
        if (known.isEmpty()) {
            var key = AddressSafe.fresh();
            var id = Ids.next();
            insert(
                    new Subscription(id, wanted, lang, State.PENDING, now(), now().plus(CONFIRMABLE)),
                    hash,
                    key,
                    address);
            letters.confirm(find(id).orElseThrow().it(), address, Address.token(key));
            return;
        }
        var it = known.get();
        var key = safe.open(it.key(), it.it().id());
        // as it was typed first: another spelling could be another's box at some mail servers
        var reader = AddressSafe.decrypt(it.address(), key);
        if (it.it().state() == State.ACTIVE) {
            letters.already(it.it(), reader, Address.token(key));
        } else {
            prolong(it.it().id(), wanted, lang);
            letters.confirm(find(it.it().id()).orElseThrow().it(), reader, Address.token(key));
        }
    }

    private void insert(Subscription it, String hash, byte[] key, Address address) {
        db.sql("""
                insert into platform.subscription (tenant, id, kind, topic, title, path, lang, state, address_hash, locked_key,
                                                   address, since, expires)
                values (:tenant, :id, :kind, :topic, :title, :path, :lang, :state, :hash, :key, :address, :since, :expires)
                """)
                .param("tenant", tenancy.tenant())
                .param("id", it.id())
                .param("kind", it.wanted().kind())
                .param("topic", it.wanted().topic())
                .param("title", it.wanted().title())
                .param("path", it.wanted().path())
                .param("lang", it.lang())
                .param("state", it.state().name())
                .param("hash", hash)
                .param("key", safe.lock(key, it.id()))
                .param("address", AddressSafe.encrypt(address, key))
                .param("since", at(it.since()))
                .param("expires", at(it.expires()))
                .update();
    }

    private void prolong(UUID id, Wanted wanted, String lang) {
        db.sql("""
                update platform.subscription
                   set title = :title, path = :path, lang = :lang, expires = :expires
                 where tenant = :tenant and id = :id and state = 'PENDING'
                """)
                .param("title", wanted.title())
                .param("path", wanted.path())
                .param("lang", lang)
                .param("expires", at(now().plus(CONFIRMABLE)))
                .param("tenant", tenancy.tenant())
                .param("id", id)
                .update();
    }

    /** The one that a link opens; nothing if there is none any more, or the token is another's. */
    public Optional<Subscription> find(UUID id, String token) {
        return find(id).filter(locked -> MessageDigest.isEqual(
                        Address.token(safe.open(locked.key(), id)).getBytes(StandardCharsets.US_ASCII),
                        token.getBytes(StandardCharsets.UTF_8)))
                .map(Locked::it)
                .filter(it -> it.expires().isAfter(now()));
    }

    private Optional<Locked> find(UUID id) {
        return db.sql("select * from platform.subscription where tenant = :tenant and id = :id")
                .param("tenant", tenancy.tenant())
                .param("id", id)
                .query(Subscribers::toLocked)
                .optional();
    }

    /** Whoever reads the address wants it; once is enough. */
    public void confirm(Subscription it) {
        db.sql("""
                update platform.subscription
                   set state = 'ACTIVE', since = :now, expires = :expires
                 where tenant = :tenant and id = :id and state = 'PENDING'
                """)
                .param("now", at(now()))
                .param("expires", at(now().plus(LASTS)))
                .param("tenant", tenancy.tenant())
                .param("id", it.id())
                .update();
    }

    /** Forgets it, and what would still go out because of it. */
    public void end(Subscription it) {
        find(it.id()).ifPresent(locked -> {
            letters.forget(it, Address.token(safe.open(locked.key(), it.id())));
            remove(it.id());
        });
    }

    private void remove(UUID id) {
        db.sql("delete from platform.subscription where tenant = :tenant and id = :id")
                .param("tenant", tenancy.tenant())
                .param("id", id)
                .update();
    }

    /** The confirmed ones of a module. */
    public List<Subscription> listActive(String kind) {
        return db.sql("""
                select *
                  from platform.subscription
                 where tenant = :tenant and kind = :kind and state = 'ACTIVE' and expires > :now
                 order by id
                """)
                .param("tenant", tenancy.tenant())
                .param("kind", kind)
                .param("now", at(now()))
                .query((row, number) -> toLocked(row, number).it())
                .list();
    }

    /** Writes the letter in the current transaction; not to one who has ended it in the meantime. */
    public void tell(Subscription to, String subject, String text) {
        find(to.id()).ifPresent(locked -> {
            var key = safe.open(locked.key(), to.id());
            letters.news(locked.it(), AddressSafe.decrypt(locked.address(), key), Address.token(key), subject, text);
        });
    }

    /** Deletes what nobody has confirmed; says goodbye to whom it ends after its time. */
    void endDue() {
        var due = db.sql("""
                select *
                  from platform.subscription
                 where tenant = :tenant and expires <= :now
                   for update
                """)
                .param("tenant", tenancy.tenant())
                .param("now", at(now()))
                .query(Subscribers::toLocked)
                .list();
        for (var locked : due) {
            if (locked.it().state() == State.ACTIVE) {
                var key = safe.open(locked.key(), locked.it().id());
                letters.ended(locked.it(), AddressSafe.decrypt(locked.address(), key));
            }
            remove(locked.it().id());
        }
    }

    /** Looks again and again in the tenants that have subscribers. */
    public static DueWork watch(String name, Duration pause, Consumer<String> job) {
        return DueWork.of(name, pause, "select distinct tenant from platform.subscription where state = 'ACTIVE'", job);
    }

    private Instant now() {
        return clock.instant();
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static Locked toLocked(ResultSet row, int number) throws SQLException {
        return new Locked(
                new Subscription(
                        row.getObject("id", UUID.class),
                        new Wanted(
                                row.getString("kind"),
                                row.getString("topic"),
                                row.getString("title"),
                                row.getString("path")),
                        row.getString("lang"),
                        State.valueOf(row.getString("state")),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getObject("expires", OffsetDateTime.class).toInstant()),
                row.getString("locked_key"),
                row.getString("address"));
    }
}
