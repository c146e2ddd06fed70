package org.allmende.cases.handover;

import java.net.URI;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.KeySafe;
import org.allmende.platform.login.Secret;
import org.allmende.platform.login.TokenHolder;
import org.allmende.platform.login.TokenHolders;
import org.allmende.platform.time.Ids;
import org.allmende.region.Slug;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The receivers of the current tenant, and who holds their tokens. */
@Component
public class Receivers implements TokenHolders {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final KeySafe safe;
    private final Clock clock;

    Receivers(JdbcClient db, Tenancy tenancy, KeySafe safe, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.safe = safe;
        this.clock = clock;
    }

    /** What an administrator enters. */
    public record Settings(
            String name, @Nullable String office, @Nullable String service, URI url, Set<Receiver.Event> events) {}

    /**
     * What the receiver needs, shown once and never again.
     *
     * @param secret proves to it that a message is ours; written as Standard Webhooks do ({@code whsec_…})
     * @param token proves to us that it asks; it begins with the tenant, who alone can look it up
     */
    public record Keys(String secret, String token) {}

    /** A receiver with its keys. */
    public record Added(UUID id, Keys keys) {}

    private record Fresh(Keys keys, String locked, String hash) {}

    public Added add(Settings it) {
        var id = Ids.next();
        var fresh = fresh(id);
        db.sql("""
                insert into cases.receiver
                       (tenant, id, name, office, service, url, events, active, secret, token_hash, created)
                values (platform.tenant(), :id, :name, :office, :service, :url, :events, true, :secret, :hash, :now)
                """)
                .param("id", id)
                .param("name", it.name())
                .param("office", it.office())
                .param("service", it.service())
                .param("url", it.url().toString())
                .param("events", types(it.events()))
                .param("secret", fresh.locked())
                .param("hash", fresh.hash())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return new Added(id, fresh.keys());
    }

    /** New keys; the old ones stop at once. */
    public Keys renewKeys(UUID id) {
        var fresh = fresh(id);
        db.sql("""
                update cases.receiver
                   set secret = :secret, token_hash = :hash
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", id)
                .param("secret", fresh.locked())
                .param("hash", fresh.hash())
                .update();
        return fresh.keys();
    }

    private Fresh fresh(UUID id) {
        var tenant = tenancy.tenant();
        var secret = new byte[32];
        RANDOM.nextBytes(secret);
        var token = tenant + "." + Secret.fresh();
        var keys = new Keys("whsec_" + Base64.getEncoder().encodeToString(secret), token);
        return new Fresh(keys, safe.lock(secret, tenant, id), Secret.hash(token));
    }

    /** What messages to it are signed with. */
    byte[] secret(Receiver it) {
        return safe.open(it.secret(), it.tenant(), it.id());
    }

    void switchTo(UUID id, boolean active) {
        db.sql("update cases.receiver set active = :active where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .param("active", active)
                .update();
    }

    /** Removes it with all that it was still to be told. */
    public void remove(UUID id) {
        db.sql("delete from cases.receiver where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .update();
    }

    public List<Receiver> list() {
        return db.sql("""
                select *
                  from cases.receiver
                 where tenant = platform.tenant()
                 order by name collate "de-x-icu", id
                """).query(Receivers::toReceiver).list();
    }

    public Optional<Receiver> find(UUID id) {
        return db.sql("select * from cases.receiver where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .query(Receivers::toReceiver)
                .optional();
    }

    @Override
    public Optional<TokenHolder> find(String token) {
        var tenant = token.replaceFirst("\\..*", "");
        if (Slug.problemOf(tenant).isPresent()) {
            return Optional.empty();
        }
        return tenancy.as(
                tenant,
                () -> db.sql("""
                select *
                  from cases.receiver
                 where tenant = platform.tenant() and token_hash = :hash and active
                """)
                        .param("hash", Secret.hash(token))
                        .query(Receivers::toReceiver)
                        .optional()
                        .map(it -> new TokenHolder(it.tenant(), it.id(), it.name())));
    }

    private static String[] types(Set<Receiver.Event> events) {
        return events.stream().map(Receiver.Event::type).sorted().toArray(String[]::new);
    }

    private static Receiver toReceiver(ResultSet row, int number) throws SQLException {
        var events = EnumSet.noneOf(Receiver.Event.class);
        Arrays.stream((String[]) row.getArray("events").getArray())
                .forEach(type -> Receiver.Event.ofType(type).ifPresent(events::add));
        return new Receiver(
                row.getString("tenant"),
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("office"),
                row.getString("service"),
                URI.create(row.getString("url")),
                events,
                row.getBoolean("active"),
                row.getString("secret"));
    }
}
