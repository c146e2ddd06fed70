package org.allmende.platform.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server (RFC 5321) that keeps what it gets, and refuses the recipients it is told to. */
final class SmtpSink implements AutoCloseable {

    private final ServerSocket server;
    private final Thread serving;
    private final List<String> letters = new CopyOnWriteArrayList<>();
    private final List<String> recipients = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> refused = new ConcurrentHashMap<>();

    SmtpSink(int port) {
        try {
            server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        serving = Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The letters as they came over the line, oldest first. */
    List<String> letters() {
        return letters;
    }

    List<String> recipients() {
        return recipients;
    }

    void refuse(String recipient, int code) {
        refused.put(recipient, code);
    }

    void acceptAll() {
        refused.clear();
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
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                var out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8)) {
            say(out, "220 sink");
            for (String line; (line = in.readLine()) != null; ) {
                switch (line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT)) {
                    case "RCPT" -> say(out, rcpt(line.substring(line.indexOf('<') + 1, line.indexOf('>'))));
                    case "DATA" -> {
                        say(out, "354 go on");
                        letters.add(letter(in));
                        say(out, "250 taken");
                    }
                    case "QUIT" -> {
                        say(out, "221 bye");
                        return;
                    }
                    default -> say(out, "250 ok");
                }
            }
        } catch (IOException gone) {
            return;
        }
    }

    private String rcpt(String recipient) {
        int code = refused.getOrDefault(recipient, 250);
        if (code == 250) {
            recipients.add(recipient);
        }
        return code + " <" + recipient + ">";
    }

    private static String letter(BufferedReader in) throws IOException {
        var letter = new StringBuilder();
        for (String line; (line = in.readLine()) != null && !line.equals("."); ) {
            letter.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return letter.toString();
    }

    private static void say(PrintWriter out, String line) {
        out.print(line + "\r\n");
        out.flush();
    }
}
