package org.allmende.services;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Office;
import org.allmende.region.Region;
import org.allmende.region.Regions;
import org.allmende.region.Slug;
import org.allmende.services.form.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The whole catalogue of each tenant: what it offers online, what others offer online, and what its offices or those of its county
 * do on paper for now. Nothing is in it whose law does not hold in the region.
 */
@Component
public class Offers {

    private final Services services;
    private final CatalogueEntries entries;
    private final Regions regions;
    private final Clock clock;
    private volatile @Nullable Known known;

    Offers(Services services, CatalogueEntries entries, Regions regions, Clock clock) {
        this.services = services;
        this.entries = entries;
        this.regions = regions;
        this.clock = clock;
    }

    /** What the catalogues were made from. */
    private record Stamp(long services, Region region, List<Entry> entries, LocalDate day) {}

    /** Catalogues by tenant, each made when it is first asked for; the region's own has the empty name. */
    private record Known(Stamp stamp, Map<String, Map<String, Offer>> catalogues) {}

    /** A tenant's catalogue, by short name. */
    public Collection<Offer> list(String tenant) {
        return catalogue(tenant).values();
    }

    public Optional<Offer> find(String tenant, String service) {
        return Optional.ofNullable(catalogue(tenant).get(service));
    }

    /** Each service of the region once, from the municipality where one gets it most easily. */
    public Collection<Offer> list() {
        return catalogues().computeIfAbsent("", none -> ofRegion()).values();
    }

    /** The office to which people go. */
    public Optional<Office> findOffice(Offer offer) {
        var region = regions.current();
        var decider = offer.decider(region.countyOf(new Slug(offer.tenant())).value());
        return offices(region, decider, offer.profile().office());
    }

    private static Optional<Office> offices(Region region, String tenant, String kind) {
        return region.listOffices(new Slug(tenant)).stream()
                .filter(office -> office.kind().equals(kind))
                .findFirst();
    }

    private Map<String, Offer> catalogue(String tenant) {
        var catalogues = catalogues();
        var catalogue = catalogues.get(tenant);
        if (catalogue == null) {
            catalogue = of(regions.current(), tenant);
            catalogues.put(tenant, catalogue);
        }
        return catalogue;
    }

    private Map<String, Map<String, Offer>> catalogues() {
        var stamp = new Stamp(services.stamp(), regions.current(), entries.list(), GermanDates.today(clock));
        var now = known;
        if (now == null || !now.stamp().equals(stamp)) {
            now = new Known(stamp, new ConcurrentHashMap<>());
            known = now;
        }
        return now.catalogues();
    }

    private Map<String, Offer> ofRegion() {
        var byName = new TreeMap<String, Offer>();
        regions.current()
                .listMunicipalities(GermanDates.today(clock))
                .forEach(tenant -> of(regions.current(), tenant.slug().value())
                        .values()
                        .forEach(offer -> byName.merge(
                                offer.name(),
                                offer,
                                (one, other) -> other.isOnline() && !one.isOnline() ? other : one)));
        return byName;
    }

    private Map<String, Offer> of(Region region, String tenant) {
        var byName = new TreeMap<String, Offer>();
        services.list(tenant).forEach(service -> byName.put(service.pack().name(), Offer.of(service)));
        var land = Land.findByName(region.land());
        for (var pack : newest().values()) {
            var offer = new Offer(tenant, Profile.of(pack), new Way.Paper(Text.NONE, Optional.of(pack.form())));
            if (isThere(region, offer, land)) {
                byName.putIfAbsent(pack.name(), offer);
            }
        }
        for (var entry : entries.list()) {
            var offer = new Offer(tenant, entry.profile(), entry.way());
            if (isThere(region, offer, land)) {
                byName.putIfAbsent(offer.name(), offer);
            }
        }
        return byName;
    }

    private static boolean isThere(Region region, Offer offer, Optional<Land> land) {
        if (land.filter(offer.profile()::holdsIn).isEmpty()) {
            return false;
        }
        var decider = offer.decider(region.countyOf(new Slug(offer.tenant())).value());
        return offer.way() instanceof Way.Elsewhere
                || offices(region, decider, offer.profile().office()).isPresent();
    }

    private Map<String, ServicePackage> newest() {
        return services.listPackages().stream()
                .collect(Collectors.toMap(
                        ServicePackage::name,
                        Function.identity(),
                        (one, other) ->
                                Comparator.comparing(ServicePackage::version).compare(one, other) < 0 ? other : one,
                        LinkedHashMap::new));
    }
}
