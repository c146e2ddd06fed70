package org.allmende.platform.login;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.audit.Naming;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of staff and what each is assigned to. */
@Component
public class Accounts implements Naming {

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Clock clock;

    Accounts(JdbcClient db, Tenancy tenancy, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /**
     * Makes an account that cannot log in yet; {@link #setPassword} or an invitation opens it. Of two who make it at the same
     * time the slower one gets that of the other.
     */
    public Account add(String login, String name) {
        db.sql("""
                insert into platform.account (id, login, name, created)
                values (:id, :login, :name, :now)
                on conflict (login) do nothing
                """)
                .param("id", Ids.next())
                .param("login", normal(login))
                .param("name", name)
                .param("now", now())
                .update();
        return findByLogin(login).orElseThrow();
    }

    public Account getAccount(UUID id) {
        return db.sql("select * from platform.account where id = :id")
                .param("id", id)
                .query(Accounts::toAccount)
                .single();
    }

    /** What these people are called; whoever is not there is missing. */
    @Override
    public Map<UUID, String> names(Collection<UUID> ids) {
        var names = new HashMap<UUID, String>();
        if (!ids.isEmpty()) {
            db.sql("select id, name from platform.account where id = any(:ids)")
                    .param("ids", ids.toArray(UUID[]::new))
                    .query((row, number) -> names.put(row.getObject("id", UUID.class), row.getString("name")))
                    .list();
        }
        return names;
    }

    public Optional<Account> findByLogin(String login) {
        return db.sql("select * from platform.account where login = :login")
                .param("login", normal(login))
                .query(Accounts::toAccount)
                .optional();
    }

    public void setPassword(UUID id, String hash) {
        db.sql("""
                update platform.account
                   set password_hash = :hash
                 where id = :id
                """).param("id", id).param("hash", hash).update();
    }

    void rename(UUID id, String login, String name) {
        db.sql("update platform.account set login = :login, name = :name where id = :id")
                .param("id", id)
                .param("login", normal(login))
                .param("name", name)
                .update();
    }

    /** Remembers who this account is to the identity provider. */
    void bind(UUID id, String externalId) {
        db.sql("update platform.account set external_id = :externalId where id = :id and external_id is null")
                .param("id", id)
                .param("externalId", externalId)
                .update();
    }

    Optional<Account> findByExternalId(String externalId) {
        return db.sql("select * from platform.account where external_id = :externalId")
                .param("externalId", externalId)
                .query(Accounts::toAccount)
                .optional();
    }

    /** Whether the account can log in by itself: it has a password, a passkey or an identity elsewhere. */
    public boolean isOpen(UUID id) {
        return db.sql("""
                select password_hash is not null
                       or external_id is not null
                       or exists (select from platform.passkey where passkey.account = account.id)
                  from platform.account
                 where id = :id
                """).param("id", id).query(Boolean.class).single();
    }

    /** Whether anybody at all can log in. */
    public boolean isAnyOpen() {
        return db.sql("""
                select exists (select from platform.account where password_hash is not null or external_id is not null)
                       or exists (select from platform.passkey)
                """).query(Boolean.class).single();
    }

    /** What this account may do today, in all tenants. */
    @Transactional
    public List<Assignment> listAssignments(UUID account) {
        db.sql("select set_config('allmende.account', :account, true)")
                .param("account", account.toString())
                .query(String.class)
                .single();
        return db.sql("""
                select *
                  from platform.assignment
                 where account = :account
                   and since <= :today
                   and (until is null or until >= :today)
                 order by kind desc, tenant, role
                """)
                .param("account", account)
                .param("today", GermanDates.today(clock))
                .query(Accounts::toAssignment)
                .list();
    }

    /** Clerks and leads who may work in this office of the current tenant today, by name. */
    public List<Account> listColleagues(String office) {
        return listColleagues(List.of(office));
    }

    /** The same for several offices, {@code *} for all; each once. */
    public List<Account> listColleagues(Collection<String> offices) {
        return db.sql("""
                select distinct account.*
                  from platform.account
                  join platform.assignment on assignment.account = account.id
                 where assignment.tenant = platform.tenant()
                   and (assignment.office = '*' or '*' = any(:offices) or assignment.office = any(:offices))
                   and assignment.role in ('CLERK', 'LEAD')
                   and since <= :today
                   and (until is null or until >= :today)
                   and active
                 order by name
                """)
                .param("offices", offices.toArray(String[]::new))
                .param("today", GermanDates.today(clock))
                .query(Accounts::toAccount)
                .list();
    }

    /** Assigns somebody in the current tenant; the same assignment twice is one. */
    public void assign(
            UUID account,
            String office,
            Role role,
            Assignment.Kind kind,
            LocalDate since,
            @Nullable LocalDate until,
            String grantedBy) {
        db.sql("""
                insert into platform.assignment (tenant, id, account, office, role, kind, since, until, granted_by)
                values (:tenant, :id, :account, :office, :role, :kind, :since, :until, :grantedBy)
                on conflict do nothing
                """)
                .param("tenant", tenancy.tenant())
                .param("id", Ids.next())
                .param("account", account)
                .param("office", office)
                .param("role", role.name())
                .param("kind", kind.name().toLowerCase(Locale.ROOT))
                .param("since", since)
                .param("until", until)
                .param("grantedBy", grantedBy)
                .update();
    }

    /** As log-ins are kept and compared; PostgreSQL takes no zero byte. */
    static String normal(String login) {
        return login.replace("\0", "").strip().toLowerCase(Locale.ROOT);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Account toAccount(ResultSet row, int number) throws SQLException {
        return new Account(
                row.getObject("id", UUID.class),
                row.getString("login"),
                row.getString("name"),
                row.getString("password_hash"),
                row.getString("external_id"),
                row.getBoolean("active"));
    }

    static Assignment toAssignment(ResultSet row, int number) throws SQLException {
        return new Assignment(
                row.getString("tenant"),
                row.getObject("id", UUID.class),
                row.getObject("account", UUID.class),
                row.getString("office"),
                Role.valueOf(row.getString("role")),
                Assignment.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getObject("since", LocalDate.class),
                row.getObject("until", LocalDate.class),
                row.getString("granted_by"));
    }
}
