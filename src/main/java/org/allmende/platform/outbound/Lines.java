package org.allmende.platform.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.stereotype.Component;

/**
 * Lines to addresses that may be hostile.
 *
 * <p>Java's own HTTP client asks for the host's address itself, after our look at it, and could be given another one then (DNS
 * rebinding). So the connection is made here, to the very address that was looked at; for TLS the certificate must still be
 * the host's. After a while the line is cut, whatever goes on.
 */
@Component
public class Lines {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Addresses addresses;

    public Lines(Addresses addresses) {
        this.addresses = addresses;
    }

    /** An open line, encrypted if the address says so. */
    public static final class Line implements AutoCloseable {

        private final Socket plain;
        private final Socket socket;

        private Line(Socket plain, Socket socket) {
            this.plain = plain;
            this.socket = socket;
        }

        public InputStream in() throws IOException {
            return socket.getInputStream();
        }

        public OutputStream out() throws IOException {
            return socket.getOutputStream();
        }

        @Override
        public void close() throws IOException {
            plain.close();
        }
    }

    /**
     * Cut after this time.
     *
     * @throws Addresses.Refused if the host lies in a closed network
     */
    public Line open(URI url, Duration altogether) throws IOException {
        var plain = connect(addresses.resolve(url), port(url), altogether);
        CompletableFuture.delayedExecutor(altogether.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> cut(plain));
        try {
            return new Line(plain, url.getScheme().equals("https") ? encrypt(plain, url) : plain);
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
    }

    private static Socket connect(List<InetAddress> candidates, int port, Duration altogether) throws IOException {
        IOException last = new IOException("no address");
        for (var address : candidates) {
            var socket = new Socket(java.net.Proxy.NO_PROXY);
            try {
                socket.setSoTimeout(Math.toIntExact(altogether.toMillis()));
                socket.connect(new InetSocketAddress(address, port), Math.toIntExact(CONNECT.toMillis()));
                return socket;
            } catch (IOException failed) {
                socket.close();
                last = failed;
            }
        }
        throw last;
    }

    private static Socket encrypt(Socket plain, URI url) throws IOException {
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var socket = (SSLSocket) factory.createSocket(plain, url.getHost(), port(url), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
    }

    /** The first line of a request of HTTP/1.1, and the one that names the host. */
    public static String head(String method, URI url) {
        var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return "%s %s%s HTTP/1.1\r\nHost: %s\r\n".formatted(method, path, query, url.getRawAuthority());
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException closedAlready) {
            // then nobody waits for it
            return;
        }
    }
}
