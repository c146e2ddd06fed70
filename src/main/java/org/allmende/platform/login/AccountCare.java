package org.allmende.platform.login;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Passwords.Problem;
import org.springframework.stereotype.Component;

/** What people do with their own account. */
@Component
public class AccountCare {

    /** What came of an attempt to set a password. */
    public sealed interface Outcome {
        record Done(Account account) implements Outcome {}

        record Refused(Problem problem) implements Outcome {}

        /** The current password was wrong. */
        record NotConfirmed() implements Outcome {}

        /** The log-in belongs to somebody else. */
        record LoginTaken() implements Outcome {}

        /** The link has been used, or is too old. */
        record TooLate() implements Outcome {}
    }

    private final Accounts accounts;
    private final Invitations invitations;
    private final Passwords passwords;
    private final PasswordCheck check;
    private final LogInFailures failures;
    private final LogIn logIn;
    private final Tenancy tenancy;
    private final Audit audit;

    AccountCare(
            Accounts accounts,
            Invitations invitations,
            Passwords passwords,
            PasswordCheck check,
            LogInFailures failures,
            LogIn logIn,
            Tenancy tenancy,
            Audit audit) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.passwords = passwords;
        this.check = check;
        this.failures = failures;
        this.logIn = logIn;
        this.tenancy = tenancy;
        this.audit = audit;
    }

    /** Sets name and password by a one-time link, the log-in as well where the link is the first of all. */
    public Outcome accept(String secret, String newLogin, String name, String password, String repeated) {
        var invitation = invitations.find(secret);
        if (invitation.isEmpty()) {
            return new Outcome.TooLate();
        }
        var account = invitation.get().account();
        var chosen =
                invitation.get().purpose() == Invitations.Purpose.FIRST ? Accounts.normal(newLogin) : account.login();
        if (accounts.findByLogin(chosen)
                .filter(other -> !other.id().equals(account.id()))
                .isPresent()) {
            return new Outcome.LoginTaken();
        }
        var problem = passwords.problem(password, repeated, chosen, name);
        if (problem.isPresent()) {
            return new Outcome.Refused(problem.get());
        }
        return accepted(invitations.accept(secret, chosen, name, passwords.hash(password)));
    }

    private Outcome accepted(Optional<Account> account) {
        if (account.isEmpty()) {
            return new Outcome.TooLate();
        }
        failures.forget(account.get().login());
        logIn.endSessions(account.get().id(), "");
        return new Outcome.Done(account.get());
    }

    /** Changes the password and ends all sessions but this one. */
    public Outcome changePassword(Staff staff, String session, String current, String password, String repeated) {
        var account = accounts.getAccount(staff.account());
        if (account.passwordHash() != null && !check.confirms(account, current)) {
            return new Outcome.NotConfirmed();
        }
        var problem = passwords.problem(password, repeated, account.login(), account.name());
        if (problem.isPresent()) {
            return new Outcome.Refused(problem.get());
        }
        accounts.setPassword(account.id(), passwords.hash(password));
        logIn.endSessions(account.id(), session);
        note(staff, "account.password-changed", account.id());
        return new Outcome.Done(account);
    }

    private void note(Staff staff, String action, UUID account) {
        tenancy.run(staff.tenant(), () -> audit.record(action, account, Map.of()));
    }
}
