package org.allmende.platform.operations;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again on a thread of its own; what is under way when the server stops may finish. */
final class Loop {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Duration pause;
    private final Runnable work;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    private Loop(String name, Duration pause, Runnable work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** The first time at once. */
    static Loop start(String name, Duration pause, Runnable work) {
        var loop = new Loop(name, pause, work);
        loop.thread.start();
        return loop;
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

    void askToStop() {
        stopping.countDown();
    }

    void awaitStop() {
        try {
            if (!thread.join(PATIENCE)) {
                LOG.warn("{} is still at work and is broken off", name);
                thread.interrupt();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
