package org.allmende.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** What the demo does beside the server, in a thread of its own; when the server stops, what is under way may finish. */
abstract class DemoWork implements SmartLifecycle {

    private final Duration patience;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    /** @param patience how long the server waits for it when it stops */
    DemoWork(Duration patience) {
        this.patience = patience;
    }

    final void begin(String name, Runnable work) {
        thread = Thread.ofPlatform().name(name).daemon().start(work);
    }

    /** Waits, unless the server stops; whether the work goes on. */
    final boolean pause(Duration time) throws InterruptedException {
        return running && !stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public final void start() {
        running = true;
    }

    @Override
    public final void stop() {
        running = false;
        stopping.countDown();
        var it = thread;
        if (it != null) {
            try {
                it.join(patience);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public final boolean isRunning() {
        return running;
    }
}
