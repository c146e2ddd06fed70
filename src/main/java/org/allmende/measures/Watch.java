package org.allmende.measures;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.allmende.platform.feel.Expression;
import org.allmende.platform.feel.NotFeel;
import org.allmende.platform.feel.Scope;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Micros;
import org.jspecify.annotations.Nullable;

/**
 * A rule at one of its stations: the newest of what was measured, and whether it has fired. The same class looks at what comes
 * in, at what came while the server was down, and at the history of a dry run. For one thread.
 */
final class Watch {

    /** What an expression may say of a station, in the words that {@code docs/measures.md} explains. */
    static final List<String> OF_A_STATION =
            List.of("wert", "vorher", "alter", "anstieg", "minimum", "maximum", "mittel");

    /** What it may say of the station that the rule watches besides. */
    static final List<String> OF_THE_STATION = List.of("stufe", "hoechststufe", "entfernung", "seit");

    /** What it may say after {@code jetzt.}: the moment of the measurement, in German time. */
    static final List<String> OF_NOW = List.of("stunde", "wochentag", "monat", "datum");

    private static final double MINUTE = 60e6;

    private final Rule rule;
    private final Datastream station;
    private final List<Stages.Stage> stages;
    private final @Nullable Double distance;
    private final Look fires;
    private final Look ends;
    private final boolean looksAtClock;
    private final Map<Integer, List<Input>> inputs = new LinkedHashMap<>();
    private final Map<String, Input> byName = new LinkedHashMap<>();
    private final Input main;
    private boolean fired;
    private long since;
    private long position;

    /** An expression, and the names it reads by what stands before their dot. */
    private record Look(Expression expression, Map<String, List<String>> names) {

        static Look of(Expression it) {
            var names = new LinkedHashMap<String, List<String>>();
            for (var name : it.names()) {
                int dot = name.indexOf('.');
                names.computeIfAbsent(dot < 0 ? "" : name.substring(0, dot), first -> new ArrayList<>())
                        .add(name.substring(dot + 1));
            }
            return new Look(it, names);
        }

        private boolean looksBack() {
            return names.values().stream().flatMap(List::stream).anyMatch(LOOKING_BACK::contains);
        }
    }

    private static final Set<String> LOOKING_BACK = Set.of("anstieg", "minimum", "maximum", "mittel", "hoechststufe");

    /** What is known of a datastream. */
    private static final class Input {
        private final @Nullable Window window;
        private long micros = Long.MIN_VALUE;
        private double value = Double.NaN;
        private double before = Double.NaN;

        private Input(@Nullable Window window) {
            this.window = window;
        }

        private boolean take(long at, double measured) {
            if (at <= micros) {
                return false;
            }
            before = value;
            value = measured;
            micros = at;
            if (window != null) {
                window.add(at, measured);
            }
            return true;
        }
    }

    /**
     * That a rule has fired at a station, or that this is over.
     *
     * @param position up to where it had looked then
     * @param value NaN if nothing was ever measured
     */
    record Change(Watch watch, boolean fired, long micros, long position, double value) {}

    /**
     * A rule that stands where it stood.
     *
     * @param distance of the station to the rule's place, in metres
     * @param since when it changed last; {@code position}: up to where it has looked; both microseconds since 1970
     * @throws NotFeel if an expression is none
     */
    Watch(
            Rule rule,
            Datastream station,
            List<Stages.Stage> stages,
            @Nullable Double distance,
            boolean fired,
            long since,
            long position)
            throws NotFeel {
        var it = rule.definition();
        var parsed = it.parse();
        this.rule = rule;
        this.station = station;
        this.stages = stages;
        this.distance = distance;
        this.fires = Look.of(parsed.fires());
        this.ends = Look.of(parsed.ends());
        this.looksAtClock = parsed.lookAtClock();
        this.fired = fired;
        this.since = since;
        this.position = position;
        boolean back = fires.looksBack() || ends.looksBack();
        this.main = add("", station.id(), back);
        it.others().forEach((name, datastream) -> add(name, datastream, back));
    }

    private Input add(String name, int datastream, boolean back) {
        var input = new Input(back ? new Window(span()) : null);
        inputs.computeIfAbsent(datastream, first -> new ArrayList<>()).add(input);
        byName.put(name, input);
        return input;
    }

    /** How far it looks back, in microseconds. */
    long span() {
        return (long) (rule.definition().hours() * 60 * MINUTE);
    }

    Rule rule() {
        return rule;
    }

    Datastream station() {
        return station;
    }

    long position() {
        return position;
    }

    /** The datastreams that it looks at. */
    Set<Integer> datastreams() {
        return new TreeSet<>(inputs.keySet());
    }

    boolean looksAtClock() {
        return looksAtClock;
    }

    /** Takes a measurement. What is older than the newest of its datastream is left out, and so is what was looked at before. */
    Optional<Change> take(int datastream, long micros, double value) {
        boolean fresh = false;
        for (var input : inputs.getOrDefault(datastream, List.of())) {
            fresh |= input.take(micros, value);
        }
        if (!fresh || micros <= position) {
            return Optional.empty();
        }
        position = micros;
        return look(micros);
    }

    /** Looks at the clock, without a new measurement. */
    Optional<Change> look(long micros) {
        var look = fired ? ends : fires;
        if (!look.expression().holds(scope(look, micros))) {
            return Optional.empty();
        }
        fired = !fired;
        // a clock that was ahead of a sensor's must not let an end come before its beginning
        since = Math.max(micros, since + 1);
        return Optional.of(new Change(this, fired, since, position, main.value));
    }

    private Scope scope(Look look, long micros) {
        var scope = new Scope();
        look.names().forEach((group, names) -> {
            if (group.isEmpty()) {
                names.forEach(name -> scope.put(name, value(name, micros)));
            } else if (group.equals("jetzt")) {
                var now = Micros.toInstant(micros).atZone(GermanDates.BERLIN);
                var inner = new Scope();
                names.forEach(name -> inner.put(name, now(name, now)));
                scope.put(group, inner);
            } else {
                var input = byName.get(group);
                var inner = new Scope();
                if (input != null) {
                    names.forEach(name -> inner.put(name, value(input, name, micros)));
                }
                scope.put(group, inner);
            }
        });
        return scope;
    }

    private @Nullable Object value(String name, long micros) {
        return switch (name) {
            case "stufe" -> Double.isNaN(main.value) ? null : Stages.reached(stages, main.value);
            case "hoechststufe" -> highestStage();
            case "entfernung" -> distance;
            case "seit" -> Math.max(0, micros - since) / MINUTE;
            default -> value(main, name, micros);
        };
    }

    private @Nullable Integer highestStage() {
        return main.window == null || Double.isNaN(main.value)
                ? null
                : Math.max(Stages.reached(stages, main.window.high()), Stages.reached(stages, main.window.low()));
    }

    private @Nullable Object value(Input of, String name, long micros) {
        if (name.equals("alter")) {
            return Math.max(0, micros - (of.micros == Long.MIN_VALUE ? since : of.micros)) / MINUTE;
        }
        if (Double.isNaN(of.value)) {
            return null;
        }
        return switch (name) {
            case "wert" -> of.value;
            case "vorher" -> Double.isNaN(of.before) ? null : of.before;
            default -> of.window == null ? null : back(of.window, name, of.value);
        };
    }

    private static @Nullable Double back(Window window, String name, double value) {
        return switch (name) {
            case "anstieg" -> value - window.first();
            case "minimum" -> window.low();
            case "maximum" -> window.high();
            case "mittel" -> window.mean();
            default -> null;
        };
    }

    private static @Nullable Object now(String name, ZonedDateTime at) {
        return switch (name) {
            case "stunde" -> at.toLocalTime().toSecondOfDay() / 3600.0;
            case "wochentag" -> at.getDayOfWeek().getValue();
            case "monat" -> at.getMonthValue();
            case "datum" -> at.toLocalDate();
            default -> null;
        };
    }

    /** All names with values that could be, to try an expression on. */
    static Scope sample(Set<String> others) {
        var scope = new Scope();
        OF_A_STATION.forEach(name -> scope.put(name, 1.5));
        OF_THE_STATION.forEach(name -> scope.put(name, 1));
        scope.put(
                "jetzt",
                new Scope()
                        .put("stunde", 12.5)
                        .put("wochentag", 3)
                        .put("monat", 6)
                        .put("datum", LocalDate.of(2026, 6, 3)));
        for (var other : others) {
            var inner = new Scope();
            OF_A_STATION.forEach(name -> inner.put(name, 1.5));
            scope.put(other, inner);
        }
        return scope;
    }
}
