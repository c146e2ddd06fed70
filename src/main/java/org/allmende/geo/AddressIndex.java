package org.allmende.geo;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.crs.Position;
import org.allmende.platform.text.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * All addresses of the region in memory, found by the beginnings of words in any order: {@code bahnhofstr 12a glad}. A word is compared
 * without capitals and umlauts, and "Straße", "Strasse" and "Str." are one. About 30 bytes for each address; it never changes.
 */
public final class AddressIndex {

    private static final Pattern STREET = Pattern.compile("stra(ss?e?)?(?= |$)");
    private static final Pattern STREET_APART = Pattern.compile("(?<=[\\p{L}\\p{Nd}]) str(?= |$)");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\d])(\\d{1,4})\\s?(\\p{L}(?![\\p{L}\\d]))?"
            + "(\\s?[-–/+]\\s?\\d{1,4}\\s?(\\p{L}(?![\\p{L}\\d]))?)?(?!\\d)");
    private static final Pattern BEFORE_LETTER = Pattern.compile("(?<=\\d)(?=\\p{L})");
    private static final double METRES = 0.01;

    /**
     * A house, or a street as a whole where no number was asked for or it has none such.
     *
     * @param place postal code, town and district
     * @param tenant the municipality in which it lies; empty outside all of them
     * @param where longitude and latitude
     * @param exact whether it is the house that was asked for
     */
    public record Hit(String name, String place, String tenant, Position where, boolean exact, boolean invented) {}

    /** A street and what only the region knows of it. */
    record Placed(Street street, String tenant, String town, boolean invented) {}

    private static final class Entry {
        private final String name;
        private final String folded;
        private final String place;
        private final String tenant;
        private final boolean invented;
        private final String[] numbers;
        private final int[] east;
        private final int[] north;

        Entry(Placed placed, Map<String, String> once) {
            var street = placed.street();
            var houses = street.houses();
            var town = street.town().isEmpty() ? placed.town() : street.town();
            name = street.name();
            folded = fold(name);
            place = once.computeIfAbsent(
                    (street.plz() + " " + town).strip()
                            + (street.district().isEmpty() || street.district().equals(town)
                                    ? ""
                                    : ", " + street.district()),
                    same -> same);
            tenant = placed.tenant();
            invented = placed.invented();
            numbers = houses.stream()
                    .map(house -> once.computeIfAbsent(house.number(), same -> same))
                    .toArray(String[]::new);
            east = houses.stream().mapToInt(Street.House::east).toArray();
            north = houses.stream().mapToInt(Street.House::north).toArray();
        }

        Hit hit(int house, boolean exact) {
            return new Hit(
                    name + " " + BEFORE_LETTER.matcher(numbers[house]).replaceAll(" "),
                    place,
                    tenant,
                    where(house),
                    exact,
                    invented);
        }

        Hit hit() {
            return new Hit(name, place, tenant, where(numbers.length / 2), false, invented);
        }

        private Position where(int house) {
            return Crs.EPSG25832.toLonLat(east[house] * METRES, north[house] * METRES);
        }
    }

    private final Entry[] streets;
    private final String[] words;
    private final int[][] at;

    AddressIndex(List<Placed> placed) {
        var once = new HashMap<String, String>();
        var german = Collator.getInstance(Locale.GERMAN);
        streets = placed.stream()
                .map(one -> new Entry(one, once))
                .sorted(Comparator.comparing((Entry one) -> one.name, german).thenComparing(one -> one.place, german))
                .toArray(Entry[]::new);
        var found = new TreeMap<String, BitSet>();
        for (int i = 0; i < streets.length; i++) {
            var text = Spelling.fold(streets[i].name);
            for (var word : (text + " " + streets[i].folded + " " + fold(streets[i].place)).split(" ", -1)) {
                found.computeIfAbsent(word, ignored -> new BitSet()).set(i);
            }
        }
        words = found.keySet().toArray(String[]::new);
        at = found.values().stream().map(bits -> bits.stream().toArray()).toArray(int[][]::new);
    }

    /** {@code Bahnhof-Straße} → {@code bahnhofstr}; what is still being typed as well. */
    private static String fold(String text) {
        var shortened = STREET.matcher(Spelling.fold(text)).replaceAll("str");
        return STREET_APART.matcher(shortened).replaceAll("str");
    }

    public int addresses() {
        return Arrays.stream(streets).mapToInt(one -> one.numbers.length).sum();
    }

    /**
     * The best first.
     *
     * @param tenant the municipality in which they have to lie; null for anywhere
     */
    public List<Hit> search(String typed, @Nullable String tenant, int most) {
        int from = -1;
        int to = -1;
        var numbers = NUMBER.matcher(typed);
        while (numbers.find()) {
            from = numbers.start();
            to = numbers.end();
        }
        if (from >= 0) {
            var number = typed.substring(from, to)
                    .replaceAll("\\s+", "")
                    .replace('–', '-')
                    .replaceFirst("^0+(?=\\d)", "")
                    .toLowerCase(Locale.GERMAN);
            var found = houses(ranked(typed.substring(0, from) + " " + typed.substring(to), tenant), number, most);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return ranked(typed, tenant).stream().limit(most).map(Entry::hit).toList();
    }

    /** Where no house has the number, the streets. */
    private static List<Hit> houses(List<Entry> streets, String number, int most) {
        var exact = new ArrayList<Hit>();
        var longer = new ArrayList<Hit>();
        for (var street : streets) {
            for (int i = 0; i < street.numbers.length && exact.size() < most; i++) {
                var one = street.numbers[i];
                if (one.equals(number)) {
                    exact.add(street.hit(i, true));
                } else if (longer.size() < most && one.startsWith(number)) {
                    longer.add(street.hit(i, false));
                }
            }
        }
        exact.addAll(longer);
        var found = exact.isEmpty() ? streets.stream().map(Entry::hit).toList() : exact;
        return found.subList(0, Math.min(most, found.size()));
    }

    /** Those in which each word begins a word: first the street that is named in full, then those that begin so. */
    private List<Entry> ranked(String typed, @Nullable String tenant) {
        var folded = fold(typed);
        if (folded.isEmpty()) {
            return List.of();
        }
        var tokens = folded.split(" ", -1);
        var all = new BitSet(streets.length);
        all.set(0, streets.length);
        for (var token : tokens) {
            all.and(beginning(token));
        }
        var ranks = List.of(new ArrayList<Entry>(), new ArrayList<Entry>(), new ArrayList<Entry>());
        for (int i = all.nextSetBit(0); i >= 0; i = all.nextSetBit(i + 1)) {
            var street = streets[i];
            if (tenant == null || tenant.equals(street.tenant)) {
                boolean full = (folded + " ").startsWith(street.folded + " ");
                ranks.get(full ? 0 : street.folded.startsWith(tokens[0]) ? 1 : 2)
                        .add(street);
            }
        }
        return ranks.stream().flatMap(List::stream).toList();
    }

    private BitSet beginning(String token) {
        var found = new BitSet(streets.length);
        int start = Arrays.binarySearch(words, token);
        for (int i = start < 0 ? -start - 1 : start; i < words.length && words[i].startsWith(token); i++) {
            for (int street : at[i]) {
                found.set(street);
            }
        }
        return found;
    }
}
