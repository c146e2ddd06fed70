package org.allmende.measures;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.platform.database.Tenancy;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Micros;
import org.allmende.sensing.Observation;
import org.allmende.sensing.Observations;
import org.springframework.stereotype.Component;

/** Leads a rule through what was measured, as if it had been active, without anything following from it. */
@Component
public class DryRun {

    /** So many firings are listed; all are counted. */
    public static final int LISTED = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PART = Duration.ofDays(31);
    private static final long CLOCK = Duration.ofMinutes(15).toNanos() / 1_000;
    private static final int MOST = 200_000;

    private final Watches watches;
    private final Datastreams datastreams;
    private final Observations observations;
    private final Tenancy tenancy;
    private final Clock clock;

    DryRun(Watches watches, Datastreams datastreams, Observations observations, Tenancy tenancy, Clock clock) {
        this.watches = watches;
        this.datastreams = datastreams;
        this.observations = observations;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** What the rule would have done from the first moment to just before the second, or now; stops after some seconds and says so. */
    public Trial run(Rule rule, Instant from, Instant to) {
        var now = clock.instant();
        var run = new Run(rule, from, to.isBefore(now) ? to : now);
        for (var station : rule.definition().stations()) {
            run.station(station);
        }
        return run.found();
    }

    private final class Run {

        private final Rule rule;
        private final Instant from;
        private final Instant to;
        private final long stop = System.nanoTime() + PATIENCE.toNanos();
        private final List<Trial.Moment> moments = new ArrayList<>();
        private final Map<Integer, Trial.Moment> open = new LinkedHashMap<>();
        private long looked;
        private boolean complete = true;

        private Run(Rule rule, Instant from, Instant to) {
            this.rule = rule;
            this.from = from;
            this.to = to;
        }

        private void station(int station) {
            var begin = Micros.of(from);
            tenancy.as(rule.tenant(), () -> watches.make(rule, station, false, begin, begin))
                    .ifPresent(watch -> {
                        watches.seed(watch, from);
                        long before = begin;
                        for (var start = from; start.isBefore(to); start = start.plus(PART)) {
                            var end = start.plus(PART).isBefore(to) ? start.plus(PART) : to;
                            for (var one : measured(watch, start, end)) {
                                if (System.nanoTime() > stop) {
                                    complete = false;
                                    return;
                                }
                                tick(watch, before, one.key().micros());
                                watch.take(one.key().datastream(), one.key().micros(), one.result())
                                        .ifPresent(this::note);
                                before = one.key().micros();
                                looked++;
                            }
                        }
                        tick(watch, before, Micros.of(to));
                    });
        }

        /** Every quarter of an hour in which nothing is measured. */
        private void tick(Watch watch, long before, long until) {
            if (watch.looksAtClock()) {
                for (long at = before + CLOCK; at < until && System.nanoTime() < stop; at += CLOCK) {
                    watch.look(at).ifPresent(this::note);
                }
            }
        }

        private List<Observation> measured(Watch watch, Instant start, Instant end) {
            var all = new ArrayList<Observation>();
            for (var datastream : watch.datastreams()) {
                datastreams
                        .find(datastream)
                        .map(it -> observations.range(it, start, end, MOST, false))
                        .ifPresent(part -> {
                            complete &= part.size() < MOST;
                            all.addAll(part);
                        });
            }
            all.removeIf(it -> Double.isNaN(it.result()));
            all.sort(Comparator.comparingLong(it -> it.key().micros()));
            return all;
        }

        private void note(Watch.Change it) {
            int station = it.watch().station().id();
            var at = Micros.toInstant(it.micros());
            if (it.fired()) {
                var value = Double.isNaN(it.value()) ? 0 : it.value();
                open.put(station, new Trial.Moment(station, at, null, value));
            } else {
                var began = open.remove(station);
                if (began != null) {
                    moments.add(new Trial.Moment(station, began.began(), at, began.value()));
                }
            }
        }

        private Trial found() {
            moments.addAll(open.values());
            moments.sort(Comparator.comparing(Trial.Moment::began).reversed());
            return new Trial(
                    clock.instant(),
                    from,
                    to,
                    looked,
                    moments.size(),
                    complete,
                    List.copyOf(moments.subList(0, Math.min(LISTED, moments.size()))));
        }
    }
}
