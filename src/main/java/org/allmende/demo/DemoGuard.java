package org.allmende.demo;

import java.util.List;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.config.ConfigurationCheck;
import org.allmende.platform.login.Accounts;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Keeps demonstration and real life apart, in both directions: accounts with a known password never open a real server, and
 * a real server never gets any. The only part of the demo that is always there.
 */
@Component
class DemoGuard implements SmartInitializingSingleton {

    private final Configuration configuration;
    private final Accounts accounts;
    private final PasswordEncoder passwords;

    DemoGuard(Configuration configuration, Accounts accounts, PasswordEncoder passwords) {
        this.configuration = configuration;
        this.accounts = accounts;
        this.passwords = passwords;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var operator = accounts.findByLogin(DemoAccounts.OPERATOR)
                .filter(account -> account.name().equals(DemoAccounts.OPERATOR_NAME));
        if (configuration.demo()) {
            if (operator.isEmpty() && accounts.isAnyOpen()) {
                throw new ConfigurationCheck.Refused(List.of(
                        "allmende.demo is true, but this database has accounts of real people: take another data folder or database."));
            }
        } else if (operator.filter(account -> passwords.matches(DemoAccounts.PASSWORD, account.passwordHash()))
                .isPresent()) {
            throw new ConfigurationCheck.Refused(List.of(
                    "This database belongs to a demonstration, whose passwords everybody knows: take another data folder or database."));
        }
    }
}
