package org.allmende.cases.deadlines;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.allmende.platform.time.Term;
import org.allmende.platform.time.WorkingDays;
import org.allmende.services.Deadline.WhileMissing;
import org.jspecify.annotations.Nullable;

/**
 * How a deadline has come about: from when it counts, when it stood still, and when it ends.
 *
 * @param began the day of the event from which it counts, which does not count itself (§ 187 (1) BGB)
 * @param complete whether it has begun anew on that day, because then only all papers were there (§ 42a (2) VwVfG)
 * @param holds the times that are not counted
 * @param last the last day by its number, whatever day of the week it is
 * @param due its last day; null while it has not begun, since papers are missing
 */
public record Course(
        LocalDate began,
        boolean complete,
        List<Hold> holds,
        @Nullable LocalDate last,
        @Nullable LocalDate due) {

    public Course {
        holds = List.copyOf(holds);
    }

    /** Whether it stands still now. */
    public boolean stands() {
        return due == null || holds.stream().anyMatch(hold -> hold.until() == null);
    }

    /** Whether it ends later than its number says, since that is no working day (§ 193 BGB). */
    public boolean moved() {
        return due != null && !due.equals(last);
    }

    /** @param today up to which a time of waiting that lasts is counted */
    public static Course of(Rule rule, LocalDate began, List<Hold> holds, LocalDate today, WorkingDays days) {
        var first = once(rule, began, holds, today, days);
        var more = rule.more();
        var ended = first.due();
        return more == null || ended == null ? first : prolonged(rule, more, first, ended, holds, today, days);
    }

    /** A prolonged period is counted from the end of the one before (§ 190 BGB). */
    private static Course prolonged(
            Rule rule, Term more, Course first, LocalDate ended, List<Hold> holds, LocalDate today, WorkingDays days) {
        var later = holds.stream().filter(hold -> hold.since().isAfter(ended)).toList();
        var rest = once(
                new Rule(rule.law(), more, rule.missing()),
                ended,
                rule.missing() == WhileMissing.RESTARTS ? suspensions(later) : later,
                today,
                days);
        var all = new ArrayList<>(first.holds());
        all.addAll(rest.holds());
        return new Course(first.began(), first.complete(), all, rest.last(), rest.due());
    }

    private static Course once(Rule rule, LocalDate began, List<Hold> holds, LocalDate today, WorkingDays days) {
        if (rule.missing() == WhileMissing.RUNS) {
            return ended(began, false, List.of(), rule.term().lastDay(began, Term.Begin.EVENT, days), days);
        }
        var sorted = holds.stream().sorted(Comparator.comparing(Hold::since)).toList();
        if (rule.missing() == WhileMissing.RESTS) {
            return resting(rule, began, false, sorted, today, days);
        }
        var papers = sorted.stream()
                .filter(hold -> hold.kind() == Hold.Kind.PAPERS)
                .max(Comparator.comparing(hold -> Objects.requireNonNullElse(hold.until(), LocalDate.MAX)));
        if (papers.isEmpty()) {
            return resting(rule, began, false, suspensions(sorted), today, days);
        }
        var back = papers.get().until();
        return back == null
                ? new Course(began, false, List.of(papers.get()), null, null)
                : resting(rule, back, true, suspensions(sorted), today, days);
    }

    private static List<Hold> suspensions(List<Hold> holds) {
        return holds.stream()
                .filter(hold -> hold.kind() == Hold.Kind.SUSPENSION)
                .toList();
    }

    /** Days of waiting are not counted (§ 209 BGB in analogy): the first and the last of them neither. */
    private static Course resting(
            Rule rule, LocalDate began, boolean complete, List<Hold> holds, LocalDate today, WorkingDays days) {
        var last = rule.term().lastDay(began, Term.Begin.EVENT, days);
        var counted = new ArrayList<Hold>();
        var after = began;
        for (var hold : holds) {
            var until = Objects.requireNonNullElse(hold.until(), today);
            var from = hold.since().isAfter(after) ? hold.since() : after.plusDays(1);
            boolean took = !until.isBefore(from);
            // one that lasts stops the clock from its first day on, though no day of it counts yet
            if (from.isAfter(days.orNext(last)) || (!took && hold.until() != null)) {
                continue;
            }
            if (took) {
                last = prolonged(rule.term(), last, from, until, days);
                after = until;
            }
            counted.add(hold);
        }
        return ended(began, complete, counted, last, days);
    }

    private static LocalDate prolonged(Term term, LocalDate last, LocalDate from, LocalDate until, WorkingDays days) {
        return term.unit() == Term.Unit.WORKING_DAYS
                ? days.after(last, days.between(from.minusDays(1), until))
                : last.plusDays(from.datesUntil(until.plusDays(1)).count());
    }

    private static Course ended(LocalDate began, boolean complete, List<Hold> holds, LocalDate last, WorkingDays days) {
        return new Course(began, complete, holds, last, days.orNext(last));
    }
}
