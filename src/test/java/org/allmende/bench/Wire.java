package org.allmende.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * One kept-alive connection to the server, so thin that two cores which the server shares are not spent on measuring. It
 * sends what browsers send and follows nothing.
 */
public final class Wire implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;

    private final int port;
    private Socket socket;
    private InputStream in;
    private final byte[] buffer = new byte[1 << 15];
    private int from;
    private int to;
    private OutputStream out;
    private boolean over;
    private byte[] collected = new byte[1 << 16];

    /** What came back: the status line with the headers, and the body as it was sent, so perhaps compressed. */
    public record Reply(int status, String head, byte[] body) {

        /** The header's first value, empty when there is none. */
        public String header(String name) {
            for (int end = head.indexOf('\n'); end >= 0; end = head.indexOf('\n', end + 1)) {
                int start = end + 1;
                int colon = start + name.length();
                if (head.regionMatches(true, start, name, 0, name.length())
                        && colon < head.length()
                        && head.charAt(colon) == ':') {
                    int over = head.indexOf('\r', colon);
                    return head.substring(colon + 1, over).strip();
                }
            }
            return "";
        }

        /** The path of a redirect, empty when it is none. */
        public String location() {
            return header("location").replaceFirst("^https?://[^/]+", "");
        }

        /** A cookie that was set, as {@code name=value}, empty when there is none. */
        public String cookie(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, "set-cookie:", 0, 11))
                    .map(line -> line.substring(11).strip().split(";", 2)[0])
                    .filter(cookie -> cookie.startsWith(name + "="))
                    .findFirst()
                    .orElse("");
        }

        /** The body as text, whether it came compressed or not. */
        public String unpacked() throws IOException {
            if (!header("content-encoding").equals("gzip")) {
                return new String(body, StandardCharsets.UTF_8);
            }
            try (var text = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return new String(text.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    private Wire(int port, Socket socket) throws IOException {
        this.port = port;
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    public static Wire open(int port) throws IOException {
        return new Wire(port, connect(port));
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    /** After so many answers a server may announce that it hangs up; then the next request dials anew, as browsers do. */
    private void dialAnew() throws IOException {
        socket.close();
        socket = connect(port);
        in = socket.getInputStream();
        from = 0;
        to = 0;
        out = socket.getOutputStream();
        over = false;
    }

    public Reply get(String path, String cookie) throws IOException {
        return send("GET", path, cookie, "", new byte[0]);
    }

    public Reply post(String path, String cookie, String form) throws IOException {
        return post(path, cookie, "application/x-www-form-urlencoded", form.getBytes(StandardCharsets.US_ASCII));
    }

    public Reply post(String path, String cookie, String type, byte[] body) throws IOException {
        return send(
                "POST", path, cookie, "Content-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n", body);
    }

    /** Opens a stream of events and reads until the server ends it or this is closed. */
    public void listen(String path, String cookie) throws IOException {
        var head = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAccept: text/event-stream\r\n"
                + "Sec-Fetch-Site: same-origin\r\nCookie: " + cookie + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        socket.setSoTimeout(0);
        try {
            if (!line().contains(" 200")) {
                throw new IOException("There is no stream at " + path);
            }
            while (!socket.isClosed()) {
                line();
            }
        } catch (EOFException | SocketException over) {
            close();
        }
    }

    /** As other software asks, uncompressed. */
    public Reply plain(String path) throws IOException {
        return send("GET", path, "Accept: application/json\r\n", new byte[0]);
    }

    /** As a device sends. */
    public Reply json(String path, String token, byte[] body) throws IOException {
        var more = "Authorization: Bearer " + token + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length + "\r\n";
        return send("POST", path, more, body);
    }

    private Reply send(String method, String path, String cookie, String more, byte[] body) throws IOException {
        return send(
                method,
                path,
                "Accept: text/html,*/*;q=0.8\r\nAccept-Encoding: gzip\r\nAccept-Language: de\r\n"
                        + "Sec-Fetch-Site: same-origin\r\n" + (cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n")
                        + more,
                body);
    }

    private Reply send(String method, String path, String headers, byte[] body) throws IOException {
        if (over) {
            dialAnew();
        }
        var head = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + headers + "\r\n";
        var bytes = new ByteArrayOutputStream(head.length() + body.length);
        bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(body);
        bytes.writeTo(out);
        return read();
    }

    private Reply read() throws IOException {
        var head = head();
        var status = Integer.parseInt(head, 9, 12, 10);
        var reply = new Reply(status, head, new byte[0]);
        over = reply.header("connection").equalsIgnoreCase("close");
        if (reply.header("transfer-encoding").equalsIgnoreCase("chunked")) {
            return new Reply(status, head, chunks());
        }
        var length = reply.header("content-length");
        return length.isEmpty() ? reply : new Reply(status, head, bytes(Integer.parseInt(length)));
    }

    /** Up to the empty line, which is left out; each line ends with CR LF. */
    private String head() throws IOException {
        var text = new StringBuilder(1024);
        for (var line = line(); !line.isEmpty(); line = line()) {
            text.append(line).append("\r\n");
        }
        return text.toString();
    }

    private byte[] chunks() throws IOException {
        int size = 0;
        for (int more = chunkSize(); more > 0; more = chunkSize()) {
            if (size + more > collected.length) {
                collected = Arrays.copyOf(collected, Math.max(2 * collected.length, size + more));
            }
            fill(collected, size, more);
            size += more;
            line();
        }
        line();
        return Arrays.copyOf(collected, size);
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private byte[] bytes(int length) throws IOException {
        var body = new byte[length];
        fill(body, 0, length);
        return body;
    }

    private void fill(byte[] body, int start, int length) throws IOException {
        int there = Math.min(length, to - from);
        System.arraycopy(buffer, from, body, start, there);
        from += there;
        if (in.readNBytes(body, start + there, length - there) < length - there) {
            throw new EOFException("The server hung up.");
        }
    }

    /** Without CR LF. */
    private String line() throws IOException {
        var line = "";
        for (int end = endOfLine(); ; end = endOfLine()) {
            line += new String(buffer, from, (end < 0 ? to : end) - from, StandardCharsets.ISO_8859_1);
            if (end >= 0) {
                from = end + 1;
                return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            }
            from = 0;
            to = in.read(buffer);
            if (to < 0) {
                to = 0;
                throw new EOFException("The server hung up.");
            }
        }
    }

    private int endOfLine() {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // nothing is left to close
        }
    }
}
