package org.allmende.sensing.editions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.Aggregate;
import org.allmende.sensing.Corrections;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Micros;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.Observation;
import org.allmende.sensing.ObservationRetention;
import org.allmende.sensing.Observations;
import org.allmende.sensing.quality.Flag;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.StringNode;

/**
 * Tells editions what may be told of their sources by now. Hours whose sums have changed since they were told are compared and
 * told anew, so that late, corrected and deleted values find their way too; whoever dies in between compares again.
 */
@Component
public class Publishing {

    private static final Duration PAUSE = Duration.ofSeconds(20);

    /** Of what is older, changes are noticed within the hour. */
    private static final Duration RECENT = Duration.ofDays(8);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant EVER = Instant.parse("0001-01-01T00:00:00Z");

    private final Tenancy tenancy;
    private final Editions editions;
    private final Datastreams datastreams;
    private final Observations observations;
    private final Corrections corrections;
    private final ObservationRetention retention;
    private final Clock clock;

    Publishing(
            Tenancy tenancy,
            Editions editions,
            Datastreams datastreams,
            Observations observations,
            Corrections corrections,
            ObservationRetention retention,
            Clock clock) {
        this.tenancy = tenancy;
        this.editions = editions;
        this.datastreams = datastreams;
        this.observations = observations;
        this.corrections = corrections;
        this.retention = retention;
        this.clock = clock;
    }

    @Configuration
    static class Due {
        @Bean
        DueWork tellEditions(Publishing publishing) {
            return DueWork.of(
                    "editions",
                    Duration.ofSeconds(5),
                    "select distinct tenant from sensing.edition where wake <= now()",
                    publishing::runDue);
        }
    }

    /** What is due in a tenant, outside any transaction; one runner at a time sees to that. */
    public void runDue(String tenant) {
        for (var it : tenancy.as(tenant, () -> editions.take(PAUSE))) {
            var source = datastreams.find(it.source());
            var target = datastreams.find(it.target());
            if (source.isPresent() && target.isPresent()) {
                publish(it, source.get(), target.get());
            }
        }
    }

    private void publish(Edition it, Datastream source, Datastream target) {
        var until = clock.instant().minus(it.terms().delay());
        var after = it.deep() ? EVER : until.minus(RECENT);
        if (it.terms().step() == Terms.Step.EACH) {
            // hours of which only the sums are left stay told as they are
            var kept = retention.rawSince(source);
            after = kept.isAfter(after) ? kept.minusNanos(1_000) : after;
        }
        var hours = changed(it, source, after, until);
        while (!hours.isEmpty()) {
            tell(it, source, target, hours, until);
            hours = changed(it, source, hours.getLast().start(), until);
        }
        if (it.deep()) {
            tenancy.run(source.tenant(), () -> editions.checked(it));
        }
    }

    private List<Editions.Hour> changed(Edition it, Datastream source, Instant after, Instant until) {
        return tenancy.as(source.tenant(), () -> editions.changed(it, after, until));
    }

    /** These hours, or the days in which they are. NaN stands for a small number. */
    private void tell(Edition it, Datastream source, Datastream target, List<Editions.Hour> hours, Instant until) {
        var step = it.terms().step();
        var days = hours.stream().map(one -> GermanDates.dayOf(one.start())).collect(Collectors.toSet());
        var slots = hours.stream().map(one -> Micros.of(one.start())).collect(Collectors.toSet());
        LongPredicate within = step == Terms.Step.DAY
                ? micros -> days.contains(GermanDates.dayOf(Micros.toInstant(micros)))
                : micros -> slots.contains(hourOf(micros));
        var first = hours.getFirst().start();
        var last = hours.getLast().start();
        var from = step == Terms.Step.DAY ? begin(first, 0) : first;
        var to = step == Terms.Step.DAY ? begin(last, 1) : last.plus(HOUR);
        var wanted = wanted(it, source, from, to, until, within);
        compare(it, target, wanted, present(target, from, to, within));
        tenancy.run(source.tenant(), () -> editions.told(it, complete(hours, step, until)));
    }

    private static long hourOf(long micros) {
        long hour = HOUR.toNanos() / 1_000;
        return Math.floorDiv(micros, hour) * hour;
    }

    private static Instant begin(Instant moment, int days) {
        return GermanDates.dayOf(moment)
                .plusDays(days)
                .atStartOfDay(GermanDates.BERLIN)
                .toInstant();
    }

    /** An hour, or a day, that still goes on is compared again. */
    private static List<Editions.Hour> complete(List<Editions.Hour> hours, Terms.Step step, Instant until) {
        return hours.stream()
                .filter(it -> {
                    var end = step == Terms.Step.DAY
                            ? begin(it.start(), 1)
                            : it.start().plus(HOUR);
                    return !end.isAfter(until);
                })
                .toList();
    }

    private Map<Long, Double> wanted(
            Edition it, Datastream source, Instant from, Instant to, Instant until, LongPredicate within) {
        var all = new TreeMap<Long, Double>();
        long end = Micros.of(until);
        if (it.terms().step() == Terms.Step.EACH) {
            for (var one : observations.range(source, from, to, Integer.MAX_VALUE, false)) {
                if (one.key().micros() <= end && !Double.isNaN(one.result()) && Flag.counts(one.flags())) {
                    all.putIfAbsent(one.key().micros(), told(it, one.result()));
                }
            }
        } else {
            observations
                    .sums(
                            source,
                            Micros.of(from),
                            Micros.of(to),
                            it.terms().step().length())
                    .orElse(List.of())
                    .stream()
                    .filter(one -> one.to() <= end)
                    .forEach(one -> all.put(one.from(), told(it, mean(source, one))));
        }
        all.keySet().removeIf(micros -> !within.test(micros));
        return all;
    }

    /** People are whole. */
    private static double mean(Datastream source, Aggregate it) {
        return source.counted() ? Math.rint(it.mean()) : it.mean();
    }

    private static double told(Edition it, double value) {
        return value < it.terms().least() ? Double.NaN : value;
    }

    private Map<Long, List<Observation>> present(Datastream target, Instant from, Instant to, LongPredicate within) {
        return observations.range(target, from, to, Integer.MAX_VALUE, false).stream()
                .filter(it -> within.test(it.key().micros()))
                .collect(Collectors.groupingBy(it -> it.key().micros()));
    }

    private void compare(
            Edition it, Datastream target, Map<Long, Double> wanted, Map<Long, List<Observation>> present) {
        var gone = new ArrayList<Observation>();
        var missing = new HashMap<>(wanted);
        present.forEach((micros, all) -> {
            for (var one : all) {
                if (Double.valueOf(one.result()).equals(missing.get(micros))) {
                    missing.remove(micros);
                } else {
                    gone.add(one);
                }
            }
        });
        if (!gone.isEmpty()) {
            tenancy.run(target.tenant(), () -> gone.forEach(corrections::remove));
            observations.changed(target.id());
        }
        var fresh = new TreeMap<>(missing)
                .entrySet().stream()
                        .map(one -> observation(it, one.getKey(), one.getValue()))
                        .toList();
        for (int i = 0; i < fresh.size(); i += Observations.LARGEST) {
            observations.store(target.tenant(), fresh.subList(i, Math.min(fresh.size(), i + Observations.LARGEST)));
        }
    }

    private static NewObservation observation(Edition it, long micros, double value) {
        return new NewObservation(
                it.target(),
                micros,
                value,
                Double.isNaN(value)
                        ? new NewObservation.Further(
                                StringNode.valueOf(it.terms().few()), null, null, null, null, null, null)
                        : null);
    }
}
