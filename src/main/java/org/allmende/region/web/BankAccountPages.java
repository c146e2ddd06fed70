package org.allmende.region.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.pdf.Iban;
import org.allmende.region.BankAccount;
import org.allmende.region.BankAccounts;
import org.allmende.region.Regions;
import org.allmende.region.Slug;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The bank account of one's own tenant, which its administrators alone may change. */
@Controller
class BankAccountPages {

    private static final String PATH = "/arbeitsplatz/bankverbindung";

    private final Regions regions;
    private final BankAccounts accounts;
    private final Tenancy tenancy;
    private final Audit audit;

    BankAccountPages(Regions regions, BankAccounts accounts, Tenancy tenancy, Audit audit) {
        this.regions = regions;
        this.accounts = accounts;
        this.tenancy = tenancy;
        this.audit = audit;
    }

    @Allowed(Role.ADMIN)
    @GetMapping(PATH)
    View show(Page page, Staff staff, @RequestParam(required = false) String erledigt) {
        var typed = new LinkedHashMap<String, String>();
        typed.put("empfaenger", regions.current().get(staff.tenant()).name());
        regions.current().findBankAccount(staff.tenant()).ifPresent(account -> {
            typed.put("empfaenger", account.recipient());
            typed.put("iban", account.iban().toString());
            typed.put("bic", account.bic());
            typed.put("bank", account.bank());
        });
        return show(page, staff, TenantForm.of(typed), erledigt == null ? null : page.t("region.bank.done"));
    }

    private View show(Page page, Staff staff, TenantForm form, @Nullable String done) {
        var region = regions.current();
        var missing = region.findBankAccount(staff.tenant()).isEmpty();
        return page.show(
                "region/bankaccount",
                new BankAccountPage(region.get(staff.tenant()).name(), form, missing, done));
    }

    @Allowed(Role.ADMIN)
    @PostMapping(PATH)
    View change(Page page, Staff staff, @RequestParam Map<String, String> sent) {
        var typed = TenantForm.clean(sent);
        var errors = new LinkedHashMap<String, String>();
        var account = account(page, new Slug(staff.tenant()), TenantForm.of(typed), errors);
        if (account.isEmpty()) {
            return show(page, staff, new TenantForm(typed, errors), null);
        }
        keep(staff, account.get());
        return SeeOther.at(PATH + "?erledigt");
    }

    /** What was typed, or nothing while something is wrong with it. */
    private static Optional<BankAccount> account(Page page, Slug tenant, TenantForm form, Map<String, String> errors) {
        var recipient = form.value("empfaenger");
        if (recipient.isEmpty()) {
            errors.put("empfaenger", page.t("region.bank.error.recipient"));
        }
        var iban = iban(form.value("iban"));
        if (iban.isEmpty()) {
            errors.put("iban", page.t("region.bank.error.iban"));
        }
        var bic = form.value("bic").replace(" ", "").toUpperCase(java.util.Locale.ROOT);
        if (!bic.isEmpty() && !BankAccount.isBic(bic)) {
            errors.put("bic", page.t("region.bank.error.bic"));
        }
        var bank = form.value("bank");
        for (var field : Map.of("empfaenger", recipient, "bank", bank).entrySet()) {
            if (field.getValue().length() > BankAccount.LONGEST_NAME) {
                errors.put(field.getKey(), page.t("region.bank.error.long", BankAccount.LONGEST_NAME));
            }
        }
        return errors.isEmpty()
                ? Optional.of(new BankAccount(tenant, recipient, iban.orElseThrow(), bic, bank))
                : Optional.empty();
    }

    private static Optional<Iban> iban(String typed) {
        try {
            return Optional.of(Iban.parse(typed));
        } catch (IllegalArgumentException mistyped) {
            return Optional.empty();
        }
    }

    private void keep(Staff staff, BankAccount account) {
        var before = regions.refresh()
                .findBankAccount(staff.tenant())
                .map(BankAccountPages::words)
                .orElse("–");
        tenancy.run(staff.tenant(), () -> {
            accounts.put(account);
            audit.record("tenant.bank-account", staff.tenant(), Map.of("account", before + " → " + words(account)));
        });
        regions.refresh();
    }

    private static String words(BankAccount account) {
        return String.join(", ", account.recipient(), account.iban().value(), account.bic(), account.bank())
                .replaceAll("(, )+$", "");
    }
}
