package org.allmende.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.WebConnection;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What happens when a connection takes nothing: no socket can be made to refuse at will, so this one is played. */
class LiveListenerTest {

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger completed = new AtomicInteger();
    private boolean takes = true;
    private boolean hungUp;

    private final ServletOutputStream out = new ServletOutputStream() {
        @Override
        public boolean isReady() {
            return takes;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int one) {
            sent.write(one);
        }
    };

    private LiveListener listener() {
        var listener = new LiveListener();
        listener.whenGone(left::incrementAndGet);
        return listener;
    }

    private final ServletInputStream in = new ServletInputStream() {
        @Override
        public boolean isFinished() {
            return hungUp;
        }

        @Override
        public boolean isReady() {
            return hungUp;
        }

        @Override
        public void setReadListener(ReadListener listener) {}

        @Override
        public int read() {
            return -1;
        }
    };

    private final WebConnection connection = new WebConnection() {
        @Override
        public ServletInputStream getInputStream() {
            return in;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return out;
        }

        @Override
        public void close() {
            completed.incrementAndGet();
        }
    };

    private static byte[] text(String it) {
        return it.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void whatIsToldBeforeTheConnectionIsReadyGoesOutAfterwardsInOrder() {
        var listener = listener();
        listener.say(text("a"));
        listener.tell(text("b"), 5);
        assertThat(sent.toString()).isEmpty();
        listener.init(connection);
        listener.onWritePossible();
        assertThat(sent.toString()).isEqualTo("ab");
    }

    @Test
    void whoHangsUpIsGone() {
        var listener = listener();
        listener.init(connection);
        listener.onDataAvailable();
        assertThat(listener.isGone()).isFalse();
        hungUp = true;
        listener.onDataAvailable();
        assertThat(listener.isGone()).isTrue();
        assertThat(completed).hasValue(1);
    }

    @Test
    void nothingIsToldTwice() {
        var listener = listener();
        listener.init(connection);
        listener.onWritePossible();
        listener.tell(text("a"), 5);
        listener.tell(text("a"), 5);
        listener.tell(text("b"), 4);
        listener.tell(text("c"), 6);
        assertThat(sent.toString()).isEqualTo("ac");
    }

    @Test
    void whoTakesNothingForLongIsLetGoOnce() {
        var listener = listener();
        listener.init(connection);
        listener.onWritePossible();
        takes = false;
        for (int i = 1; i <= 1_000; i++) {
            listener.tell(new byte[1_024], i);
        }
        assertThat(listener.isGone()).isTrue();
        assertThat(left).as("it counts until its connection is closed").hasValue(0);
        listener.destroy();
        listener.destroy();
        assertThat(left).hasValue(1);
        assertThat(completed).hasValue(1);
        takes = true;
        listener.onWritePossible();
        assertThat(sent.size()).isZero();
    }
}
