package org.allmende.platform.postgres;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who uses a folder, among all processes: byte 0 of the file `lock` is held by whoever starts or stops the server just now,
 * byte 1 is shared by every process that uses it. The kernel lets go of both when a process dies, however it dies.
 * File locks belong to the process, so one object per folder counts the users inside this one.
 */
final class FolderLock {
    private static final Map<Path, FolderLock> OPEN = new HashMap<>();

    private final Path folder;
    private final FileChannel file;
    private final ReentrantLock turn = new ReentrantLock();
    private int references;
    private int users;
    private @Nullable FileLock share;

    /** To start or to stop the server. */
    interface Work<T> {
        T happen() throws IOException, InterruptedException;
    }

    private FolderLock(Path folder) throws IOException {
        this.folder = folder;
        this.file = FileChannel.open(folder.resolve("lock"), CREATE, READ, WRITE);
    }

    /** To be closed by {@link #release}. */
    static FolderLock of(Path folder) throws IOException {
        synchronized (OPEN) {
            var lock = OPEN.get(folder);
            if (lock == null) {
                lock = new FolderLock(folder);
                OPEN.put(folder, lock);
            }
            lock.references++;
            return lock;
        }
    }

    void release() throws IOException {
        synchronized (OPEN) {
            if (--references == 0) {
                OPEN.remove(folder);
                file.close();
            }
        }
    }

    /** One after the other, among all threads of all programs. */
    <T> T inTurn(Work<T> work) throws IOException, InterruptedException {
        turn.lock();
        try {
            var mine = file.lock(0, 1, false);
            try {
                return work.happen();
            } finally {
                mine.release();
            }
        } finally {
            turn.unlock();
        }
    }

    /** Only within a turn: this process counts as a user from now on. */
    void join() throws IOException {
        if (users++ == 0) {
            share = file.lock(1, 1, true);
        }
    }

    /** Only within a turn: one user less. */
    void leave() throws IOException {
        if (--users == 0 && share != null) {
            share.release();
            share = null;
        }
    }

    /** Only within a turn: whether nobody uses the server, in this process or another. */
    boolean unused() throws IOException {
        if (users > 0) {
            return false;
        }
        try (var all = file.tryLock(1, 1, false)) {
            return all != null;
        }
    }
}
