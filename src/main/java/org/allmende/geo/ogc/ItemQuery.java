package org.allmende.geo.ogc;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.allmende.geo.Feature;
import org.allmende.geo.Layer;
import org.allmende.geo.crs.Crs;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/**
 * What is asked of a collection's items (OGC 17-069r4 §7.15, OGC 18-058r1 §6).
 *
 * @param box in EPSG:25832; null for everywhere
 * @param days null for any time
 * @param properties wanted values by their names
 * @param condition what else is wanted; null for nothing
 */
public record ItemQuery(
        @Nullable Envelope box,
        @Nullable Interval days,
        Map<String, String> properties,
        @Nullable Predicate<Feature> condition,
        Crs crs,
        int limit,
        int offset) {

    public static final int LIMIT = 10;
    public static final int HIGHEST_LIMIT = 10_000;

    /** The systems in which coordinates are asked for and given. */
    public static final List<Crs> SYSTEMS = List.of(Crs.CRS84, Crs.EPSG4326, Crs.EPSG25832, Crs.EPSG3857);

    /** A condition in a language of its own, which {@link #where} brings in. */
    public static final String FILTER = "filter";

    public static final String FILTER_LANGUAGE = "filter-lang";
    public static final String FILTER_CRS = "filter-crs";

    private static final Set<String> KNOWN =
            Set.of("bbox", "bbox-crs", "crs", "limit", "offset", "datetime", "f", FILTER, FILTER_LANGUAGE, FILTER_CRS);

    /** For a condition that is asked of every feature. */
    private static final long LONGEST_NANOS = 4_000_000_000L;

    private static final int FEATURES_BETWEEN_LOOKS = 256;

    /** What is asked by the plan that an object is of, not by its own words. */
    public static final String TOWN = "gemeinde";

    public static final String PLAN = "plan";

    /** Both ends belong to it; an open end is null. */
    public record Interval(
            @Nullable LocalDate from, @Nullable LocalDate until) {}

    /** @param asked each parameter once; {@link BadQuery} for what is unknown or makes no sense */
    public static ItemQuery of(Layer layer, Map<String, String> asked) {
        var properties = new LinkedHashMap<String, String>();
        asked.forEach((name, value) -> {
            if (!KNOWN.contains(name)) {
                if (!layer.names().contains(name) && !name.equals(TOWN) && !name.equals(PLAN)) {
                    throw new BadQuery("Unknown parameter: " + name);
                }
                properties.put(name, value);
            }
        });
        return new ItemQuery(
                box(asked.get("bbox"), crs(asked.get("bbox-crs"))),
                interval(asked.get("datetime")),
                properties,
                null,
                crs(asked.get("crs")),
                number("limit", asked.get("limit"), 1, HIGHEST_LIMIT, LIMIT),
                number("offset", asked.get("offset"), 0, Integer.MAX_VALUE, 0));
    }

    /**
     * With a condition more.
     *
     * @param within where everything lies that fulfils it, in EPSG:25832; null for anywhere
     */
    public ItemQuery where(Predicate<Feature> more, @Nullable Envelope within) {
        var both = box == null ? within : within == null ? box : box.intersection(within);
        return new ItemQuery(both, days, properties, more, crs, limit, offset);
    }

    /** CRS84 when nothing is said. */
    public static Crs crs(@Nullable String uri) {
        if (uri == null) {
            return Crs.CRS84;
        }
        return SYSTEMS.stream()
                .filter(crs -> crs.uri().equals(uri))
                .findFirst()
                .orElseThrow(() -> new BadQuery("Unknown coordinate reference system: " + uri));
    }

    private static int number(String name, @Nullable String text, int least, int most, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number < least) {
                throw new BadQuery("%s is at least %d".formatted(name, least));
            }
            return Math.min(number, most);
        } catch (NumberFormatException noNumber) {
            throw new BadQuery("%s is a whole number".formatted(name));
        }
    }

    /** A box that was written as the standard has it, in EPSG:25832; null when nothing was written. */
    public static @Nullable Envelope box(@Nullable String text, Crs crs) {
        if (text == null) {
            return null;
        }
        var numbers =
                Arrays.stream(text.split(",", -1)).map(ItemQuery::coordinate).toList();
        if (numbers.size() != 4 && numbers.size() != 6) {
            throw new BadQuery("bbox has four or six numbers");
        }
        int upper = numbers.size() / 2;
        double x1 = numbers.get(crs.northFirst() ? 1 : 0);
        double y1 = numbers.get(crs.northFirst() ? 0 : 1);
        double x2 = numbers.get(upper + (crs.northFirst() ? 1 : 0));
        double y2 = numbers.get(upper + (crs.northFirst() ? 0 : 1));
        if (y1 > y2 || (x1 > x2 && !crs.inDegrees())) {
            throw new BadQuery("bbox: the lower corner comes first");
        }
        if (crs.inDegrees() && (Math.abs(y1) > 90 || Math.abs(y2) > 90 || Math.abs(x1) > 180 || Math.abs(x2) > 180)) {
            throw new BadQuery("bbox: degrees go to 180 and 90");
        }
        // a box over the antimeridian reaches Germany from neither side but as the whole of the rest
        var box = x1 > x2 ? new Envelope(x1, 180, y1, y2) : new Envelope(x1, x2, y1, y2);
        return crs.toZone(box);
    }

    private static double coordinate(String text) {
        try {
            double number = Double.parseDouble(text.strip());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw new BadQuery("bbox has four or six numbers");
    }

    private static @Nullable Interval interval(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var ends = text.split("/", -1);
        if (ends.length == 1) {
            var day = day(ends[0]);
            return new Interval(day, day);
        }
        if (ends.length != 2) {
            throw new BadQuery("datetime is an instant or an interval");
        }
        var from = isOpen(ends[0]) ? null : day(ends[0]);
        var until = isOpen(ends[1]) ? null : day(ends[1]);
        if ((from == null && until == null) || (from != null && until != null && from.isAfter(until))) {
            throw new BadQuery("datetime: the interval begins before it ends");
        }
        return new Interval(from, until);
    }

    private static boolean isOpen(String end) {
        return end.isEmpty() || end.equals("..");
    }

    /** The day on which that is in Germany: {@code 2026-11-22} or a moment (RFC 3339). */
    public static LocalDate day(String text) {
        try {
            return text.length() > 10
                    ? GermanDates.dayOf(OffsetDateTime.parse(text).toInstant())
                    : LocalDate.parse(text);
        } catch (DateTimeParseException noDay) {
            throw new BadQuery("datetime is written as RFC 3339 has it");
        }
    }

    /**
     * One page of what is asked for.
     *
     * @param numbers of the objects in {@link Layer#features}
     * @param matched how many there are on all pages
     */
    // never changed
    @SuppressWarnings("ArrayRecordComponent")
    public record Found(Layer layer, int[] numbers, int matched) {

        public List<Feature> page() {
            return Arrays.stream(numbers).mapToObj(layer.features()::get).toList();
        }
    }

    public Found find(Layer layer) {
        boolean anything = days == null && properties.isEmpty() && condition == null;
        if (box == null && anything) {
            int all = layer.features().size();
            return new Found(
                    layer,
                    IntStream.range(Math.min(offset, all), (int) Math.min((long) offset + limit, all))
                            .toArray(),
                    all);
        }
        var near = box == null
                ? IntStream.range(0, layer.features().size()).toArray()
                : box.isNull() ? new int[0] : layer.list(box);
        if (!anything) {
            var watch = new Watch();
            near = Arrays.stream(near)
                    .filter(number -> {
                        watch.look();
                        return fits(layer.features().get(number));
                    })
                    .toArray();
        }
        int from = Math.min(offset, near.length);
        return new Found(
                layer, Arrays.copyOfRange(near, from, (int) Math.min((long) from + limit, near.length)), near.length);
    }

    /** Nobody keeps the server busy with a condition that takes long for each of all features. */
    private static final class Watch {
        private final long begun = System.nanoTime();
        private int looks;

        void look() {
            if (++looks % FEATURES_BETWEEN_LOOKS == 0 && System.nanoTime() - begun > LONGEST_NANOS) {
                throw new BadQuery("This takes too long for all features: ask for a smaller bbox or a simpler filter");
            }
        }
    }

    private boolean fits(Feature feature) {
        for (var wanted : properties.entrySet()) {
            var value = switch (wanted.getKey()) {
                case TOWN -> Optional.of(feature.plan().tenant());
                case PLAN -> Optional.of(feature.plan().id().toString());
                default -> feature.find(wanted.getKey()).map(Feature.Value::value);
            };
            if (!value.equals(Optional.of(wanted.getValue()))) {
                return false;
            }
        }
        return (days == null || feature.plan().life().isThereWithin(days.from(), days.until()))
                && (condition == null || condition.test(feature));
    }
}
