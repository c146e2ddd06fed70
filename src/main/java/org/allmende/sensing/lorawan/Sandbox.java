package org.allmende.sensing.lorawan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Script;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a maker's payload codec, JavaScript that nobody here has written: without a class of Java, a file, a network or a clock
 * of ours in reach, for a tenth of a second of processor time, and with bounded memory. Only text goes in and comes out.
 */
final class Sandbox {

    /** Of processor time, so that a busy machine does not fail a codec. */
    private static final Duration TIME = Duration.ofMillis(100);

    /** For one step that counts nothing, such as one search by a regular expression. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long MEMORY = 64L << 20;
    private static final int STEPS = 1_000;
    private static final int DEEPEST = 500;
    private static final int STACK = 1 << 20;
    private static final int LARGEST = 65_536;
    private static final String BEFORE = read("/sensing/codec.js");

    /** Only for codecs that speak of it. */
    private static final Script BUFFER = compile(read("/sensing/buffer.js"));

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** So many codecs may run at once. */
    private static final Semaphore ROOM = new Semaphore(4);

    private static boolean warm;

    private Sandbox() {}

    /** The codec is at fault; the message says how. */
    static final class Failed extends RuntimeException {
        Failed(String message) {
            super(message, null, false, false);
        }
    }

    /** Cannot be caught by a script. */
    private static final class Stopped extends Error {
        private static final long serialVersionUID = 1;

        Stopped(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * What {@code decodeUplink} gives as {@code data}; older codecs have {@code Decoder(bytes, port)} or
     * {@code Decode(port, bytes)}.
     *
     * @throws Failed if it does not come to an end, throws, or gives errors or no object
     */
    static JsonNode decode(String codec, byte[] payload, int port, Instant received) {
        var data = ask(codec, decoding(payload, port, received)).path("data");
        if (!data.isObject()) {
            throw new Failed("The codec gives no object.");
        }
        return data;
    }

    /**
     * What {@code encodeDownlink} gives: {@code bytes}, a list, and perhaps {@code fPort}. Older codecs have
     * {@code Encoder(object, port)} or {@code Encode(port, object)}.
     *
     * @throws Failed as above, or if the codec has none of them
     */
    static JsonNode encode(String codec, JsonNode data, int port) {
        return ask(codec, encoding(data, port));
    }

    private static JsonNode ask(String codec, String call) {
        warmUp();
        var answer = new CompletableFuture<String>();
        ROOM.acquireUninterruptibly();
        var thread = new Thread(null, () -> run(codec, call, answer), "codec", STACK);
        thread.setDaemon(true);
        thread.start();
        String said;
        try {
            said = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw new Failed("The codec does not come to an end.");
        } catch (ExecutionException failed) {
            throw new Failed(String.valueOf(
                    Objects.requireNonNullElse(failed.getCause(), failed).getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Failed("The server stops.");
        }
        var it = JsonMapper.shared().readTree(said);
        if (!it.path("errors").isEmpty()) {
            throw new Failed("The codec says: " + it.path("errors"));
        }
        return it;
    }

    private static String encoding(JsonNode data, int port) {
        // lines of a script end at these two, within texts too
        var object = data.toString().replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
        return """
                (function (data) {
                  var it = typeof encodeDownlink === 'function' ? encodeDownlink({data: data, variables: {}})
                    : typeof Encoder === 'function' ? {bytes: Encoder(data, %2$d)}
                    : typeof Encode === 'function' ? {bytes: Encode(%2$d, data, {})}
                    : {errors: ['there is no encodeDownlink']};
                  if (it && it.bytes) it.bytes = Array.prototype.slice.call(it.bytes);
                  return allmendeText(it);
                })(%1$s)
                """.formatted(object, port);
    }

    private static String decoding(byte[] payload, int port, Instant received) {
        var bytes = new StringBuilder("[");
        for (int i = 0; i < payload.length; i++) {
            bytes.append(i == 0 ? "" : ",").append(payload[i] & 0xff);
        }
        bytes.append(']');
        return """
                allmendeText(typeof decodeUplink === 'function'
                  ? decodeUplink({bytes: %1$s, fPort: %2$d, recvTime: new Date(%3$d), variables: {}})
                  : typeof Decoder === 'function' ? {data: Decoder(%1$s, %2$d)} : {data: Decode(%2$d, %1$s, {})})
                """.formatted(bytes, port, received.toEpochMilli());
    }

    @SuppressWarnings("IllegalCatch")
    private static void run(String codec, String call, CompletableFuture<String> answer) {
        try (var context = new Bounded().enterContext()) {
            var scope = context.initSafeStandardObjects(null, false);
            context.evaluateString(scope, BEFORE, "before", 1, null);
            if (codec.contains("uffer")) {
                BUFFER.exec(context, scope, scope);
            }
            ((Clocked) context).begin();
            context.evaluateString(scope, codec, "codec", 1, null);
            var said = context.evaluateString(scope, call, "call", 1, null);
            if (said instanceof CharSequence text && text.length() <= LARGEST) {
                answer.complete(text.toString());
            } else {
                answer.completeExceptionally(new Failed("The codec gives nothing, or too much."));
            }
        } catch (RhinoException thrown) {
            answer.completeExceptionally(new Failed("Line %d: %s".formatted(thrown.lineNumber(), thrown.details())));
        } catch (StackOverflowError deep) {
            answer.completeExceptionally(new Failed("The codec calls itself too deeply."));
        } catch (Throwable failed) {
            answer.completeExceptionally(failed);
        } finally {
            ROOM.release();
        }
    }

    /** What Rhino loads when it is used for the first time is not the codec's time, nor that of those who come meanwhile. */
    private static synchronized void warmUp() {
        if (warm) {
            return;
        }
        try (var context = new Bounded().enterContext()) {
            var scope = context.initSafeStandardObjects(null, false);
            context.evaluateString(scope, BEFORE, "before", 1, null);
            BUFFER.exec(context, scope, scope);
            context.evaluateString(
                    scope,
                    "function decodeUplink(it) { return {data: {first: Buffer.from(it.bytes).readUInt8(0) / 10}}; }",
                    "codec",
                    1,
                    null);
            context.evaluateString(scope, decoding(new byte[] {1}, 1, Instant.EPOCH), "call", 1, null);
        }
        warm = true;
    }

    /** A context that knows when it has begun. */
    private static final class Clocked extends Context {
        private final long thread = Thread.currentThread().threadId();
        private long time = Long.MAX_VALUE;
        private long memory = Long.MAX_VALUE;

        Clocked(ContextFactory factory) {
            super(factory);
        }

        void begin() {
            time = THREADS.getCurrentThreadCpuTime() + TIME.toNanos();
            memory = THREADS.getThreadAllocatedBytes(thread) + MEMORY;
        }

        void look() {
            if (time != Long.MAX_VALUE && THREADS.getCurrentThreadCpuTime() > time) {
                throw new Stopped("The codec does not come to an end.");
            }
            if (memory != Long.MAX_VALUE && THREADS.getThreadAllocatedBytes(thread) > memory) {
                throw new Stopped("The codec takes too much memory.");
            }
        }
    }

    private static final class Bounded extends ContextFactory {

        @Override
        protected Context makeContext() {
            var context = new Clocked(this);
            context.setInterpretedMode(true);
            context.setLanguageVersion(Context.VERSION_ES6);
            context.setInstructionObserverThreshold(STEPS);
            context.setMaximumInterpreterStackDepth(DEEPEST);
            context.setClassShutter(name -> false);
            return context;
        }

        @Override
        protected void observeInstructionCount(Context context, int steps) {
            ((Clocked) context).look();
        }
    }

    private static Script compile(String source) {
        try (var context = new Bounded().enterContext()) {
            return context.compileString(source, "buffer", 1, null);
        }
    }

    private static String read(String name) {
        try (var file = Objects.requireNonNull(Sandbox.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
