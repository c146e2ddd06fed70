package org.allmende;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** What a rule or a walk has found: one line each, collected from two threads; none is what all hope for. */
public final class Findings {

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

    @FormatMethod
    public void add(String format, Object... values) {
        lines.add(format.formatted(values));
    }

    @FormatMethod
    public void addIf(boolean wrong, String format, Object... values) {
        if (wrong) {
            add(format, values);
        }
    }

    public List<String> list() {
        return lines.stream().sorted().distinct().toList();
    }

    /** Fails with all lines unless there is none. */
    public void expectNone(String because) {
        assertThat(list()).as(because).isEmpty();
    }

    /** Does the work for each, two at a time; the first that fails fails the walk. */
    public static <T> void forEach(Collection<T> all, Consumer<T> work) {
        try (var two = Executors.newFixedThreadPool(2)) {
            forEach(two, all, work);
        }
    }

    static <T> void forEach(ExecutorService lanes, Collection<T> all, Consumer<T> work) {
        try {
            var running = all.stream()
                    .map(one -> lanes.submit(() -> work.accept(one)))
                    .toList();
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
