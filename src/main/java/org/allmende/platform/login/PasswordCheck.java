package org.allmende.platform.login;

import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Name and password. An unknown account, a wrong password, a locked or a closed account get the same answer after the
 * same work, down to the row that is written, so that nobody learns who has an account.
 */
@Component
class PasswordCheck implements AuthenticationProvider {

    /** A hash takes 16 MB and a good part of a second of a processor: only so many at the same time. */
    private final Semaphore room = new Semaphore(2 * Runtime.getRuntime().availableProcessors());

    private final Accounts accounts;
    private final LogInFailures failures;
    private final PasswordEncoder passwords;

    /** Made at the first attempt, whoever's it is: at the start it would hold up the first page. */
    private final SingletonSupplier<String> nobodysHash;

    PasswordCheck(Accounts accounts, LogInFailures failures, PasswordEncoder passwords) {
        this.accounts = accounts;
        this.failures = failures;
        this.passwords = passwords;
        this.nobodysHash = SingletonSupplier.of(
                () -> Objects.requireNonNull(passwords.encode(UUID.randomUUID().toString())));
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var login = attempt.getName();
        var password = String.valueOf(attempt.getCredentials());
        var account = accounts.findByLogin(login).filter(Account::active);
        var locked = failures.isLocked(login);
        var otherwise = nobodysHash.obtain();
        var matches = matches(password, account.map(Account::passwordHash).orElse(otherwise));
        if (locked) {
            throw new BadCredentialsException("refused");
        }
        if (account.isEmpty() || !matches) {
            failures.count(login);
            throw new BadCredentialsException("refused");
        }
        failures.forget(login);
        return LogIn.authentication(account.get(), accounts);
    }

    /** Whether this is the account's password, asked by somebody who is logged in; wrong ones count as well. */
    boolean confirms(Account account, String password) {
        var hash = account.passwordHash();
        if (hash == null || failures.isLocked(account.login())) {
            return false;
        }
        var matches = matches(password, hash);
        if (!matches) {
            failures.count(account.login());
        }
        return matches;
    }

    private boolean matches(String password, String hash) {
        if (password.length() > Passwords.LONGEST) {
            return false;
        }
        room.acquireUninterruptibly();
        try {
            return passwords.matches(password, hash);
        } finally {
            room.release();
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
