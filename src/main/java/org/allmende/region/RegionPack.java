package org.allmende.region;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Everything a server needs to know about its region on the first day. What does not fit together is refused with a
 * sentence that says what to change.
 *
 * @param name of the region: {@code Landkreis Marburg-Biedenkopf}, {@code Südwestfalen}
 * @param lead the tenant that runs the server and whose Kompetenzcenter adds the others
 * @param boundaries by municipality; those without one are {@link #withoutBoundary()}
 * @param unincorporated forests and waters without inhabitants, which have no town hall
 * @param sources whom a map and a table of this region have to name
 */
public record RegionPack(
        String name,
        String land,
        Slug lead,
        List<Tenant> tenants,
        List<Office> offices,
        List<Participation> participations,
        List<BankAccount> bankAccounts,
        Map<Slug, Boundary> boundaries,
        List<District> districts,
        List<String> unincorporated,
        List<String> sources) {

    public RegionPack {
        unique(tenants, Tenant::slug, "The slug \"%s\" belongs to %s and to %s; give one of them another slug.");
        unique(tenants, Tenant::numberPrefix, "The prefix %s belongs to %s and to %s.");
        var slugs = new HashSet<Slug>();
        tenants.forEach(tenant -> slugs.add(tenant.slug()));
        known(slugs, lead, "as lead");
        tenants.forEach(tenant -> {
            if (tenant.county() != null) {
                known(slugs, tenant.county(), "as the county of " + tenant.name());
            }
        });
        offices.forEach(office -> known(slugs, office.tenant(), "for the office " + office.name()));
        participations.forEach(
                one -> known(slugs, one.tenant(), "in the topic " + one.topic().key()));
        bankAccounts.forEach(account -> known(slugs, account.tenant(), "in the bank accounts"));
        districts.forEach(district -> known(slugs, district.tenant(), "as the municipality of " + district.name()));
        boundaries.keySet().forEach(slug -> known(slugs, slug, "in the boundaries"));
    }

    private static <K> void unique(List<Tenant> tenants, Function<Tenant, K> key, String sentence) {
        var seen = new HashMap<K, Tenant>();
        for (var tenant : tenants) {
            var other = seen.put(key.apply(tenant), tenant);
            if (other != null) {
                throw new IllegalArgumentException(sentence.formatted(key.apply(tenant), other.name(), tenant.name()));
            }
        }
    }

    private static void known(Set<Slug> slugs, Slug slug, String where) {
        if (!slugs.contains(slug)) {
            throw new IllegalArgumentException(
                    "\"%s\" is named %s, but nobody in the region has that slug.".formatted(slug, where));
        }
    }

    public List<Tenant> municipalities() {
        return tenants.stream()
                .filter(tenant -> tenant.kind() == Tenant.Kind.MUNICIPALITY)
                .toList();
    }

    /** Municipalities that the map cannot show; whoever starts the region is told. */
    public List<Tenant> withoutBoundary() {
        return municipalities().stream()
                .filter(tenant -> !boundaries.containsKey(tenant.slug()))
                .toList();
    }
}
