package org.allmende.platform.operations;

import java.time.Clock;
import java.util.List;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Account;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.Assignment;
import org.allmende.platform.login.Invitations;
import org.allmende.platform.login.Invitations.Purpose;
import org.allmende.platform.login.OfficeNames;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** As long as nobody can log in, the console shows a one-time link that makes the account of whoever runs the server. */
@Component
class FirstRun implements WelcomeLines {

    private static final String LOGIN = "betrieb";
    private static final List<Role> ROLES = List.of(Role.OPERATOR, Role.ADMIN, Role.COMPETENCE_CENTER);

    private final Configuration configuration;
    private final Accounts accounts;
    private final Invitations invitations;
    private final Tenancy tenancy;
    private final ObjectProvider<OfficeNames> region;
    private final Clock clock;

    FirstRun(
            Configuration configuration,
            Accounts accounts,
            Invitations invitations,
            Tenancy tenancy,
            ObjectProvider<OfficeNames> region,
            Clock clock) {
        this.configuration = configuration;
        this.accounts = accounts;
        this.invitations = invitations;
        this.tenancy = tenancy;
        this.region = region;
        this.clock = clock;
    }

    @Override
    public List<String> lines() {
        var names = region.getIfAvailable();
        if (configuration.demo() || names == null || accounts.isAnyOpen()) {
            return List.of();
        }
        var account = accounts.findByLogin(LOGIN).orElseGet(() -> accounts.add(LOGIN, "Betrieb"));
        tenancy.run(names.lead(), () -> ROLES.forEach(role -> assign(account, role)));
        var link = configuration.publicUrl().resolve(invitations.invite(account.id(), Purpose.FIRST));
        return List.of(
                "",
                "Nobody can log in yet. Make your own account with this link; it works once, for seven days:",
                "  " + link);
    }

    private void assign(Account account, Role role) {
        accounts.assign(account.id(), "*", role, Assignment.Kind.OWN, GermanDates.today(clock), null, "first run");
    }
}
