package org.allmende.region;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** When an office is open, week by week. */
public record OpeningHours(@JsonValue List<Span> spans) {

    /** One time of one weekday at which the door is open. */
    public record Span(DayOfWeek day, LocalTime from, LocalTime until) {

        public Span {
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException(
                        "Opening hours from %s until %s end before they begin.".formatted(from, until));
            }
        }
    }

    public static final OpeningHours NONE = new OpeningHours(List.of());

    private static final List<String> DAYS = List.of("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So");
    private static final Pattern PART = Pattern.compile(
            "(Mo|Di|Mi|Do|Fr|Sa|So)(?:[–-](Mo|Di|Mi|Do|Fr|Sa|So))? +(\\d{1,2}:\\d\\d)[–-](\\d{1,2}:\\d\\d)");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OpeningHours(List<Span> spans) {
        this.spans = spans.stream()
                .sorted(Comparator.comparing(Span::day).thenComparing(Span::from))
                .toList();
    }

    /** Reads {@code Mo–Fr 8:00–12:00, Do 14:00–18:00}. */
    public static OpeningHours parse(String text) {
        var spans = new ArrayList<Span>();
        for (var part : text.split(",", -1)) {
            var found = PART.matcher(part.strip());
            if (!found.matches()) {
                throw new IllegalArgumentException(
                        "\"%s\" are no opening hours; write them like Mo–Fr 8:00–12:00, Do 14:00–18:00."
                                .formatted(part.strip()));
            }
            int first = DAYS.indexOf(found.group(1));
            int last = found.group(2) == null ? first : DAYS.indexOf(found.group(2));
            for (int day = first; day <= last; day++) {
                spans.add(new Span(DayOfWeek.of(day + 1), time(found.group(3)), time(found.group(4))));
            }
        }
        return new OpeningHours(spans);
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text.length() == 4 ? "0" + text : text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"%s\" is no time of day.".formatted(text), e);
        }
    }

    /** The span in which the office is open at that moment. */
    public Optional<Span> openAt(LocalDateTime moment) {
        var time = moment.toLocalTime();
        return spans.stream()
                .filter(span ->
                        span.day == moment.getDayOfWeek() && !time.isBefore(span.from) && time.isBefore(span.until))
                .findFirst();
    }

    /** When the door opens next, within the coming week. */
    public Optional<LocalDateTime> nextOpening(LocalDateTime moment) {
        return spans.stream()
                .map(span -> {
                    int days = Math.floorMod(
                            span.day.getValue() - moment.getDayOfWeek().getValue(), 7);
                    var opening = moment.toLocalDate().plusDays(days).atTime(span.from);
                    return opening.isAfter(moment) ? opening : opening.plusWeeks(1);
                })
                .min(Comparator.naturalOrder());
    }

    @Override
    public String toString() {
        var lines = new ArrayList<String>();
        for (int i = 0; i < spans.size(); i++) {
            var span = spans.get(i);
            int last = i;
            while (last + 1 < spans.size() && follows(spans.get(last), spans.get(last + 1))) {
                last++;
            }
            var days = last == i ? name(span.day) : name(span.day) + "–" + name(spans.get(last).day);
            lines.add("%s %s–%s".formatted(days, span.from, span.until));
            i = last;
        }
        return String.join(", ", lines);
    }

    private static boolean follows(Span one, Span next) {
        return next.day.getValue() == one.day.getValue() + 1
                && next.from.equals(one.from)
                && next.until.equals(one.until);
    }

    private static String name(DayOfWeek day) {
        return DAYS.get(day.getValue() - 1);
    }
}
