package org.allmende.region;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.platform.time.WorkingDays;

/**
 * The whole region as it is known at one moment: pages are made from it without asking the database.
 *
 * @param revision counts the changes of the region's configuration
 * @param lead the tenant that runs the server: mostly the county
 * @param tenants by slug, in German order of their short names, with those of the past
 * @param map of the municipalities that have a boundary
 * @param districts the Ortsteile of all municipalities
 * @param sources whom maps and tables have to name
 */
public record Region(
        long revision,
        String name,
        String land,
        Tenant lead,
        Map<String, Tenant> tenants,
        Map<String, List<Office>> offices,
        Map<String, List<Participation>> participations,
        Map<String, BankAccount> bankAccounts,
        RegionMap map,
        List<District> districts,
        List<String> sources) {

    /** The tenant of a slug that may come from anywhere. */
    public Optional<Tenant> find(String slug) {
        return Optional.ofNullable(tenants.get(slug));
    }

    public Tenant get(String slug) {
        return find(slug).orElseThrow(() -> new UnknownTenant(slug));
    }

    /** Those of the Land in which the county lies. */
    public WorkingDays workingDays() {
        return new WorkingDays(lead.ags());
    }

    /** The county that a tenant belongs to; a county and a kreisfreie Stadt belong to themselves. */
    public Slug countyOf(Slug tenant) {
        var county = get(tenant.value()).county();
        return county == null ? tenant : county;
    }

    /** The tenant whose case numbers begin so. */
    public Optional<Tenant> findByPrefix(String letters) {
        return tenants.values().stream()
                .filter(tenant -> tenant.numberPrefix().letters().equals(letters))
                .findFirst();
    }

    public List<Tenant> listMunicipalities(LocalDate day) {
        return list(Tenant.Kind.MUNICIPALITY, day);
    }

    public List<Tenant> list(Tenant.Kind kind, LocalDate day) {
        return tenants.values().stream()
                .filter(tenant -> tenant.kind() == kind && tenant.activeOn(day))
                .toList();
    }

    public List<Office> listOffices(Slug tenant) {
        return offices.getOrDefault(tenant.value(), List.of());
    }

    /** All offices of a kind, such as the Standesämter, in the order of their tenants. */
    public List<Office> listOffices(String kind) {
        return tenants.keySet().stream()
                .map(slug -> offices.getOrDefault(slug, List.of()))
                .flatMap(Collection::stream)
                .filter(office -> office.kind().equals(kind))
                .toList();
    }

    /** The office of a tenant by its id. */
    public Optional<Office> findOffice(String tenant, String id) {
        return offices.getOrDefault(tenant, List.of()).stream()
                .filter(office -> office.id().equals(id))
                .findFirst();
    }

    /** Where the tenant's fees are paid, once somebody has said so. */
    public Optional<BankAccount> findBankAccount(String tenant) {
        return Optional.ofNullable(bankAccounts.get(tenant));
    }

    public boolean participates(Slug tenant, Topic topic, LocalDate day) {
        return participations.getOrDefault(tenant.value(), List.of()).stream()
                .anyMatch(one -> one.topic() == topic && one.on(day));
    }

    /** Who takes part in a topic on that day, in German order. */
    public List<Tenant> participants(Topic topic, LocalDate day) {
        return tenants.values().stream()
                .filter(tenant -> tenant.activeOn(day) && participates(tenant.slug(), topic, day))
                .toList();
    }
}
