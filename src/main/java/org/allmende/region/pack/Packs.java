package org.allmende.region.pack;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.allmende.region.Colour;
import org.allmende.region.RegionPack;
import org.allmende.region.Slug;
import org.allmende.region.Tenant;
import org.allmende.region.Topic;
import org.allmende.region.gazetteer.County;
import org.allmende.region.gazetteer.Gazetteer;
import org.allmende.region.gazetteer.Municipality;

/** Finds the pack that {@code --region} names: a bundled one, a folder, or any county of Germany. */
public final class Packs {

    /** The folders of {@code regions/} that travel with the software. */
    public static final List<String> BUNDLED = List.of("fulda-suedkreis", "marburg-biedenkopf", "suedwestfalen");

    private static final Colour COUNTY_COLOUR = new Colour("#12505c");

    private Packs() {}

    /**
     * @param wanted name of a bundled pack, path of a folder, or name or key of a county
     * @param today first day of a region that is made from the gazetteer
     * @throws IllegalArgumentException with a sentence for the person who typed it
     */
    public static RegionPack get(String wanted, LocalDate today) {
        if (BUNDLED.contains(wanted)) {
            return PackFolder.bundled(wanted).pack();
        }
        var folder = findFolder(wanted);
        if (folder.isPresent()) {
            return PackFolder.of(folder.get()).pack();
        }
        var gazetteer = new Gazetteer();
        var county = county(gazetteer, wanted);
        return BUNDLED.stream()
                .map(PackFolder::bundled)
                .filter(bundle ->
                        bundle.manifest().name().equals(county.officialName().official()))
                .findFirst()
                .map(PackFolder::pack)
                .orElseGet(() -> of(gazetteer, county, today));
    }

    /** The region of a county, with everybody in every topic from today on. */
    static RegionPack of(Gazetteer gazetteer, County county, LocalDate today) {
        var all = gazetteer.listMunicipalities(county);
        var settlements = settle(all.stream().filter(Municipality::hasTownHall).toList());
        var topics = new EnumMap<Topic, Manifest.Rule>(Topic.class);
        Arrays.stream(Topic.values()).forEach(topic -> topics.put(topic, Manifest.Rule.everybody(today)));
        var authorities = authorities(gazetteer, county);
        var lead = authorities.isEmpty()
                ? settlements.getFirst().slug()
                : authorities.getFirst().slug();
        return PackMaker.make(
                new Manifest(
                        county.officialName().official(),
                        county.land(),
                        lead,
                        today,
                        authorities,
                        topics,
                        List.of(),
                        Gazetteer.SOURCES),
                settlements,
                ags -> gazetteer.findBoundary(ags).orElse(null),
                List.of(),
                all.stream()
                        .filter(municipality -> !municipality.hasTownHall())
                        .map(municipality -> "%s (%s)".formatted(municipality.name(), municipality.ags()))
                        .toList());
    }

    /** A kreisfreie Stadt has no county above it. */
    private static List<Manifest.Authority> authorities(Gazetteer gazetteer, County county) {
        if (county.isTown()) {
            return List.of();
        }
        var name = county.officialName();
        return List.of(new Manifest.Authority(
                Tenant.Kind.COUNTY,
                county.key(),
                Slug.ofCounty(name.official(), gazetteer.townSlugs()),
                name.official(),
                name.common(),
                null,
                COUNTY_COLOUR,
                List.of(new Manifest.Unit("kompetenzcenter", "Kompetenzcenter", "kompetenzcenter"))));
    }

    private static List<Settlement> settle(List<Municipality> municipalities) {
        var slugs = Slug.distinct(municipalities.stream()
                .map(one -> new Slug.Named(one.name(), one.place().plz(), one.ags()))
                .toList());
        var colours =
                Palette.of(municipalities.stream().map(Municipality::place).toList());
        return IntStream.range(0, municipalities.size())
                .mapToObj(i -> new Settlement(municipalities.get(i), slugs.get(i), colours.get(i)))
                .toList();
    }

    private static County county(Gazetteer gazetteer, String wanted) {
        try {
            return gazetteer.getCounty(wanted);
        } catch (Gazetteer.UnknownCounty e) {
            throw new IllegalArgumentException(
                    "%s Bundled packs are %s; the path of a folder with a region.yaml will do as well."
                            .formatted(e.getMessage(), String.join(", ", BUNDLED)),
                    e);
        }
    }

    private static Optional<Path> findFolder(String wanted) {
        try {
            return Optional.of(Path.of(wanted)).filter(path -> Files.isRegularFile(path.resolve("region.yaml")));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
