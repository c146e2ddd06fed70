package org.allmende.platform.operations.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks the virus scanner whether it is there. */
final class ScannerPing {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private ScannerPing() {}

    /** The address is {@code host:port}, or the path of a Unix socket. */
    static boolean answers(String address) {
        try (var clamd =
                address.startsWith("/") ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open()) {
            var deadline = Thread.ofVirtual().start(() -> closeLater(clamd));
            try {
                return ask(clamd, address).startsWith("PONG");
            } finally {
                deadline.interrupt();
            }
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException silent) {
            return false;
        }
    }

    private static String ask(SocketChannel clamd, String address) throws IOException {
        if (address.startsWith("/")) {
            clamd.connect(UnixDomainSocketAddress.of(address));
        } else {
            var colon = address.lastIndexOf(':');
            clamd.connect(
                    new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))));
        }
        clamd.write(ByteBuffer.wrap("zPING\0".getBytes(StandardCharsets.US_ASCII)));
        var answer = ByteBuffer.allocate(16);
        while (answer.position() < 4 && clamd.read(answer) >= 0) {}
        return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
    }

    private static void closeLater(SocketChannel clamd) {
        try {
            Thread.sleep(PATIENCE);
            clamd.close();
        } catch (InterruptedException | IOException done) {
            return;
        }
    }
}
