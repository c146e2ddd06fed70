package org.allmende.measures;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Observation;
import org.allmende.sensing.Observations;
import org.allmende.sensing.Things;
import org.springframework.stereotype.Component;

/**
 * The stations at which a rule of the current tenant holds now, in an order that makes a short round: each next one is the
 * nearest, and crossings are undone. By the straight line, as we know no roads.
 */
@Component
public class Rounds {

    private static final int MOST = 200;

    private final Firings firings;
    private final Things things;
    private final Datastreams datastreams;
    private final Observations observations;

    Rounds(Firings firings, Things things, Datastreams datastreams, Observations observations) {
        this.firings = firings;
        this.things = things;
        this.datastreams = datastreams;
        this.observations = observations;
    }

    /** {@code metres}: from the stop before, by the straight line. */
    public record Stop(int datastream, Definition.Place place, double value, double metres) {}

    /** From the rule's place, or from the northernmost station, to the last one. */
    public List<Stop> of(Rule rule) {
        var byThing = new HashMap<Long, Definition.Place>();
        things.list().forEach(it -> Watches.place(it).ifPresent(place -> byThing.put(it.id(), place)));
        var open = new ArrayList<Stop>();
        for (var one : firings.listOpen(rule.id(), MOST)) {
            datastreams
                    .find(one.datastream())
                    .filter(it -> it.isShownTo(rule.tenant()))
                    .ifPresent(it -> Optional.ofNullable(byThing.get(it.thing()))
                            .ifPresent(place -> {
                                Observation newest = observations.newest(it);
                                open.add(new Stop(it.id(), place, newest == null ? Double.NaN : newest.result(), 0));
                            }));
        }
        return measured(
                rule.definition().place(), uncrossed(nearest(rule.definition().place(), open)));
    }

    private static List<Stop> nearest(Definition.@org.jspecify.annotations.Nullable Place start, List<Stop> open) {
        var left = new ArrayList<>(open);
        var round = new ArrayList<Stop>();
        left.sort(
                (one, other) -> Double.compare(other.place().lat(), one.place().lat()));
        var here = start == null && !left.isEmpty() ? left.getFirst().place() : start;
        while (!left.isEmpty() && here != null) {
            var from = here;
            var next = Collections.min(
                    left, (one, other) -> Double.compare(from.distance(one.place()), from.distance(other.place())));
            left.remove(next);
            round.add(next);
            here = next.place();
        }
        return round;
    }

    /** Turns a piece round wherever that shortens the way (2-opt, Croes 1958). */
    private static List<Stop> uncrossed(List<Stop> round) {
        boolean shorter = true;
        for (int turn = 0; shorter && turn < 50; turn++) {
            shorter = false;
            for (int i = 0; i < round.size() - 2; i++) {
                for (int j = i + 2; j < round.size(); j++) {
                    double now = between(round, i, i + 1) + between(round, j, j + 1);
                    double then = between(round, i, j) + between(round, i + 1, j + 1);
                    if (then < now - 0.001) {
                        Collections.reverse(round.subList(i + 1, j + 1));
                        shorter = true;
                    }
                }
            }
        }
        return round;
    }

    private static double between(List<Stop> round, int one, int other) {
        return other >= round.size()
                ? 0
                : round.get(one).place().distance(round.get(other).place());
    }

    private static List<Stop> measured(Definition.@org.jspecify.annotations.Nullable Place start, List<Stop> round) {
        var all = new ArrayList<Stop>();
        var here = start;
        for (var one : round) {
            all.add(new Stop(
                    one.datastream(), one.place(), one.value(), here == null ? 0 : here.distance(one.place())));
            here = one.place();
        }
        return all;
    }
}
