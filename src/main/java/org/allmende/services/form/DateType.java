package org.allmende.services.form;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.allmende.platform.feel.Expression;
import org.jspecify.annotations.Nullable;

/**
 * A date in three fields, day, month and year.
 *
 * @param earliest expression over {@code today} and the parameters; null for no limit
 */
public record DateType(
        @Nullable Expression earliest, @Nullable Expression latest) implements QuestionType {

    private static final List<String> PARTS = List.of("day", "month", "year");
    private static final DateTimeFormatter GERMAN = DateTimeFormatter.ofPattern("d. MMMM yyyy", Locale.GERMANY);
    private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);

    @Override
    public String word() {
        return "date";
    }

    @Override
    public List<String> parts() {
        return PARTS;
    }

    @Override
    public Posting.Reading read(Posting posting) {
        var faults = new ArrayList<Posting.Fault>();
        var numbers = new int[3];
        int empty = 0;
        for (int i = 0; i < 3; i++) {
            var part = PARTS.get(i);
            var typed = posting.line(part);
            if (typed.isEmpty()) {
                empty++;
                faults.add(new Posting.Fault(part, Wording.text("error.date." + part + ".missing")));
            } else if (!typed.matches("[0-9]{1,4}") || (part.equals("year") && typed.length() != 4)) {
                faults.add(new Posting.Fault(part, Wording.text("error.date." + part)));
            } else {
                numbers[i] = Integer.parseInt(typed);
            }
        }
        if (empty == 3) {
            return Posting.Reading.EMPTY;
        }
        return faults.isEmpty() ? date(posting, numbers) : new Posting.Reading.Wrong(faults);
    }

    private Posting.Reading date(Posting posting, int[] numbers) {
        LocalDate date;
        try {
            date = LocalDate.of(numbers[2], numbers[1], numbers[0]);
        } catch (DateTimeException impossible) {
            var written = "%d.%d.%d".formatted(numbers[0], numbers[1], numbers[2]);
            return Posting.Reading.wrong("day", "date.impossible", written);
        }
        var scope = posting.setting().scope();
        if (earliest != null && earliest.value(scope) instanceof LocalDate first && date.isBefore(first)) {
            return tooFar("date.early", first, posting.setting());
        }
        if (latest != null && latest.value(scope) instanceof LocalDate last && date.isAfter(last)) {
            return last.equals(posting.setting().today())
                    ? Posting.Reading.wrong("day", "date.future")
                    : tooFar("date.late", last, posting.setting());
        }
        return Posting.Reading.of(new Value.Day(date));
    }

    private Posting.Reading tooFar(String message, LocalDate limit, Setting setting) {
        var day = new Value.Day(limit);
        return Posting.Reading.wrong("day", message, new Text(show(day, "de", setting), show(day, "en", setting)));
    }

    @Override
    public String show(Value value, String language, Setting setting) {
        return written(((Value.Day) value).date(), language);
    }

    /** {@code 4. Mai 2019} or {@code 4 May 2019}. */
    public static String written(LocalDate date, String language) {
        return date.format("en".equals(language) ? ENGLISH : GERMAN);
    }

    @Override
    public Map<String, List<String>> typed(Value value) {
        var date = ((Value.Day) value).date();
        return Map.of(
                "day", List.of(String.valueOf(date.getDayOfMonth())),
                "month", List.of(String.valueOf(date.getMonthValue())),
                "year", List.of("%04d".formatted(date.getYear())));
    }

    @Override
    public Value sample() {
        return new Value.Day(LocalDate.of(2001, 2, 28));
    }
}
