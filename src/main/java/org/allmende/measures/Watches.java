package org.allmende.measures;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.allmende.platform.feel.NotFeel;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Micros;
import org.allmende.sensing.Observation;
import org.allmende.sensing.Observations;
import org.allmende.sensing.Thing;
import org.allmende.sensing.Things;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes watches, and leads them through what was measured already. */
@Component
class Watches {

    /** A sensor whose clock is further ahead is not believed: its next measurements would never be new. */
    static final Duration AHEAD = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);
    private static final Instant EVER = Instant.parse("0001-01-01T00:00:00Z");
    private static final int PAGE = 50_000;

    private final Datastreams datastreams;
    private final Observations observations;
    private final Things things;
    private final Stages stages;
    private final Clock clock;

    Watches(Datastreams datastreams, Observations observations, Things things, Stages stages, Clock clock) {
        this.datastreams = datastreams;
        this.observations = observations;
        this.things = things;
        this.stages = stages;
        this.clock = clock;
    }

    /** A watch; nothing if the rule's tenant may not see what it looks at any more, or its FEEL is none. */
    Optional<Watch> make(Rule rule, int station, boolean fired, long since, long position) {
        var found = shown(rule.tenant(), station);
        if (found.isEmpty()
                || !rule.definition().others().values().stream()
                        .allMatch(it -> shown(rule.tenant(), it).isPresent())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Watch(
                    rule,
                    found.get(),
                    stages.of(found.get()),
                    distance(rule.definition(), found.get()),
                    fired,
                    since,
                    position));
        } catch (NotFeel wrong) {
            LOG.error("Rule {} of {} cannot be evaluated: {}", rule.id(), rule.tenant(), wrong.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Datastream> shown(String tenant, int datastream) {
        return datastreams.find(datastream).filter(it -> it.isShownTo(tenant));
    }

    private @Nullable Double distance(Definition of, Datastream station) {
        if (of.place() == null) {
            return null;
        }
        return things.list().stream()
                .filter(it -> it.id() == station.thing())
                .findFirst()
                .flatMap(Watches::place)
                .map(of.place()::distance)
                .orElse(null);
    }

    /** Where a thing is, if it is at a point. */
    static Optional<Definition.Place> place(Thing thing) {
        for (var place : thing.places()) {
            var coordinates = place.geometry().path("coordinates");
            if (place.geometry().path("type").asString("").equals("Point") && coordinates.size() >= 2) {
                return Optional.of(new Definition.Place(
                        coordinates.path(1).asDouble(), coordinates.path(0).asDouble()));
            }
        }
        return Optional.empty();
    }

    /** Leads a watch through what was measured since it stopped looking. */
    void catchUp(Watch it, Consumer<Watch.Change> changes) {
        var until = clock.instant().plus(AHEAD);
        var from = Micros.toInstant(it.position() - it.span());
        seed(it, from);
        var next = new HashMap<Integer, Instant>();
        it.datastreams().forEach(datastream -> next.put(datastream, from));
        while (!next.isEmpty()) {
            var page = new ArrayList<Observation>();
            // of several datastreams only as far as all have been read
            var end = until;
            for (var one : next.entrySet()) {
                var part = read(one.getKey(), one.getValue(), end);
                if (part.size() == PAGE) {
                    end = part.getLast().time();
                }
                page.addAll(part);
            }
            var border = end;
            page.removeIf(one -> !one.time().isBefore(border));
            page.sort(Comparator.comparingLong(one -> one.key().micros()));
            page.forEach(one -> feed(it, one, changes));
            if (border.equals(until)) {
                return;
            }
            next.replaceAll((datastream, since) -> border);
        }
    }

    private List<Observation> read(int datastream, Instant from, Instant to) {
        return datastreams
                .find(datastream)
                .map(it -> observations.range(it, from, to, PAGE, false))
                .orElse(List.of());
    }

    /** What each measured last before. */
    void seed(Watch it, Instant from) {
        for (var datastream : it.datastreams()) {
            datastreams
                    .find(datastream)
                    .map(one -> observations.range(one, EVER, from, 1, true))
                    .orElse(List.of())
                    .forEach(one -> feed(it, one, nothing -> {}));
        }
    }

    private static void feed(Watch it, Observation one, Consumer<Watch.Change> changes) {
        if (!Double.isNaN(one.result())) {
            it.take(one.key().datastream(), one.key().micros(), one.result()).ifPresent(changes);
        }
    }
}
