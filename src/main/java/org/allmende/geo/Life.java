package org.allmende.geo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.allmende.geo.Plan.Standing;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;

/**
 * How far a plan was on every day (§§ 2 to 10 BauGB): what its file says, and what its municipality has said since then.
 *
 * @param phases by the day on which each begins; the first may begin at {@link LocalDate#MIN}, when nobody says since when
 */
public record Life(List<Phase> phases) {

    /** @param from the first day */
    public record Phase(Standing standing, LocalDate from) {}

    /**
     * What a municipality says has happened.
     *
     * @param until last day of the period when it was laid open; null for everything else
     */
    public record Step(
            int number, Kind kind, LocalDate day, @Nullable LocalDate until) {

        public enum Kind {
            LAID_OPEN,
            DECIDED,
            IN_FORCE,
            REPEALED;

            public String key() {
                return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            }
        }
    }

    static Life of(Plan plan) {
        var marks = new ArrayList<Phase>();
        fromFile(plan, marks);
        for (var step : plan.steps()) {
            switch (step.kind()) {
                case LAID_OPEN -> open(marks, step.day(), step.until());
                case DECIDED -> marks.add(new Phase(Standing.DECIDED, step.day()));
                case IN_FORCE -> marks.add(new Phase(Standing.IN_FORCE, step.day()));
                case REPEALED -> marks.add(new Phase(Standing.ENDED, step.day()));
            }
        }
        if (plan.replaced() != null) {
            marks.add(new Phase(Standing.ENDED, plan.replaced()));
        }
        marks.sort(Comparator.comparing(Phase::from).thenComparing(Phase::standing));
        var phases = new ArrayList<Phase>();
        for (var mark : marks) {
            var last = phases.isEmpty() ? null : phases.getLast();
            if (last != null && last.from().equals(mark.from())) {
                phases.removeLast();
                last = phases.isEmpty() ? null : phases.getLast();
            }
            // nothing leads back from the end, and a plan in force may be laid open again for its change without being
            // out of force
            if (last == null || (last.standing() != mark.standing() && goesOn(last.standing(), mark.standing()))) {
                phases.add(mark);
            }
        }
        return new Life(List.copyOf(phases));
    }

    private static boolean goesOn(Standing last, Standing next) {
        return switch (last) {
            case ENDED -> false;
            case IN_FORCE -> next == Standing.ENDED;
            default -> true;
        };
    }

    /** A file knows nothing beyond what it says is reached; what it says to be reached holds also when it does not say since when. */
    private static void fromFile(Plan plan, List<Phase> marks) {
        var about = plan.about();
        var said = plan.standing();
        mark(marks, Standing.PREPARED, about.find("aufstellungsbeschlussDatum"));
        open(marks, about.find("auslegungsStartDatum"), about.find("auslegungsEndDatum"));
        if (has(said, Standing.DECIDED)) {
            mark(marks, Standing.DECIDED, about.find("satzungsbeschlussDatum"));
        }
        if (has(said, Standing.IN_FORCE)) {
            mark(marks, Standing.IN_FORCE, about.find("inkrafttretensDatum"));
        }
        if (has(said, Standing.ENDED)) {
            mark(marks, Standing.ENDED, about.find("untergangsDatum"));
        }
        var reached = said == Standing.LAID_OPEN ? Standing.PREPARED : said;
        if (marks.stream().noneMatch(mark -> mark.standing() == reached)) {
            var last = marks.stream().map(Phase::from).max(Comparator.naturalOrder());
            marks.add(new Phase(
                    reached,
                    reached == Standing.ENDED
                            ? GermanDates.dayOf(plan.uploaded())
                            : last.map(day -> day.plusDays(1)).orElse(LocalDate.MIN)));
        }
    }

    private static boolean has(Standing said, Standing wanted) {
        return said == Standing.UNKNOWN || said.compareTo(wanted) >= 0;
    }

    private static void mark(List<Phase> marks, Standing standing, @Nullable LocalDate day) {
        if (day != null) {
            marks.add(new Phase(standing, day));
        }
    }

    private static void open(List<Phase> marks, @Nullable LocalDate from, @Nullable LocalDate until) {
        if (from != null && until != null && !until.isBefore(from)) {
            marks.add(new Phase(Standing.LAID_OPEN, from));
            marks.add(new Phase(Standing.PREPARED, until.plusDays(1)));
        }
    }

    /** Empty before anything is known of it. */
    public Optional<Phase> on(LocalDate day) {
        return phases.reversed().stream()
                .filter(phase -> !phase.from().isAfter(day))
                .findFirst();
    }

    /** Whether the map of that day shows it: it has begun, and has not ended. */
    public boolean isThereOn(LocalDate day) {
        return on(day).filter(phase -> phase.standing() != Standing.ENDED).isPresent();
    }

    /** Whether it was there on any day of them; an open end is null. */
    public boolean isThereWithin(@Nullable LocalDate from, @Nullable LocalDate until) {
        return (from != null && isThereOn(from))
                || phases.stream()
                        .anyMatch(phase -> phase.standing() != Standing.ENDED
                                && (from == null || !phase.from().isBefore(from))
                                && (until == null || !phase.from().isAfter(until)));
    }

    /** The last day of the phase that holds on a day; empty when none is known to follow. */
    public Optional<LocalDate> until(LocalDate day) {
        return phases.stream()
                .map(Phase::from)
                .filter(from -> from.isAfter(day))
                .findFirst()
                .map(from -> from.minusDays(1));
    }

    /** The first day on which it was in force. */
    public Optional<LocalDate> inForce() {
        return phases.stream()
                .filter(phase -> phase.standing() == Standing.IN_FORCE)
                .map(Phase::from)
                .findFirst();
    }
}
