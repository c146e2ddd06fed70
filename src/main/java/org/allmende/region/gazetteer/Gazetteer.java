package org.allmende.region.gazetteer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.allmende.platform.text.Spelling;
import org.allmende.region.Boundary;
import org.allmende.region.Slug;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/**
 * All 401 counties and 11,004 municipalities of Germany (state of 31.12.2020) and the boundaries of most of them (about
 * 2017). It is read when somebody asks for a county and forgotten with the object.
 */
public final class Gazetteer {

    public static final List<String> SOURCES = List.of(
            "© Statistische Ämter des Bundes und der Länder, Gemeindeverzeichnis GV-ISys, 31.12.2020, dl-de/by-2-0",
            "© GeoBasis-DE / BKG 2017 (Daten verändert), GeoNutzV");

    private final List<County> counties;
    private final List<Municipality> municipalities;
    private @Nullable TopoJson boundaries;
    private @Nullable Set<Slug> townSlugs;

    public Gazetteer() {
        counties = Csv.parse("kreise.csv", text("kreise.csv")).rows().stream()
                .map(row ->
                        new County(row.get("kreis"), row.get("name"), row.number("textkennzeichen"), row.get("land")))
                .toList();
        municipalities = Csv.parse("gemeinden.csv", text("gemeinden.csv")).rows().stream()
                .map(Municipality::of)
                .toList();
    }

    public List<County> counties() {
        return counties;
    }

    public List<Municipality> municipalities() {
        return municipalities;
    }

    public List<Municipality> listMunicipalities(County county) {
        return municipalities.stream()
                .filter(municipality -> municipality.county().equals(county.key()))
                .toList();
    }

    /** The short slugs of all municipalities: a county that bears one of them has to say that it is the Kreis. */
    public synchronized Set<Slug> townSlugs() {
        if (townSlugs == null) {
            townSlugs = municipalities.stream()
                    .filter(Municipality::hasTownHall)
                    .map(municipality -> Slug.of(municipality.name()))
                    .collect(Collectors.toSet());
        }
        return townSlugs;
    }

    /** The boundary of a municipality; none for those that were merged or born after 2017, and for waters. */
    public Optional<Boundary> findBoundary(String ags) {
        return topology().find(ags);
    }

    int boundaryCount() {
        return topology().size();
    }

    private synchronized TopoJson topology() {
        if (boundaries == null) {
            boundaries = read("gemeinden.topojson.gz", stream -> {
                try (var json = new GZIPInputStream(stream)) {
                    return new TopoJson(new ObjectMapper().readTree(json));
                }
            });
        }
        return boundaries;
    }

    /**
     * The county of that key or name, however it is typed: {@code 06631}, {@code Landkreis Fulda}, {@code lk fulda}. A
     * name that a county and a town share needs the word Landkreis or Stadt.
     */
    public County getCounty(String wanted) {
        var wish = new Wish(wanted);
        var found = counties.stream().filter(wish::means).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.size() > 1) {
            throw new UnknownCounty("\"%s\" can be %s. Give the key, or say Landkreis or Stadt."
                    .formatted(wanted, list(found, " or ")));
        }
        throw new UnknownCounty("There is no county \"%s\" in Germany. %s".formatted(wanted, suggestion(wish)));
    }

    private String suggestion(Wish wish) {
        var home = municipalities.stream()
                .filter(municipality -> wish.core().equals(Wish.core(municipality.name())))
                .map(municipality -> countyOf(municipality.county()))
                .flatMap(Optional::stream)
                .distinct()
                .limit(5)
                .toList();
        if (!home.isEmpty()) {
            return "A municipality of that name lies in %s.".formatted(list(home, ", "));
        }
        var near = counties.stream()
                .sorted(Comparator.comparingInt(wish::distance).thenComparing(County::key))
                .limit(3)
                .toList();
        return "Did you mean %s?".formatted(list(near, ", "));
    }

    private Optional<County> countyOf(String key) {
        return counties.stream().filter(county -> county.key().equals(key)).findFirst();
    }

    private static String list(List<County> some, String between) {
        return some.stream().map(County::toString).collect(Collectors.joining(between));
    }

    /** No county bears that name, or several do; the message names those that come near. */
    public static final class UnknownCounty extends IllegalArgumentException {
        private UnknownCounty(String message) {
            super(message);
        }
    }

    /** What somebody typed, and what may be meant by it. */
    private record Wish(String typed, String core, boolean county, boolean town) {

        Wish(String typed) {
            this(
                    typed.strip(),
                    core(typed),
                    typed.toLowerCase(Locale.GERMAN).matches(".*(kreis|\\blk\\b).*"),
                    typed.toLowerCase(Locale.GERMAN).matches(".*(\\bstadt\\b|kreisfrei|stadtkreis|hauptstadt).*"));
        }

        boolean means(County candidate) {
            if (candidate.key().equals(typed)) {
                return true;
            }
            var full = core(candidate.name());
            var bare = core(candidate.name().split("[,(]", 2)[0]);
            var official = core(candidate.officialName().official());
            if (!core.equals(full) && !core.equals(bare) && !core.equals(official)) {
                return false;
            }
            return town ? candidate.isTown() : !county || !candidate.isTown();
        }

        int distance(County candidate) {
            var name = core(candidate.name());
            return name.startsWith(core) || core.startsWith(name) ? 1 : Spelling.distance(core, name);
        }

        /** The name without what people leave out: Landkreis, Stadt, umlauts, capitals, signs. */
        static String core(String text) {
            return " "
                    .concat(text.toLowerCase(Locale.GERMAN))
                    .replace("ä", "ae")
                    .replace("ö", "oe")
                    .replace("ü", "ue")
                    .replace("ß", "ss")
                    .replaceAll("[^a-z0-9]+", " ")
                    .replaceAll(
                            " (kreisfreie|landkreis|stadtkreis|kreis|lk|stadt|landeshauptstadt|hansestadt|freie und)(?= |$)",
                            "")
                    .replaceAll(" ", "");
        }
    }

    private interface Reading<T> {
        T of(InputStream stream) throws IOException;
    }

    private static String text(String name) {
        return read(name, stream -> new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    }

    private static <T> T read(String name, Reading<T> reading) {
        try (var stream = Gazetteer.class.getResourceAsStream("/gazetteer/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("The gazetteer lacks " + name);
            }
            return reading.of(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
