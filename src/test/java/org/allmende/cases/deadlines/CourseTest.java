package org.allmende.cases.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.Term;
import org.allmende.platform.time.WorkingDays;
import org.allmende.services.Deadline.WhileMissing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Deadlines by §§ 187 to 193 BGB, one row of a table for each rule. */
class CourseTest {

    private static final WorkingDays HESSEN = new WorkingDays("06534");
    private static final LocalDate TODAY = LocalDate.of(2027, 2, 10);

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/legal-deadlines/terms.csv", delimiter = ';', numLinesToSkip = 2)
    void aPeriodEndsWhenTheCivilCodeSays(
            String why, Term.Begin begin, LocalDate start, String term, LocalDate last, LocalDate due) {
        var end = term(term).lastDay(start, begin, HESSEN);

        assertThat(end).as(why).isEqualTo(last);
        assertThat(HESSEN.orNext(end)).as(why).isEqualTo(due);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/legal-deadlines/courses.csv", delimiter = ';', numLinesToSkip = 3)
    void aClockStandsWhenItsRuleSays(
            String why,
            String term,
            WhileMissing missing,
            LocalDate began,
            @Nullable String waited,
            @Nullable LocalDate due) {
        var course = Course.of(new Rule("", term(term), missing), began, holds(waited), TODAY, HESSEN);

        assertThat(course.due()).as(why).isEqualTo(due);
    }

    /** § 190 BGB: from the end of the period before, which may itself have been moved to a working day. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "three months and one; 3 MONTHS; 1 MONTHS; 2026-10-15; ; 2027-02-15",
                "the end before was a Sunday; 3 MONTHS; 1 MONTHS; 2026-10-31; ; 2027-03-01",
                "into a leap day; 1 MONTHS; 1 MONTHS; 2027-12-29; ; 2028-02-29",
                "past a February without one; 1 MONTHS; 1 MONTHS; 2026-12-29; ; 2027-03-01",
                "two weeks into Easter; 3 MONTHS; 2 WEEKS; 2026-12-14; ; 2027-03-30",
                "rests before its end; 3 MONTHS; 1 MONTHS; 2026-10-15; S 2026-11-02 2026-11-06; 2027-02-22",
                "rests while it is longer; 3 MONTHS; 1 MONTHS; 2026-10-15; S 2027-01-18 2027-01-22; 2027-02-22"
            })
    void aProlongedPeriodIsCountedFromTheEndOfTheOneBefore(
            String why, String term, String more, LocalDate began, @Nullable String waited, LocalDate due) {
        var rule = new Rule("", term(term), WhileMissing.RESTS, term(more));

        assertThat(Course.of(rule, began, holds(waited), LocalDate.of(2027, 1, 2), HESSEN)
                        .due())
                .as(why)
                .isEqualTo(due);
    }

    @Test
    void aTimeOfWaitingThatBeginsOnTheDayOfReceiptStopsTheClockToo() {
        var rule = new Rule("", term("3 MONTHS"), WhileMissing.RESTS);
        var course = Course.of(rule, TODAY, holds("S 2027-02-10"), TODAY, HESSEN);

        assertThat(course.stands()).isTrue();
        assertThat(course.due()).isEqualTo(LocalDate.of(2027, 5, 10));
    }

    @Test
    void whatFollowsFromADeadlineFollowsWhenItsLastDayIsOverInGermany() {
        assertThat(wakeAfter(LocalDate.of(2027, 3, 28))).hasToString("2027-03-28T22:00:00Z");
        assertThat(wakeAfter(LocalDate.of(2027, 3, 27))).hasToString("2027-03-27T23:00:00Z");
        assertThat(wakeAfter(LocalDate.of(2026, 10, 25))).hasToString("2026-10-25T23:00:00Z");
        assertThat(Duration.between(
                        LocalDate.of(2027, 3, 28).atStartOfDay(GermanDates.BERLIN),
                        wakeAfter(LocalDate.of(2027, 3, 28)).atZone(GermanDates.BERLIN)))
                .as("the shortest day of the year")
                .hasHours(23);
    }

    @Test
    void theOfficeIsRemindedTwoWeeksBeforeALongDeadlineAndInTimeBeforeAShortOne() {
        assertThat(reminder(Period.ofMonths(3))).isEqualTo(LocalDate.of(2027, 2, 17));
        assertThat(reminder(Period.ofDays(12))).isEqualTo(LocalDate.of(2026, 12, 12));
    }

    private static LocalDate reminder(Period within) {
        var began = LocalDate.of(2026, 12, 3);
        var rule = new Rule("", Term.of(within), WhileMissing.RUNS);
        var deadline = new CaseDeadline(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        CaseDeadline.Kind.DECISION,
                        rule,
                        null,
                        began,
                        null,
                        null,
                        null)
                .counted(List.of(), began, HESSEN);
        return GermanDates.dayOf(java.util.Objects.requireNonNull(deadline.wake(false)));
    }

    private static java.time.Instant wakeAfter(LocalDate due) {
        var answer = new CaseDeadline(
                UUID.randomUUID(),
                UUID.randomUUID(),
                CaseDeadline.Kind.ANSWER,
                null,
                null,
                due.minusDays(14),
                due,
                null,
                null);
        return java.util.Objects.requireNonNull(answer.wake(false));
    }

    private static Term term(String text) {
        var words = text.split(" ", -1);
        return new Term(Integer.parseInt(words[0]), Term.Unit.valueOf(words[1]));
    }

    private static List<Hold> holds(@Nullable String text) {
        return text == null
                ? List.of()
                : Stream.of(text.split(",", -1)).map(CourseTest::hold).toList();
    }

    private static Hold hold(String text) {
        var words = text.split(" ", -1);
        var kind = switch (words[0]) {
            case "P" -> Hold.Kind.PAPERS;
            case "S" -> Hold.Kind.SUSPENSION;
            default -> Hold.Kind.QUESTION;
        };
        return new Hold(kind, LocalDate.parse(words[1]), words.length > 2 ? LocalDate.parse(words[2]) : null);
    }
}
