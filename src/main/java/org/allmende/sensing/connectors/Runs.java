package org.allmende.sensing.connectors;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.operations.DueWork;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Micros;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.Observations;
import org.allmende.sensing.connectors.Connector.Kind;
import org.allmende.sensing.connectors.Connector.Problem;
import org.allmende.sensing.connectors.Connector.Report;
import org.allmende.sensing.connectors.Fetching.Outcome;
import org.allmende.sensing.connectors.Harvest.Sample;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Fetches what is due. An attempt is noted before it begins, its values are stored without those that are stored already, and
 * only then its outcome is noted: whoever dies in between fetches again and stores nothing twice.
 */
@Component
public class Runs {

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
    private static final int AT_ONCE = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    /** PEGELONLINE measures every 15 minutes; what is further apart has a gap. */
    private static final Duration GAP = Duration.ofMinutes(20);

    private final Tenancy tenancy;
    private final Connectors connectors;
    private final Fetching fetching;
    private final Targets targets;
    private final Observations observations;
    private final Clock clock;

    Runs(
            Tenancy tenancy,
            Connectors connectors,
            Fetching fetching,
            Targets targets,
            Observations observations,
            Clock clock) {
        this.tenancy = tenancy;
        this.connectors = connectors;
        this.fetching = fetching;
        this.targets = targets;
        this.observations = observations;
        this.clock = clock;
    }

    @Configuration
    static class Due {
        @Bean
        DueWork fetchFromOthers(Runs runs) {
            return DueWork.of(
                    "connectors",
                    Duration.ofSeconds(2),
                    "select distinct tenant from sensing.connector where wake <= now()",
                    runs::runDue);
        }
    }

    /** What is due in a tenant, outside any transaction; one runner at a time sees to that. */
    public void runDue(String tenant) {
        for (int i = 0; i < AT_ONCE; i++) {
            var due = tenancy.as(tenant, () -> connectors.take(Kind.FETCHED));
            if (due.isEmpty()) {
                return;
            }
            run(due.get());
        }
    }

    @SuppressWarnings("IllegalCatch")
    private void run(Connector it) {
        var outcome = fetching.fetch(it.it(), it.tag(), it.modified());
        try {
            note(it, outcome);
        } catch (RuntimeException notStored) {
            LOG.error("What connector {} of {} has found cannot be stored", it.id(), it.tenant(), notStored);
            tenancy.run(
                    it.tenant(),
                    () -> connectors.failed(it, pause(it, null), Problem.NOT_STORED, notStored.toString(), null));
        }
    }

    private void note(Connector it, Outcome outcome) {
        switch (outcome) {
            case Outcome.Found found -> {
                var report = store(it, found.harvest());
                tenancy.run(
                        it.tenant(),
                        () -> connectors.succeeded(
                                it,
                                next(it),
                                found.answer().header("etag").orElse(null),
                                found.answer().header("last-modified").orElse(null),
                                report));
            }
            case Outcome.Unchanged unchanged ->
                tenancy.run(it.tenant(), () -> connectors.succeeded(it, next(it), it.tag(), it.modified(), null));
            case Outcome.Failed failed -> {
                var harvest = failed.harvest();
                var report = harvest == null ? null : new Report(harvest.rows(), 0, 0, harvest.refused(), null);
                tenancy.run(
                        it.tenant(),
                        () -> connectors.failed(
                                it, pause(it, failed.after()), failed.problem(), failed.detail(), report));
            }
        }
    }

    private Report store(Connector by, Harvest harvest) {
        var all = series(by, harvest);
        if (by.it().kind() == Kind.PEGELONLINE) {
            all.forEach(it -> it.samples().addAll(missed(by, it)));
        }
        var fresh = new ArrayList<NewObservation>();
        int known = all.stream()
                .mapToInt(it -> sort(it.stream(), it.samples(), fresh))
                .sum();
        for (int from = 0; from < fresh.size(); from += Observations.LARGEST) {
            observations.store(by.tenant(), fresh.subList(from, Math.min(from + Observations.LARGEST, fresh.size())));
        }
        return new Report(harvest.rows(), fresh.size(), known, harvest.refused(), null);
    }

    /** What was found for one datastream. */
    private record Series(Datastream stream, List<Sample> samples) {

        Sample newest() {
            return samples.stream().max(Comparator.comparing(Sample::time)).orElseThrow();
        }
    }

    private List<Series> series(Connector by, Harvest harvest) {
        record Key(String station, String quantity) {}
        var byKey = new LinkedHashMap<Key, List<Sample>>();
        for (var it : harvest.samples()) {
            byKey.computeIfAbsent(new Key(it.station().key(), it.quantity().key()), first -> new ArrayList<>())
                    .add(it);
        }
        var all = new ArrayList<Series>();
        for (var samples : byKey.values()) {
            tenancy.as(by.tenant(), () -> targets.of(by, samples.getFirst(), clock.instant()))
                    .ifPresentOrElse(
                            stream -> all.add(new Series(stream, samples)),
                            () -> samples.forEach(it -> harvest.refuse(
                                    Harvest.Why.TOO_MANY, it.station().name() + " " + it.time())));
        }
        return all;
    }

    /** Puts what is not stored yet into {@code fresh}; gives how many values are. */
    private int sort(Datastream stream, List<Sample> samples, List<NewObservation> fresh) {
        var from = samples.stream().map(Sample::time).min(Instant::compareTo).orElseThrow();
        var to = samples.stream().map(Sample::time).max(Instant::compareTo).orElseThrow();
        var there = new HashSet<Long>();
        observations
                .range(stream, from, to.plusNanos(1_000), Integer.MAX_VALUE, false)
                .forEach(it -> there.add(it.key().micros()));
        int known = 0;
        for (var sample : samples) {
            if (there.add(Micros.of(sample.time()))) {
                fresh.add(NewObservation.of(stream.id(), sample.time(), sample.value()));
            } else {
                known++;
            }
        }
        return known;
    }

    /** The values between what is stored and what was found: after an outage of ours, and of the month before at the first time. */
    private List<Sample> missed(Connector by, Series it) {
        var sample = it.newest();
        var last = observations.newest(it.stream());
        var since = last == null ? Instant.EPOCH : last.time();
        if (!since.plus(GAP).isBefore(sample.time())) {
            return List.of();
        }
        var at = Pegelonline.since(by.it().url(), sample, since, clock.instant());
        if (at.isEmpty()) {
            return List.of();
        }
        try {
            return fetching.since(at.get(), sample).samples();
        } catch (IOException notNow) {
            LOG.info("Older values of {} are not there: {}", sample.station().name(), notNow.toString());
            return List.of();
        }
    }

    /** Up to a twentieth later than the interval says, so that not all come in the same second. */
    private Instant next(Connector it) {
        long every = it.it().every().toMillis();
        return clock.instant().plusMillis(ThreadLocalRandom.current().nextLong(every, every + every / 20));
    }

    Instant pause(Connector it, @Nullable Duration wish) {
        return clock.instant().plus(Pause.after(it.failures(), it.it().every(), LONGEST_PAUSE, wish));
    }
}
