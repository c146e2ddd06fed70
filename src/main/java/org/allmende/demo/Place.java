package org.allmende.demo;

import java.util.Comparator;
import org.allmende.region.Region;
import org.allmende.region.Slug;
import org.allmende.region.Tenant;

/** The town of the tour. */
final class Place {

    private static final String GLADENBACH = "gladenbach";

    private Place() {}

    /** Gladenbach, and in a region without it the largest town with a Standesamt. */
    static Tenant ofTour(Region region) {
        return region.find(GLADENBACH).orElseGet(() -> region.listOffices(DemoAccounts.STANDESAMT).stream()
                .map(office -> region.get(office.tenant().value()))
                .max(Comparator.comparingInt(Place::inhabitants).thenComparing(Tenant::slug, Comparator.<Slug>naturalOrder()))
                .orElse(region.lead()));
    }

    static int inhabitants(Tenant tenant) {
        var place = tenant.place();
        return place == null ? 0 : place.inhabitants();
    }
}
