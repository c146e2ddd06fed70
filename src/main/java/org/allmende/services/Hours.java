package org.allmende.services;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Opening hours as an office writes them: {@code Mo-Fr 08:00-12:00; Do 14:00-18:00}. */
public record Hours(List<Opening> openings) {

    private static final List<String> DAYS = List.of("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So");
    private static final Pattern PART =
            Pattern.compile("(Mo|Di|Mi|Do|Fr|Sa|So)(?:-(Mo|Di|Mi|Do|Fr|Sa|So))? (\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

    /** Open on these days from one time to another. */
    public record Opening(DayOfWeek first, DayOfWeek last, LocalTime from, LocalTime to) {}

    public Hours {
        openings = List.copyOf(openings);
    }

    /** Empty when it cannot be understood. */
    public static Optional<Hours> parse(String text) {
        var openings = new ArrayList<Opening>();
        for (var part : text.strip().split("\\s*;\\s*", -1)) {
            var match = PART.matcher(part);
            if (!match.matches() || !isTime(match.group(3)) || !isTime(match.group(4))) {
                return Optional.empty();
            }
            var first = day(match.group(1));
            var last = match.group(2) == null ? first : day(match.group(2));
            var from = LocalTime.parse(match.group(3));
            var to = LocalTime.parse(match.group(4));
            if (last.compareTo(first) < 0 || !to.isAfter(from)) {
                return Optional.empty();
            }
            openings.add(new Opening(first, last, from, to));
        }
        return Optional.of(new Hours(openings));
    }

    private static boolean isTime(String text) {
        return TIME.matcher(text).matches();
    }

    private static DayOfWeek day(String name) {
        return DayOfWeek.of(DAYS.indexOf(name) + 1);
    }
}
