package org.allmende.platform.login;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Name and password. An unknown account, a wrong password, a locked or a closed account get the same answer after the
 * same work, so that nobody learns who has an account.
 */
@Component
class PasswordCheck implements AuthenticationProvider {

    private final Accounts accounts;
    private final PasswordEncoder passwords;
    private final Clock clock;
    private final String nobodysHash;

    PasswordCheck(Accounts accounts, PasswordEncoder passwords, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
        this.nobodysHash = Objects.requireNonNull(passwords.encode(UUID.randomUUID().toString()));
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var password = String.valueOf(attempt.getCredentials());
        var account = accounts.findByLogin(attempt.getName());
        var hash = account.map(Account::passwordHash).orElse(nobodysHash);
        var matches = passwords.matches(password, hash);
        if (account.isEmpty() || !account.get().active() || account.get().isLocked(clock.instant())) {
            throw new BadCredentialsException("refused");
        }
        if (!matches) {
            accounts.countFailure(account.get().id());
            throw new BadCredentialsException("refused");
        }
        accounts.forgetFailures(account.get().id());
        return authenticated(account.get());
    }

    /** A log-in of this account, working first for the tenant of its own post. */
    Authentication authenticated(Account account) {
        var assignments = accounts.listAssignments(account.id());
        if (assignments.isEmpty()) {
            throw new BadCredentialsException("refused");
        }
        var principal = new Principal(account.id(), account.name(), assignments.getFirst().tenant());
        return UsernamePasswordAuthenticationToken.authenticated(
                principal, null, List.copyOf(AuthorityUtils.createAuthorityList("STAFF")));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
