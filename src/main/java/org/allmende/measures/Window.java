package org.allmende.measures;

import java.util.ArrayDeque;

/**
 * What was measured during the last hours, in at most {@link #SLOTS} slots that begin at fixed moments: whoever goes through
 * the same observations once more has the same window.
 */
final class Window {

    private static final int SLOTS = 120;

    private final long span;
    private final long slot;
    private final ArrayDeque<Slot> slots = new ArrayDeque<>();

    private static final class Slot {
        private final long place;
        private final long micros;
        private final double first;
        private double low;
        private double high;
        private double total;
        private int count;

        private Slot(long place, long micros, double first) {
            this.place = place;
            this.micros = micros;
            this.first = first;
            this.low = first;
            this.high = first;
        }
    }

    /** {@code span}: microseconds. */
    Window(long span) {
        this.span = span;
        this.slot = Math.max(1, span / SLOTS);
    }

    void add(long micros, double value) {
        long place = Math.floorDiv(micros, slot);
        if (slots.isEmpty() || slots.getLast().place != place) {
            slots.addLast(new Slot(place, micros, value));
        }
        var last = slots.getLast();
        last.low = Math.min(last.low, value);
        last.high = Math.max(last.high, value);
        last.total += value;
        last.count++;
        while (slots.getFirst().micros < micros - span) {
            slots.removeFirst();
        }
    }

    double first() {
        return slots.getFirst().first;
    }

    double low() {
        return slots.stream().mapToDouble(it -> it.low).min().orElseThrow();
    }

    double high() {
        return slots.stream().mapToDouble(it -> it.high).max().orElseThrow();
    }

    double mean() {
        double total = 0;
        long count = 0;
        for (var one : slots) {
            total += one.total;
            count += one.count;
        }
        return total / count;
    }
}
