package org.allmende.platform.operations;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does something again and again on a thread of its own, the first time as soon as the server is up; what is under way when
 * the server stops may finish.
 */
final class Loop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Duration pause;
    private final Runnable work;
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    Loop(String name, Duration pause, Runnable work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    private void run() {
        try {
            do {
                once();
            } while (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever happens, it is tried again after the pause. */
    @SuppressWarnings("IllegalCatch")
    private void once() {
        try {
            work.run();
        } catch (RuntimeException failed) {
            if (stopping.getCount() > 0) {
                LOG.error("{} failed and is tried again in {} s", name, pause.toSeconds(), failed);
            }
        }
    }

    @Override
    public void stop() {
        askToStop();
        awaitStop();
    }

    void askToStop() {
        stopping.countDown();
    }

    void awaitStop() {
        var running = thread;
        if (running == null) {
            return;
        }
        try {
            if (!running.join(PATIENCE)) {
                LOG.warn("{} is still at work and is broken off", name);
                running.interrupt();
            }
            thread = null;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
