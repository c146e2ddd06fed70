package org.allmende.sensing;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Secret;
import org.allmende.platform.login.TokenHolder;
import org.allmende.platform.login.TokenHolders;
import org.allmende.platform.time.Ids;
import org.allmende.region.Slug;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who may send observations for a tenant: gateways, stations, other software, each with a token of its own. Asked before all others,
 * since they ask the database about each token. Whoever makes one, changes or removes it stands in the audit log.
 */
@Component
@Order(0)
public class Devices implements TokenHolders {

    static final String PREFIX = "geraet.";

    /** A token is looked up again after this: so soon it no longer holds once it is taken back. */
    private static final Duration TRUSTED = Duration.ofSeconds(2);

    private static final int KNOWN = 10_000;

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Audit audit;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final AtomicLong removed = new AtomicLong();

    private record Known(TokenHolder holder, long until) {}

    /** A device of the current tenant. {@code maySwitch}: may make tasks for any device of the tenant. */
    public record Device(UUID id, String name, boolean maySwitch) {}

    private record Owner(UUID id, String name) {}

    Devices(JdbcClient db, Tenancy tenancy, Audit audit, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.audit = audit;
        this.clock = clock;
    }

    /** As {@link #add(String, boolean)}, for one that switches nothing. */
    public String add(String name) {
        return add(name, false);
    }

    /**
     * A new device of the current tenant. Gives its token, which is shown once and never again.
     *
     * @param maySwitch whether it may give tasks to its tenant's actuators
     */
    public String add(String name, boolean maySwitch) {
        var token = PREFIX + tenancy.tenant() + "." + Secret.fresh();
        db.sql("""
                insert into sensing.device (tenant, id, name, token_hash, created, may_switch)
                values (platform.tenant(), :id, :name, :hash, :now, :switches)
                """)
                .param("id", Ids.next())
                .param("name", name)
                .param("hash", Secret.hash(token))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("switches", maySwitch)
                .update();
        audit.record("sensing.device-added", name, Map.of("switch", "" + maySwitch));
        return token;
    }

    /** Whether one of the current tenant may give tasks to actuators. Read anew each time, so that it ends when it is taken back. */
    public boolean maySwitch(UUID id) {
        return db.sql("select may_switch from sensing.device where tenant = platform.tenant() and id = ?")
                .param(id)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    public List<Device> list() {
        return db.sql("""
                select id, name, may_switch
                  from sensing.device
                 where tenant = platform.tenant()
                 order by name collate "de-x-icu", id
                """).query(Device.class).list();
    }

    /** Who can be told something: the devices, and lines to networks of devices. */
    public List<Device> reached() {
        return db.sql("""
                select id, name, may_switch
                  from sensing.device
                 where tenant = platform.tenant()
                union all
                select id, name, false
                  from sensing.connector
                 where tenant = platform.tenant() and kind in ('THINGS_STACK', 'CHIRPSTACK')
                """).query(Device.class).list();
    }

    /** False if there is no such device. */
    public boolean letSwitch(UUID id, boolean may) {
        var name = db.sql("""
                update sensing.device
                   set may_switch = :may
                 where tenant = platform.tenant() and id = :id
                returning name
                """)
                .param("id", id)
                .param("may", may)
                .query(String.class)
                .optional();
        name.ifPresent(it -> audit.record("sensing.device-changed", it, Map.of("switch", "" + may)));
        return name.isPresent();
    }

    /** False if there is no such device. */
    public boolean remove(UUID id) {
        var name = db.sql("delete from sensing.device where tenant = platform.tenant() and id = :id returning name")
                .param("id", id)
                .query(String.class)
                .optional();
        name.ifPresent(it -> audit.record("sensing.device-removed", it, Map.of()));
        // before the commit somebody else could still find it, and trust it again
        tenancy.afterCommit(() -> {
            removed.incrementAndGet();
            known.values().removeIf(it -> it.holder().id().equals(id));
        });
        return name.isPresent();
    }

    /** Whether the holder of a token is one of these: software of an office that fetches cases sends no observations. */
    public boolean isDevice(TokenHolder holder) {
        return holder.actor().startsWith(PREFIX);
    }

    /** What comes in by a line that we have opened has an account as a device has, under this name. */
    public static TokenHolder line(String tenant, UUID id, String name) {
        return new TokenHolder(tenant, id, PREFIX + name);
    }

    /** What its tenant calls the device. */
    public static String nameOf(TokenHolder device) {
        return device.name().replaceFirst("^" + PREFIX, "");
    }

    @Override
    public Optional<TokenHolder> find(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var hash = Secret.hash(token);
        long now = clock.millis();
        var seen = known.get(hash);
        if (seen != null && now < seen.until()) {
            return Optional.of(seen.holder());
        }
        long before = removed.get();
        var found = load(token, hash);
        if (known.size() > KNOWN) {
            known.clear();
        }
        found.ifPresentOrElse(it -> known.put(hash, new Known(it, now + TRUSTED.toMillis())), () -> known.remove(hash));
        if (removed.get() != before) {
            // perhaps this one, since it was read
            known.remove(hash);
        }
        return found;
    }

    private Optional<TokenHolder> load(String token, String hash) {
        var rest = token.substring(PREFIX.length());
        var tenant = rest.replaceFirst("\\..*", "");
        if (Slug.problemOf(tenant).isPresent()) {
            return Optional.empty();
        }
        return tenancy.as(
                tenant,
                () -> db.sql("""
                select id, name
                  from sensing.device
                 where tenant = platform.tenant() and token_hash = :hash
                """)
                        .param("hash", hash)
                        .query(Owner.class)
                        .optional()
                        .map(it -> new TokenHolder(tenant, it.id(), PREFIX + it.name())));
    }
}
