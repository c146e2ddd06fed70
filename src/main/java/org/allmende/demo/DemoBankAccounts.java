package org.allmende.demo;

import org.allmende.platform.pdf.Iban;
import org.allmende.region.BankAccount;
import org.allmende.region.BankAccounts;
import org.allmende.region.Regions;
import org.springframework.stereotype.Component;

/** Gives every tenant that has none a bank account which no bank accepts. */
@OnlyInDemo
@Component
class DemoBankAccounts {

    private final Regions regions;
    private final BankAccounts accounts;

    DemoBankAccounts(Regions regions, BankAccounts accounts) {
        this.regions = regions;
        this.accounts = accounts;
    }

    void ensure() {
        var region = regions.current();
        var without = region.tenants().values().stream()
                .filter(tenant -> region.findBankAccount(tenant.slug().value()).isEmpty())
                .toList();
        without.forEach(
                tenant -> accounts.put(new BankAccount(tenant.slug(), tenant.name(), Iban.DEMONSTRATION, "", "")));
        if (!without.isEmpty()) {
            regions.refresh();
        }
    }
}
