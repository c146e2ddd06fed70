package org.allmende.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** Many requests against one server, from virtual threads with a connection each. */
final class Load {

    /** So many requests may be under way at once in an open loop. */
    private static final int CONNECTIONS = 64;

    private Load() {}

    /** One request; fails with a sentence when the answer is not the right one. */
    interface Call {
        void send(Wire wire, int number) throws IOException;
    }

    record Result(Latencies latencies, Duration took, List<String> failures) {

        double perSecond() {
            return latencies.count() / (took.toNanos() / 1e9);
        }
    }

    /**
     * At a constant rate, whatever the server does. The time of a request counts from when it was due, so that a slow
     * server cannot hide behind requests that were not sent.
     */
    static Result open(int port, double perSecond, int requests, Call call) {
        var next = new AtomicInteger();
        var nanos = new long[requests];
        var begin = System.nanoTime() + Duration.ofMillis(100).toNanos();
        var failures = run(Math.min(CONNECTIONS, requests), port, wire -> {
            var number = next.getAndIncrement();
            if (number >= requests) {
                return false;
            }
            var due = begin + (long) (number * 1e9 / perSecond);
            for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            try {
                call.send(wire, number);
            } finally {
                nanos[number] = System.nanoTime() - due;
            }
            return true;
        });
        return new Result(new Latencies(nanos), Duration.ofNanos(System.nanoTime() - begin), failures);
    }

    /** As fast as the server answers, each connection sending its next request after the answer to the last. */
    static Result closed(int port, int connections, Duration time, Call call) {
        var number = new AtomicInteger();
        var all = new ConcurrentLinkedQueue<Long>();
        var begin = System.nanoTime();
        var failures = run(connections, port, wire -> {
            var sent = System.nanoTime();
            if (sent - begin >= time.toNanos()) {
                return false;
            }
            call.send(wire, number.getAndIncrement());
            all.add(System.nanoTime() - sent);
            return true;
        });
        var took = Duration.ofNanos(System.nanoTime() - begin);
        return new Result(new Latencies(all.stream().flatMapToLong(LongStream::of).toArray()), took, failures);
    }

    private interface Turn {
        boolean take(Wire wire) throws IOException;
    }

    private static List<String> run(int connections, int port, Turn turn) {
        var failures = new ConcurrentLinkedQueue<String>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < connections; i++) {
            threads.add(Thread.ofVirtual().start(() -> takeTurns(port, turn, failures)));
        }
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stop);
            }
        }
        return List.copyOf(failures);
    }

    private static void takeTurns(int port, Turn turn, ConcurrentLinkedQueue<String> failures) {
        for (boolean more = true; more; ) {
            try (var wire = Wire.open(port)) {
                while (more) {
                    try {
                        more = turn.take(wire);
                    } catch (WrongAnswer wrong) {
                        failures.add(String.valueOf(wrong.getMessage()));
                    }
                }
            } catch (IOException | UncheckedIOException broken) {
                failures.add(broken.toString());
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
    }

    static final class WrongAnswer extends RuntimeException {
        WrongAnswer(String what) {
            super(what);
        }
    }
}
