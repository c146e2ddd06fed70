package org.allmende.platform.files;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A clamd of a hundred lines: speaks INSTREAM as clamd(8) describes it and knows one virus, EICAR. */
final class FakeClamd implements AutoCloseable {

    /** As StreamMaxLength, small enough for a test. */
    static final int STREAM_MAX = 1_000_000;

    private final ServerSocket server;
    private final Thread serving;
    private volatile boolean silent;

    FakeClamd() {
        this(0);
    }

    FakeClamd(int port) {
        try {
            server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        serving = Thread.ofVirtual().start(this::serve);
    }

    String address() {
        return "localhost:" + server.getLocalPort();
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on it takes connections and says nothing, as when it loads its signatures. */
    FakeClamd silent() {
        silent = true;
        return this;
    }

    /** Waits for the thread that accepts: until it is gone, the kernel takes connections and it may answer one more. */
    @Override
    public void close() {
        try {
            server.close();
            serving.join();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket client) {
        try (client;
                var in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
                var out = new BufferedOutputStream(client.getOutputStream())) {
            if (silent) {
                in.readAllBytes();
                return;
            }
            String command = command(in);
            out.write((command.equals("zINSTREAM") ? scan(in) : "UNKNOWN COMMAND").getBytes(StandardCharsets.US_ASCII));
            out.write(0);
        } catch (IOException gone) {
            return;
        }
    }

    private static String command(DataInputStream in) throws IOException {
        var command = new StringBuilder();
        for (int each; (each = in.readUnsignedByte()) != 0; ) {
            command.append((char) each);
        }
        return command.toString();
    }

    private static String scan(DataInputStream in) throws IOException {
        var content = new ByteArrayOutputStream();
        for (int length; (length = in.readInt()) != 0; ) {
            if (content.size() + length > STREAM_MAX) {
                return "INSTREAM size limit exceeded. ERROR";
            }
            content.write(in.readNBytes(length));
        }
        return content.toString(StandardCharsets.ISO_8859_1).contains(Samples.EICAR)
                ? "stream: Eicar-Test-Signature FOUND"
                : "stream: OK";
    }
}
