package org.allmende.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.allmende.geo.AddressBook;
import org.allmende.geo.Atlas;
import org.allmende.geo.Atlases;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.locationtech.jts.geom.Coordinate;
import org.springframework.stereotype.Component;

/** Invented addresses: in each municipality four streets, three of them through the invented plans. The map says of each that it is invented. */
@OnlyInDemo
@Component
class DemoAddresses {

    private static final List<String> STREETS = List.of(
            "Hauptstraße",
            "Schulstraße",
            "Mühlweg",
            "Kirchgasse",
            "Gartenstraße",
            "Am Lindenplatz",
            "Bahnhofstraße",
            "Wiesenweg",
            "Brückenstraße");

    private static final List<String> NUMBERS = List.of("1", "2", "2a", "3", "4", "5", "6", "7a");
    private static final int IN_EACH = 4;
    private static final double APART_METRES = 22;

    private final Regions regions;
    private final Atlases atlases;
    private final AddressBook addresses;
    private final Clock clock;

    DemoAddresses(Regions regions, Atlases atlases, AddressBook addresses, Clock clock) {
        this.regions = regions;
        this.atlases = atlases;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** Once for each municipality that has brought none. */
    void ensure() {
        var atlas = atlases.current();
        for (var tenant : regions.current().listMunicipalities(GermanDates.today(clock))) {
            var slug = tenant.slug().value();
            if (addresses.find(slug).isEmpty() && atlas.findBoundary(slug).isPresent()) {
                var file = file(tenant, atlas).getBytes(StandardCharsets.UTF_8);
                try {
                    addresses.replace(
                            slug, "Adressen (Demonstration, erfunden).csv", true, new ByteArrayInputStream(file));
                } catch (IOException impossible) {
                    throw new UncheckedIOException(impossible);
                }
            }
        }
    }

    private static String file(Tenant tenant, Atlas atlas) {
        var slug = tenant.slug().value();
        var place = tenant.place();
        var middles = atlas.plansOf(slug).stream()
                .flatMap(plan -> atlas.outlines(plan).stream().limit(1))
                .map(outline -> outline.geometry().getInteriorPoint().getCoordinate())
                .limit(IN_EACH - 1L)
                .toList();
        var centre = atlas.findBoundary(slug).orElseThrow().getInteriorPoint().getCoordinate();
        var lines = new StringBuilder("strasse;hausnummer;plz;ort;east;north\n");
        for (int street = 0; street < IN_EACH; street++) {
            var middle = street < middles.size() ? middles.get(street) : centre;
            var name = STREETS.get(Math.floorMod(slug.hashCode() + street, STREETS.size()));
            for (int house = 0; house < NUMBERS.size(); house++) {
                var at = along(middle, house);
                lines.append(String.format(
                        Locale.ROOT,
                        "%s;%s;%s;%s;%.2f;%.2f%n",
                        name,
                        NUMBERS.get(house),
                        place == null ? "" : place.plz(),
                        tenant.shortName(),
                        at.x,
                        at.y));
            }
        }
        return lines.toString();
    }

    /** On both sides of a street from west to east. */
    private static Coordinate along(Coordinate middle, int house) {
        return new Coordinate(
                middle.x + (Math.floorDiv(house, 2) - NUMBERS.size() / 4.0) * APART_METRES,
                middle.y + (house % 2 == 0 ? APART_METRES / 2 : -APART_METRES / 2));
    }
}
