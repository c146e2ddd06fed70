package org.allmende.platform.login;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Invitations.Purpose;
import org.allmende.platform.mail.Mail;
import org.allmende.platform.mail.Message;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who of a tenant's staff may do what. Its administrator invites, lets somebody stand in for another, gives a mandate to
 * somebody of another tenant, and ends all of these; each act is in the audit log.
 */
@Component
public class Team {

    /** A right of somebody, with their name; {@code open} once they have logged in or can. */
    public record Member(Assignment assignment, String name, String login, boolean open) {}

    /** Who is to get which right. */
    public record Grant(
            String email,
            String name,
            Role role,
            String office,
            Assignment.Kind kind,
            LocalDate since,
            @Nullable LocalDate until) {}

    private static final Set<Role> FOR_ADMINS = EnumSet.of(Role.CLERK, Role.LEAD, Role.ADMIN, Role.AUDITOR);

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Accounts accounts;
    private final Invitations invitations;
    private final Mail mail;
    private final LetterWords words;
    private final Audit audit;
    private final Configuration configuration;
    private final Clock clock;

    Team(
            JdbcClient db,
            Tenancy tenancy,
            Accounts accounts,
            Invitations invitations,
            Mail mail,
            LetterWords words,
            Audit audit,
            Configuration configuration,
            Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.accounts = accounts;
        this.invitations = invitations;
        this.mail = mail;
        this.words = words;
        this.audit = audit;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** What an administrator may give and take: nobody gives a right over the whole house that they do not have. */
    public static Set<Role> grantableBy(Staff staff) {
        var roles = EnumSet.copyOf(FOR_ADMINS);
        roles.addAll(staff.roles());
        return roles;
    }

    /** Rights of today and later in this tenant, by name. */
    public List<Member> list(String tenant) {
        return tenancy.as(
                tenant,
                () -> db.sql("""
                select it.*, account.name, account.login,
                       account.password_hash is not null
                       or account.external_id is not null
                       or exists (select from platform.passkey where passkey.account = account.id) as open
                  from platform.assignment it
                  join platform.account on account.id = it.account
                 where it.until is null or it.until >= :today
                 order by account.name collate "de-x-icu", account.id, it.kind, it.role, it.office
                """).param("today", today()).query(Team::toMember).list());
    }

    /**
     * Gives a right. Somebody without an account is invited by e-mail, somebody with one is told; the administrator sees no
     * difference.
     */
    public void grant(String tenant, Grant grant, String grantedBy) {
        tenancy.run(tenant, () -> {
            var account =
                    accounts.findByLogin(grant.email()).orElseGet(() -> accounts.add(grant.email(), grant.name()));
            accounts.assign(
                    account.id(), grant.office(), grant.role(), grant.kind(), grant.since(), grant.until(), grantedBy);
            audit.record(
                    "staff.granted",
                    account.id(),
                    Map.of(
                            "role", grant.role().name(),
                            "office", grant.office(),
                            "kind", grant.kind().name(),
                            "since", grant.since().toString(),
                            "until", String.valueOf(grant.until())));
            if (accounts.isOpen(account.id())) {
                write(
                        tenant,
                        account,
                        "told",
                        configuration.publicUrl().resolve("/anmelden").toString());
            } else {
                invite(tenant, account);
            }
        });
    }

    /** A new link for somebody who has not used theirs; the old one stops working. */
    public void inviteAgain(String tenant, UUID account) {
        tenancy.run(tenant, () -> {
            if (list(tenant).stream()
                    .noneMatch(member -> member.assignment().account().equals(account) && !member.open())) {
                throw new Forbidden();
            }
            invite(tenant, accounts.getAccount(account));
        });
    }

    /** A link by which somebody whose own post is in this tenant sets a new password. */
    public void sendPasswordLink(String tenant, UUID account) {
        tenancy.run(tenant, () -> {
            if (list(tenant).stream()
                    .map(Member::assignment)
                    .noneMatch(it -> it.account().equals(account) && it.kind() == Assignment.Kind.OWN)) {
                throw new Forbidden();
            }
            var path = invitations.invite(account, Purpose.PASSWORD);
            write(
                    tenant,
                    accounts.getAccount(account),
                    "password",
                    configuration.publicUrl().resolve(path).toString());
            audit.record("staff.password-link", account, Map.of());
        });
    }

    /** Ends a right today, at once; {@link Forbidden} for one that the administrator could not give, or the last one's own. */
    public void end(Staff by, UUID assignment) {
        tenancy.run(by.tenant(), () -> {
            var members = list(by.tenant());
            var it = members.stream()
                    .map(Member::assignment)
                    .filter(one -> one.id().equals(assignment))
                    .findFirst()
                    .orElseThrow(Forbidden::new);
            if (!grantableBy(by).contains(it.role()) || isLastAdmin(members, it)) {
                throw new Forbidden();
            }
            db.sql("update platform.assignment set until = :yesterday where id = :id")
                    .param("id", assignment)
                    .param("yesterday", today().minusDays(1))
                    .update();
            audit.record("staff.ended", it.account(), Map.of("role", it.role().name(), "office", it.office()));
        });
    }

    private boolean isLastAdmin(List<Member> members, Assignment ended) {
        return ended.role() == Role.ADMIN
                && members.stream()
                        .filter(Member::open)
                        .map(Member::assignment)
                        .noneMatch(it -> it.role() == Role.ADMIN
                                && it.holdsOn(today())
                                && !it.id().equals(ended.id()));
    }

    private void invite(String tenant, Account account) {
        var path = invitations.invite(account.id(), Purpose.INVITATION);
        write(
                tenant,
                account,
                "invitation",
                configuration.publicUrl().resolve(path).toString());
        audit.record("staff.invited", account.id(), Map.of());
    }

    private void write(String tenant, Account account, String letter, String link) {
        if (Message.isAddress(account.login())) {
            var house = words.house(tenant);
            mail.send(new Message(
                    account.login(),
                    words.text("login.mail." + letter + ".subject", house),
                    words.text("login.mail." + letter + ".text", account.name(), house, link)));
        }
    }

    private LocalDate today() {
        return GermanDates.today(clock);
    }

    private static Member toMember(ResultSet row, int number) throws SQLException {
        return new Member(
                Accounts.toAssignment(row, number),
                row.getString("name"),
                row.getString("login").toLowerCase(Locale.ROOT),
                row.getBoolean("open"));
    }
}
