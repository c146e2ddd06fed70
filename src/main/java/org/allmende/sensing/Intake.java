package org.allmende.sensing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.allmende.sensing.quality.Limits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Where observations wait for the one writer. While a commit is under way the next batch gathers, so that many callers share
 * one commit and a single one does not wait for others (docs/adr/0024-observations.md).
 */
@Component
class Intake implements SmartLifecycle {

    /** In one handover. */
    static final int LARGEST = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int WAITING = 2 * LARGEST;
    private static final int BATCH = 20_000;
    private static final long PATIENCE_SECONDS = 30;

    private final Writer writer;
    private final Recent recent;
    private final Blocks blocks;
    private final LinkedBlockingQueue<Handover> waiting = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(WAITING, true);
    private final Collection<Integer> changed = new ConcurrentLinkedQueue<>();
    private final List<Consumer<List<Observation>>> followers = new CopyOnWriteArrayList<>();
    private volatile @Nullable Thread thread;
    private volatile boolean running;

    /** An observation with the feature that is written with it, and what is odd in its datastream. */
    record Row(NewObservation it, @Nullable Long feature, Limits limits) {}

    /** What one caller has brought, the receipt if it is a device's, and the answer it waits for. */
    record Handover(List<Row> rows, @Nullable Receipt receipt, CompletableFuture<List<ObservationKey>> answer) {}

    Intake(Writer writer, Recent recent, Blocks blocks) {
        this.writer = writer;
        this.recent = recent;
        this.blocks = blocks;
    }

    /** With a receipt even nothing is written down: that it was refused. */
    CompletableFuture<List<ObservationKey>> accept(List<Row> rows, @Nullable Receipt receipt) {
        if (rows.size() > LARGEST) {
            throw new ObservationRefused("At most %d observations at once.".formatted(LARGEST));
        }
        if (rows.isEmpty() && receipt == null) {
            return CompletableFuture.completedFuture(List.of());
        }
        try {
            if (!room.tryAcquire(rows.size()) && !room.tryAcquire(rows.size(), PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IntakeFull();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IntakeFull();
        }
        var handover = new Handover(rows, receipt, new CompletableFuture<>());
        waiting.add(handover);
        return handover.answer();
    }

    void follow(Consumer<List<Observation>> follower) {
        followers.add(follower);
    }

    /** The writer asks the database again for the newest of this datastream. */
    void forget(int datastream) {
        changed.add(datastream);
    }

    private void run() {
        try {
            long looked = System.nanoTime();
            while (running || !waiting.isEmpty()) {
                var first = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    write(gather(first));
                }
                if (System.nanoTime() - looked > TimeUnit.SECONDS.toNanos(1)) {
                    look();
                    looked = System.nanoTime();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Between two batches, when nothing of our own is under way. */
    @SuppressWarnings("IllegalCatch")
    private void look() {
        try {
            if (writer.othersHaveWritten()) {
                recent.clear();
                blocks.clear();
            }
        } catch (SQLException | RuntimeException failed) {
            if (running) {
                LOG.warn("The database does not say what others have written: {}", failed.toString());
            }
        }
    }

    private List<Handover> gather(Handover first) {
        var batch = new ArrayList<Handover>();
        int rows = 0;
        for (var next = first; next != null; next = rows < BATCH ? waiting.poll() : null) {
            batch.add(next);
            rows += next.rows().size();
        }
        return batch;
    }

    /** One caller's fault must not be the others': if a batch cannot be written, each handover is tried alone. */
    @SuppressWarnings("IllegalCatch")
    private void write(List<Handover> batch) {
        changed.removeIf(datastream -> {
            writer.forget(datastream);
            return true;
        });
        try {
            done(
                    batch,
                    writer.write(
                            batch.stream().flatMap(it -> it.rows().stream()).toList(), receipts(batch)));
        } catch (SQLException | RuntimeException failed) {
            if (batch.size() == 1) {
                refuse(batch.getFirst(), failed);
            } else {
                LOG.warn("A batch of observations is written one by one: {}", failed.toString());
                batch.forEach(one -> write(List.of(one)));
            }
        }
    }

    private static Collection<Receipt> receipts(List<Handover> batch) {
        var all = new LinkedHashMap<UUID, Receipt>();
        for (var one : batch) {
            if (one.receipt() != null) {
                all.merge(one.receipt().by().id(), one.receipt(), Receipt::plus);
            }
        }
        return all.values();
    }

    private void refuse(Handover one, Exception failed) {
        room.release(one.rows().size());
        // class 22 of SQLSTATE: a value that PostgreSQL cannot hold, such as a text with a NUL in it
        boolean impossible = failed instanceof SQLException said
                && said.getSQLState() != null
                && said.getSQLState().startsWith("22");
        one.answer()
                .completeExceptionally(
                        impossible
                                ? new ObservationRefused("The database does not take a value of the observation.")
                                : failed);
    }

    private void done(List<Handover> batch, List<Observation> written) {
        written.forEach(recent::add);
        written.forEach(blocks::add);
        int from = 0;
        for (var one : batch) {
            var part = written.subList(from, from + one.rows().size());
            from += part.size();
            one.answer().complete(part.stream().map(Observation::key).toList());
            room.release(part.size());
        }
        if (!written.isEmpty()) {
            tell(written);
        }
    }

    @SuppressWarnings("IllegalCatch")
    private void tell(List<Observation> written) {
        for (var follower : followers) {
            try {
                follower.accept(written);
            } catch (RuntimeException failed) {
                LOG.error("A follower of the observations failed", failed);
            }
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("sensing-writer").start(this::run);
    }

    /** What waits is written first. */
    @Override
    public void stop() {
        running = false;
        var writing = thread;
        if (writing != null) {
            try {
                writing.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before everything that hands over, and after it has stopped. */
    @Override
    public int getPhase() {
        return 0;
    }
}
