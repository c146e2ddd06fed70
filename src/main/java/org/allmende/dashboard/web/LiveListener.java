package org.allmende.dashboard.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A browser that listens. It has taken over the connection of its request (Servlet 6 §2.3.3.5), so that the container keeps
 * none of the buffers that a request and its answer need: 110 KB for each. Nobody waits for it: what its connection does not take at once is kept, and goes out when it takes
 * more; when too much is kept it is let go, and asks again for what it has missed. All that listeners hear is written once
 * and shared, so that a listener without a backlog costs no more than its connection.
 */
public final class LiveListener implements HttpUpgradeHandler, ReadListener, WriteListener {

    /** Of bytes; the stations of a whole county once. */
    private static final int MOST = 512 * 1024;

    private @Nullable WebConnection connection;
    private @Nullable ServletInputStream in;
    private @Nullable ServletOutputStream out;
    private Runnable leave = () -> {};
    private @Nullable ArrayDeque<byte[]> waiting;
    private int kept;
    private long heard;
    private boolean ready;
    private boolean unflushed;
    private boolean gone;

    /** Is run once, when it listens no more. */
    synchronized void whenGone(Runnable what) {
        leave = what;
    }

    /** The container hands over the connection once request and answer are off its hands. */
    @Override
    public synchronized void init(WebConnection given) {
        connection = given;
        if (gone) {
            close();
            return;
        }
        try {
            var stream = given.getOutputStream();
            out = stream;
            stream.setWriteListener(this);
            in = given.getInputStream();
            given.getInputStream().setReadListener(this);
        } catch (IOException | IllegalStateException closed) {
            end();
        }
    }

    /** Until here it counts: the container closes the connection only when it hears of the other side, or is told to stop. */
    @Override
    public synchronized void destroy() {
        end();
        leave.run();
        leave = () -> {};
    }

    /** Says it unless the listener has heard it: {@code number} is the last that is in it. */
    synchronized void tell(byte[] text, long number) {
        if (gone || number <= heard) {
            return;
        }
        heard = number;
        say(text);
    }

    /** What is not counted: that we are still there. */
    synchronized void say(byte[] text) {
        if (gone) {
            return;
        }
        if (kept > 0 && kept + text.length > MOST) {
            end();
            return;
        }
        if (waiting == null) {
            waiting = new ArrayDeque<>(1);
        }
        waiting.add(text);
        kept += text.length;
        write();
    }

    /** Nothing is written unless the connection takes it; each look at whether it does asks to be told when it will. */
    private void write() {
        try {
            var to = out;
            while (ready && to != null && to.isReady()) {
                var next = waiting == null ? null : waiting.poll();
                if (next != null) {
                    kept -= next.length;
                    to.write(next);
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    to.flush();
                } else {
                    waiting = null;
                    return;
                }
            }
        } catch (IOException | IllegalStateException closed) {
            end();
        }
    }

    synchronized boolean isGone() {
        return gone;
    }

    synchronized void end() {
        if (gone) {
            return;
        }
        gone = true;
        waiting = null;
        if (connection == null) {
            leave.run();
            leave = () -> {};
        }
        close();
    }

    @SuppressWarnings("IllegalCatch")
    private void close() {
        var it = connection;
        if (it == null) {
            return;
        }
        try {
            it.close();
        } catch (Exception already) {
            // the other side was faster
        }
    }

    /** A listener says nothing more; what can be read is the end. */
    @Override
    public synchronized void onDataAvailable() {
        var from = in;
        var nothing = new byte[64];
        try {
            while (!gone && from != null && from.isReady()) {
                if (from.read(nothing) < 0) {
                    end();
                }
            }
        } catch (IOException | IllegalStateException closed) {
            end();
        }
    }

    @Override
    public void onAllDataRead() {
        end();
    }

    @Override
    public synchronized void onWritePossible() {
        ready = true;
        write();
    }

    @Override
    public void onError(Throwable failed) {
        end();
    }
}
