package org.allmende.cases.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.region.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * The map on which a place is shown by clicking on it: a picture that is a button, so that it needs no script. The browser sends
 * where it was clicked, and the page comes back with the coordinates filled in and the map nearer to them.
 *
 * @param frame what the picture shows
 * @param latitude of the place that is shown already, empty for none; {@code longitude} likewise
 */
public record PointMap(Frame frame, String latitude, String longitude) {

    /** Pixels of the picture: as wide as the narrowest phone has room. */
    public static final int WIDTH = 288;

    public static final int HEIGHT = 240;

    private static final String CLICK = ".stelle";
    private static final String FRAME = ".ausschnitt";
    private static final int NEAREST = 200;
    private static final int FARTHEST = 60_000;
    private static final int TOWN = 14_000;
    private static final int AROUND = 1_500;
    private static final double METRES_PER_DEGREE = 111_195;
    private static final Pattern INPUT = Pattern.compile("[a-z0-9_.]{1,100}");
    private static final Pattern BUTTON = Pattern.compile("(naeher|ferner):(%s)".formatted(INPUT));

    /**
     * A part of the map.
     *
     * @param lat of its middle, degrees (WGS 84)
     * @param metres from its left to its right edge
     */
    public record Frame(double lat, double lon, int metres) {

        /** {@code 50.77000,8.58000,1500}; empty when it is nothing of the kind. */
        static Optional<Frame> parse(@Nullable String text) {
            var parts = text == null ? new String[0] : text.split(",", 4);
            try {
                return parts.length == 3
                        ? Optional.of(new Frame(
                                Math.clamp(Double.parseDouble(parts[0]), -85, 85),
                                Math.clamp(Double.parseDouble(parts[1]), -180, 180),
                                Integer.parseInt(parts[2])))
                        : Optional.empty();
            } catch (NumberFormatException typed) {
                return Optional.empty();
            }
        }

        public Frame {
            metres = Math.clamp(metres, NEAREST, FARTHEST);
        }

        private Frame at(double x, double y) {
            double degrees = metres / METRES_PER_DEGREE / WIDTH;
            return new Frame(
                    lat + (HEIGHT / 2.0 - y) * degrees,
                    lon + (x - WIDTH / 2.0) * degrees / Math.cos(Math.toRadians(lat)),
                    Math.min(metres, Math.max(400, metres / 4)));
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.5f,%.5f,%d", lat, lon, metres);
        }
    }

    /**
     * What the page shows after a click.
     *
     * @param name the question's input
     */
    record Moved(Map<String, List<String>> posted, String name, Frame frame) {

        String query() {
            return "?%s=%s#%s".formatted(name + FRAME, frame, name);
        }
    }

    /** @param asked the page's parameters, which may name another part of the map than the usual one */
    static PointMap of(String name, Map<String, String> values, Tenant town, Map<String, String[]> asked) {
        var latitude = values.getOrDefault("lat", "");
        var longitude = values.getOrDefault("lon", "");
        var place = town.place();
        var frame = Frame.parse(first(asked, name + FRAME))
                .or(() -> Frame.parse(latitude.replace(',', '.') + "," + longitude.replace(',', '.') + "," + AROUND))
                .orElseGet(() -> place == null
                        ? new Frame(51, 10, FARTHEST)
                        : new Frame(place.lat(), place.lon(), town.kind() == Tenant.Kind.COUNTY ? FARTHEST : TOWN));
        return new PointMap(frame, latitude, longitude);
    }

    /** Empty when neither the picture nor a button beside it was pressed. */
    static Optional<Moved> move(Map<String, List<String>> posted, Map<String, String[]> sent) {
        var button = BUTTON.matcher(String.valueOf(first(sent, "weiter")));
        if (button.matches()) {
            var name = button.group(2);
            boolean nearer = button.group(1).equals("naeher");
            return Frame.parse(first(sent, name + FRAME))
                    .map(now -> new Frame(now.lat, now.lon, nearer ? now.metres / 2 : now.metres * 2))
                    .map(frame -> new Moved(posted, name, frame));
        }
        return sent.keySet().stream()
                .filter(input -> input.endsWith(CLICK + ".x"))
                .map(input -> input.substring(0, input.length() - CLICK.length() - 2))
                .filter(name -> INPUT.matcher(name).matches())
                .findFirst()
                .flatMap(name -> click(name, posted, sent));
    }

    private static Optional<Moved> click(String name, Map<String, List<String>> posted, Map<String, String[]> sent) {
        return Frame.parse(first(sent, name + FRAME)).map(now -> {
            int x = pixel(first(sent, name + CLICK + ".x"), WIDTH);
            int y = pixel(first(sent, name + CLICK + ".y"), HEIGHT);
            if (x == 0 && y == 0) {
                // pressed by the keyboard, which points nowhere
                return new Moved(posted, name, now);
            }
            var there = now.at(x, y);
            var changed = new LinkedHashMap<>(posted);
            changed.put(name + ".lat", List.of(String.format(Locale.GERMANY, "%.6f", there.lat)));
            changed.put(name + ".lon", List.of(String.format(Locale.GERMANY, "%.6f", there.lon)));
            return new Moved(changed, name, there);
        });
    }

    private static int pixel(@Nullable String text, int most) {
        return text != null && text.matches("\\d{1,5}") ? Math.min(most, Integer.parseInt(text)) : 0;
    }

    private static @Nullable String first(Map<String, String[]> parameters, String name) {
        var values = parameters.get(name);
        return values == null || values.length == 0 ? null : values[0];
    }

    /** Where the picture is; its middle, its width and the place that is marked in it. */
    public String picture() {
        return "/karte/ausschnitt.svg?mitte=%s&stelle=%s"
                .formatted(
                        frame,
                        latitude.isEmpty() ? "" : latitude.replace(',', '.') + "," + longitude.replace(',', '.'));
    }
}
