package org.allmende.platform.pdf;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many letters a second are rendered and sealed: a run of its own, never a timed test. */
final class LetterBench {

    private static final int THREADS = 2;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration RUN = Duration.ofSeconds(20);

    private record Work(int letters, long cpuNanos) {}

    private LetterBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Path folder = Files.createTempDirectory("letters");
        char[] password = "bench".toCharArray();
        DemoKey.create(folder.resolve("seal.p12"), password, Fixtures.CLOCK);
        Seal seal = new Seal(folder.resolve("seal.p12"), password, Fixtures.CLOCK);
        try (ExecutorService workers = Executors.newFixedThreadPool(THREADS)) {
            measure(workers, seal, WARM_UP);
            Work work = measure(workers, seal, RUN);
            System.out.printf("letters %.1f per-second%n", work.letters / (double) RUN.toSeconds());
            System.out.printf("letters-cpu %.1f milliseconds%n", work.cpuNanos / 1e6 / work.letters);
        }
    }

    private static Work measure(ExecutorService workers, Seal seal, Duration time)
            throws InterruptedException, ExecutionException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<Future<Work>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            running.add(workers.submit(() -> {
                long cpu = threads.getCurrentThreadCpuTime();
                long end = System.nanoTime() + time.toNanos();
                int letters = 0;
                while (System.nanoTime() < end) {
                    byte[] letter = Fixtures.RENDERER.render(Fixtures.specimen(Fixtures.feeNotice()));
                    seal.seal(letter, new SealReason("Gebührenbescheid", "Stadt Gladenbach"));
                    letters++;
                }
                return new Work(letters, threads.getCurrentThreadCpuTime() - cpu);
            }));
        }
        int letters = 0;
        long cpu = 0;
        for (Future<Work> done : running) {
            letters += done.get().letters;
            cpu += done.get().cpuNanos;
        }
        return new Work(letters, cpu);
    }
}
