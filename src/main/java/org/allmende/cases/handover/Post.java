package org.allmende.cases.handover;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.stereotype.Component;

/**
 * One POST over HTTP/1.1 to an address that may be hostile.
 *
 * <p>Java's own client asks for the host's address itself, after our look at it, and could be given another one then (DNS
 * rebinding). So the connection is made here, to the very address that was looked at; for TLS the certificate must still be
 * the host's. No redirect is followed, the answer is cut off, and after a while the line is cut.
 */
@Component
class Post {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ALTOGETHER = Duration.ofSeconds(15);
    private static final int ANSWER = 8 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})\\b.*", Pattern.DOTALL);

    private final Addresses addresses;

    Post(Addresses addresses) {
        this.addresses = addresses;
    }

    /** What came back: status and the beginning of the text. */
    record Answer(int status, String text) {}

    Answer send(URI url, Map<String, String> headers, byte[] body) throws IOException {
        var candidates = addresses.resolve(url);
        try (var plain = connect(candidates, port(url))) {
            CompletableFuture.delayedExecutor(ALTOGETHER.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> close(plain));
            var socket = url.getScheme().equals("https") ? encrypt(plain, url) : plain;
            var out = socket.getOutputStream();
            out.write(head(url, headers, body.length).getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            return read(socket.getInputStream());
        }
    }

    private static Socket connect(List<InetAddress> candidates, int port) throws IOException {
        IOException last = new IOException("no address");
        for (var address : candidates) {
            var socket = new Socket(java.net.Proxy.NO_PROXY);
            try {
                socket.setSoTimeout(Math.toIntExact(ALTOGETHER.toMillis()));
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

    private static String head(URI url, Map<String, String> headers, int length) {
        var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        var head =
                new StringBuilder("POST %s%s HTTP/1.1\r\nHost: %s\r\n".formatted(path, query, url.getRawAuthority()));
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("Content-Length: %d\r\nConnection: close\r\n\r\n".formatted(length))
                .toString();
    }

    private static Answer read(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[ANSWER];
        try {
            for (int read = in.read(buffer); read >= 0 && bytes.size() < ANSWER; read = in.read(buffer)) {
                bytes.write(buffer, 0, Math.min(read, ANSWER - bytes.size()));
            }
        } catch (IOException cutOff) {
            // the status may have come, and it is all that counts
            if (!STATUS.matcher(bytes.toString(StandardCharsets.ISO_8859_1)).matches()) {
                throw cutOff;
            }
        }
        var answer = bytes.toString(StandardCharsets.UTF_8);
        var status = STATUS.matcher(answer);
        if (!status.matches()) {
            throw new IOException("The answer is no HTTP.");
        }
        int end = answer.indexOf("\r\n\r\n");
        return new Answer(Integer.parseInt(status.group(1)), end < 0 ? "" : answer.substring(end + 4));
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closedAlready) {
            // then nobody waits for it
            return;
        }
    }
}
