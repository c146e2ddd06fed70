package org.allmende.region.pack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.allmende.region.Boundary;
import org.allmende.region.Contact;
import org.allmende.region.District;
import org.allmende.region.NumberPrefix;
import org.allmende.region.Office;
import org.allmende.region.Participation;
import org.allmende.region.Place;
import org.allmende.region.RegionPack;
import org.allmende.region.Slug;
import org.allmende.region.Tenant;
import org.jspecify.annotations.Nullable;

/** Puts a manifest, municipalities and boundaries together to a region pack. */
final class PackMaker {

    private static final String NOWHERE = "00000 Musterstadt";

    private final Manifest manifest;
    private final List<Settlement> settlements;
    private final Map<Slug, NumberPrefix> prefixes = new HashMap<>();
    private final Map<String, Slug> counties = new HashMap<>();
    private final List<Office> offices = new ArrayList<>();

    private PackMaker(Manifest manifest, List<Settlement> settlements) {
        this.manifest = manifest;
        this.settlements = settlements;
        manifest.authorities().forEach(authority -> counties.put(authority.key(), authority.slug()));
        choosePrefixes();
    }

    static RegionPack make(
            Manifest manifest,
            List<Settlement> settlements,
            Function<String, @Nullable Boundary> boundaryOfAgs,
            List<District> districts,
            List<String> unincorporated) {
        var maker = new PackMaker(manifest, settlements);
        var tenants = new ArrayList<Tenant>();
        manifest.authorities().forEach(authority -> tenants.add(maker.authority(authority)));
        settlements.forEach(settlement -> tenants.add(maker.municipality(settlement)));
        var boundaries = new LinkedHashMap<Slug, Boundary>();
        for (var settlement : settlements) {
            var boundary = boundaryOfAgs.apply(settlement.municipality().ags());
            if (boundary != null) {
                boundaries.put(settlement.slug(), boundary);
            }
        }
        return new RegionPack(
                manifest.name(),
                manifest.land(),
                manifest.lead(),
                List.copyOf(tenants),
                List.copyOf(maker.offices),
                maker.participations(tenants),
                manifest.bankAccounts(),
                boundaries,
                districts,
                unincorporated,
                manifest.sources());
    }

    /** Municipalities choose first, in the order of their slugs, so that theirs are the readable ones. */
    private void choosePrefixes() {
        var slugs = new ArrayList<>(
                settlements.stream().map(Settlement::slug).sorted().toList());
        manifest.authorities().stream()
                .map(Manifest.Authority::slug)
                .sorted(Comparator.naturalOrder())
                .forEach(slugs::add);
        Set<NumberPrefix> taken = new HashSet<>();
        for (var slug : slugs) {
            var prefix = prefixes.computeIfAbsent(slug, one -> NumberPrefix.of(one, taken));
            taken.add(prefix);
        }
    }

    private Tenant municipality(Settlement settlement) {
        var municipality = settlement.municipality();
        var name = municipality.officialName();
        var town = municipality.place().plz() + " " + name.common();
        addOffices(settlement.slug(), StandardOffices.OF_MUNICIPALITY, town);
        return new Tenant(
                settlement.slug(),
                Tenant.Kind.MUNICIPALITY,
                name.official(),
                name.common(),
                municipality.ags(),
                municipality.ars(),
                prefix(settlement.slug()),
                settlement.colour(),
                municipality.place(),
                counties.get(municipality.county()),
                Contact.invented(settlement.slug(), "rathaus", town, 10),
                manifest.since(),
                null);
    }

    private Tenant authority(Manifest.Authority authority) {
        var units = new ArrayList<>(authority.offices());
        if (authority.kind() == Tenant.Kind.COUNTY) {
            units.addAll(StandardOffices.ofCounty(manifest));
        }
        addOffices(authority.slug(), units, NOWHERE);
        return new Tenant(
                authority.slug(),
                authority.kind(),
                authority.name(),
                authority.shortName(),
                authority.key(),
                "",
                prefix(authority.slug()),
                authority.colour(),
                authority.kind() == Tenant.Kind.COUNTY ? sum(authority.key()) : null,
                authority.county(),
                Contact.invented(authority.slug(), "info", NOWHERE, 10),
                manifest.since(),
                null);
    }

    private NumberPrefix prefix(Slug slug) {
        return prefixes.computeIfAbsent(slug, one -> {
            throw new IllegalStateException("No prefix for " + one);
        });
    }

    private void addOffices(Slug tenant, List<Manifest.Unit> units, String town) {
        int extension = 10;
        for (var unit : units) {
            extension += 10;
            offices.add(new Office(
                    tenant, unit.id(), unit.name(), unit.kind(), Contact.invented(tenant, unit.id(), town, extension)));
        }
    }

    /** A county is as large as its municipalities together; its position is where its people live on average. */
    private Place sum(String county) {
        int inhabitants = 0;
        double area = 0;
        double lon = 0;
        double lat = 0;
        for (var settlement : settlements) {
            if (settlement.municipality().county().equals(county)) {
                var place = settlement.municipality().place();
                inhabitants += place.inhabitants();
                area += place.areaKm2();
                lon += place.lon() * place.inhabitants();
                lat += place.lat() * place.inhabitants();
            }
        }
        if (inhabitants == 0) {
            throw new IllegalArgumentException(
                    "The region has no municipality of the county %s; check its key or leave it out."
                            .formatted(county));
        }
        return new Place("", inhabitants, Math.round(area * 100) / 100.0, lon / inhabitants, lat / inhabitants);
    }

    private List<Participation> participations(List<Tenant> tenants) {
        var found = new ArrayList<Participation>();
        manifest.topics().forEach((topic, rule) -> {
            var slugs = tenants.stream().map(Tenant::slug).toList();
            rule.named().filter(slug -> !slugs.contains(slug)).findFirst().ifPresent(slug -> {
                throw new IllegalArgumentException(
                        "\"%s\" is named in the topic %s, but nobody in the region has that slug."
                                .formatted(slug, topic.key()));
            });
            slugs.stream()
                    .filter(slug -> !rule.without().contains(slug))
                    .map(slug -> new Participation(
                            slug,
                            topic,
                            rule.joined().getOrDefault(slug, rule.since()),
                            rule.left().get(slug)))
                    .forEach(found::add);
        });
        return List.copyOf(found);
    }
}
