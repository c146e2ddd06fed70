package org.allmende.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Account;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.Assignment;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.region.Office;
import org.allmende.region.Region;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The demo's staff: clerk and lead of each Standesamt, an administrator, and those who look after the whole region. */
@OnlyInDemo
@Component
public class DemoAccounts {

    /** Of every account of the demo; it is no secret. */
    public static final String PASSWORD = "Allmende-Demo";

    public static final String OPERATOR = "betrieb";
    public static final String COMPETENCE_CENTER = "kompetenzcenter";
    public static final String AUDITOR = "revision";

    static final String OPERATOR_NAME = "Tarik Sönmez";
    static final String STANDESAMT = "standesamt";

    private static final String GRANTED_BY = "Demonstration";
    private static final LocalDate SINCE = LocalDate.of(2020, 1, 1);
    private static final Set<String> EVERYWHERE = Set.of("*");

    private final Regions regions;
    private final Accounts accounts;
    private final PasswordEncoder passwords;
    private final Tenancy tenancy;

    DemoAccounts(Regions regions, Accounts accounts, PasswordEncoder passwords, Tenancy tenancy) {
        this.regions = regions;
        this.accounts = accounts;
        this.passwords = passwords;
        this.tenancy = tenancy;
    }

    /** Those of the tour first, then clerk and lead of each municipality. */
    public List<DemoAccount> list() {
        var region = regions.current();
        var town = Place.ofTour(region);
        var lead = region.lead().slug().value();
        var list = new ArrayList<DemoAccount>();
        region.listOffices(STANDESAMT).stream()
                .filter(office -> office.tenant().equals(town.slug()))
                .findFirst()
                .ifPresent(office -> {
                    list.add(account(office, Role.CLERK, "Miriam Kern"));
                    list.add(account(office, Role.LEAD, "Thorsten Wege"));
                    list.add(new DemoAccount(
                            "verwaltung." + town.slug(),
                            "Birgit Althaus",
                            town.slug().value(),
                            Role.ADMIN,
                            EVERYWHERE));
                    list.add(new DemoAccount(
                            "kasse." + town.slug(), "Rüdiger Möhn", town.slug().value(), Role.CASHIER, EVERYWHERE));
                });
        list.add(new DemoAccount(COMPETENCE_CENTER, "Ines Obermoser", lead, Role.COMPETENCE_CENTER, EVERYWHERE));
        list.add(new DemoAccount(AUDITOR, "Henrike Sasse", town.slug().value(), Role.AUDITOR, EVERYWHERE));
        list.add(new DemoAccount(OPERATOR, OPERATOR_NAME, lead, Role.OPERATOR, EVERYWHERE));
        int number = 0;
        for (var office : others(region)) {
            list.add(account(office, Role.CLERK, People.clerk(number++)));
            list.add(account(office, Role.LEAD, People.clerk(number++)));
        }
        for (var tenant : region.tenants().values()) {
            var rest = region.listOffices(tenant.slug()).stream()
                    .map(Office::id)
                    .filter(id -> !id.equals(STANDESAMT) && !id.equals(COMPETENCE_CENTER))
                    .collect(Collectors.toSet());
            if (!rest.isEmpty()) {
                list.add(new DemoAccount(
                        house(tenant) + "." + tenant.slug(),
                        People.clerk(number++),
                        tenant.slug().value(),
                        Role.CLERK,
                        rest));
            }
        }
        for (var tenant : region.tenants().values()) {
            if (tenant.kind() == Tenant.Kind.COUNTY) {
                list.add(new DemoAccount(
                        "leitung." + tenant.slug(),
                        People.clerk(number++),
                        tenant.slug().value(),
                        Role.LEAD,
                        EVERYWHERE));
            }
        }
        return list;
    }

    /** The log-in of whoever has this role for a tenant. */
    public String login(String tenant, Role role) {
        return list().stream()
                .filter(one -> one.tenant().equals(tenant) && one.role() == role)
                .findFirst()
                .orElseThrow()
                .login();
    }

    /** Who decides everything that is not the Standesamt's goes by the house they work in. */
    private static String house(Tenant tenant) {
        return switch (tenant.kind()) {
            case MUNICIPALITY -> "rathaus";
            case COUNTY -> "kreishaus";
            case OFFICE -> "amt";
        };
    }

    /** The log-in of the clerk whom the tour visits. */
    public String clerkOfTour() {
        return STANDESAMT + "." + Place.ofTour(regions.current()).slug();
    }

    /** The log-in of whoever does the rest of the work in the town hall that the tour visits. */
    public String townHallOfTour() {
        return townHall(Place.ofTour(regions.current()));
    }

    /** The same for another town. */
    public String townHall(Tenant town) {
        return house(town) + "." + town.slug();
    }

    private static List<Office> others(Region region) {
        var town = Place.ofTour(region).slug();
        return region.listOffices(STANDESAMT).stream()
                .filter(office -> !office.tenant().equals(town))
                .toList();
    }

    private static DemoAccount account(Office office, Role role, String name) {
        var word = role == Role.LEAD ? "leitung" : STANDESAMT;
        return new DemoAccount(
                word + "." + office.tenant(), name, office.tenant().value(), role, Set.of(office.id()));
    }

    /** Adds those that are missing. Each has the same password, so it is hashed once. */
    synchronized void ensure() {
        var missing = list().stream()
                .filter(one -> accounts.findByLogin(one.login())
                        .filter(account -> account.passwordHash() != null)
                        .isEmpty())
                // the one by which DemoGuard knows a demo comes first
                .sorted(Comparator.comparing(one -> !one.login().equals(OPERATOR)))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        var hash = String.valueOf(passwords.encode(PASSWORD));
        missing.forEach(one -> add(one, hash));
    }

    /** In one transaction: who can log in has something to do. */
    private void add(DemoAccount one, String hash) {
        tenancy.run(one.tenant(), () -> {
            var account = accounts.findByLogin(one.login()).orElseGet(() -> accounts.add(one.login(), one.name()));
            one.offices()
                    .forEach(office -> accounts.assign(
                            account.id(), office, one.role(), Assignment.Kind.OWN, SINCE, null, GRANTED_BY));
            accounts.setPassword(account.id(), hash);
        });
    }

    /** The account of a demo log-in, made now if need be. */
    public Optional<Account> find(String login) {
        if (list().stream().noneMatch(one -> one.login().equals(login))) {
            return Optional.empty();
        }
        ensure();
        return accounts.findByLogin(login);
    }

    /** The clerk or the lead of an office at work. */
    Staff staff(String tenant, Role role) {
        var one = list().stream()
                .filter(each -> each.tenant().equals(tenant) && each.role() == role)
                .findFirst()
                .orElseThrow();
        var account = accounts.findByLogin(one.login()).orElseThrow();
        return new Staff(account.id(), account.name(), tenant, List.of(tenant), Set.of(role), one.offices());
    }
}
