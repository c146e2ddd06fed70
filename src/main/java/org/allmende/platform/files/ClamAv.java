package org.allmende.platform.files;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks clamd over its socket: command {@code INSTREAM}, chunks with their length before them, an empty one at the end.
 *
 * <p>One deadline covers all of connect, send and answer: when it passes, the socket is closed under whatever waits on it.
 */
final class ClamAv implements VirusScanner {

    private static final Logger LOG = LoggerFactory.getLogger(ClamAv.class);
    private static final int CHUNK = 64 * 1024;
    private static final int ANSWER = 1024;

    private final String address;
    private final Duration limit;

    /** The address is {@code host:port}, or the path of a Unix socket. */
    ClamAv(String address, Duration limit) {
        if (!isPath(address) && !address.matches(".+:\\d{1,5}")) {
            throw new IllegalArgumentException("allmende.files.clamav must be host:port or a path, not " + address);
        }
        this.address = address;
        this.limit = limit;
    }

    @Override
    public FileState scan(InputStream content) throws IOException {
        String answer;
        try (SocketChannel clamd = channel()) {
            Thread deadline = Thread.ofVirtual().name("clamd deadline").start(() -> closeLater(clamd));
            try {
                answer = ask(clamd, content);
            } finally {
                deadline.interrupt();
            }
        } catch (ContentUnreadable unreadable) {
            throw unreadable.cause;
        } catch (IOException down) {
            LOG.warn("Virus scanner at {} cannot be asked: {}", address, down.toString());
            return FileState.QUARANTINED;
        }
        if (answer.equals("stream: OK")) {
            return FileState.CLEAN;
        }
        LOG.warn("Virus scanner says: {}", answer);
        return answer.endsWith(" FOUND") ? FileState.INFECTED : FileState.QUARANTINED;
    }

    private void closeLater(SocketChannel clamd) {
        try {
            Thread.sleep(limit);
            clamd.close();
        } catch (InterruptedException | IOException done) {
            return;
        }
    }

    private String ask(SocketChannel clamd, InputStream content) throws IOException {
        clamd.connect(socketAddress());
        try {
            send(clamd, content);
        } catch (ContentUnreadable unreadable) {
            throw unreadable;
        } catch (IOException hungUp) {
            // beyond its own limit clamd answers and hangs up while we still send
            String answer = answer(clamd);
            if (answer.isEmpty()) {
                throw hungUp;
            }
            return answer;
        }
        return answer(clamd);
    }

    private static void send(SocketChannel clamd, InputStream content) throws IOException {
        write(clamd, ByteBuffer.wrap("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII)));
        byte[] bytes = new byte[CHUNK];
        for (int length; (length = read(content, bytes)) > 0; ) {
            write(clamd, ByteBuffer.allocate(4).putInt(length).flip());
            write(clamd, ByteBuffer.wrap(bytes, 0, length));
        }
        write(clamd, ByteBuffer.allocate(4));
    }

    private static int read(InputStream content, byte[] bytes) throws ContentUnreadable {
        try {
            return content.readNBytes(bytes, 0, bytes.length);
        } catch (IOException unreadable) {
            throw new ContentUnreadable(unreadable);
        }
    }

    private static void write(SocketChannel clamd, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            clamd.write(bytes);
        }
    }

    private static String answer(SocketChannel clamd) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(ANSWER);
        while (answer.hasRemaining() && clamd.read(answer) >= 0) {
            if (answer.position() > 0 && answer.get(answer.position() - 1) == 0) {
                break;
            }
        }
        return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
    }

    private SocketChannel channel() throws IOException {
        return isPath(address) ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
    }

    /** Looked up anew each time, since a scanner may move. */
    private SocketAddress socketAddress() throws IOException {
        if (isPath(address)) {
            return UnixDomainSocketAddress.of(address);
        }
        int colon = address.lastIndexOf(':');
        var socket = new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        if (socket.isUnresolved()) {
            throw new IOException("The host is not known");
        }
        return socket;
    }

    private static boolean isPath(String address) {
        return address.startsWith("/");
    }

    /** Our own file could not be read: no fault of the scanner. */
    private static final class ContentUnreadable extends IOException {

        private final IOException cause;

        ContentUnreadable(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
