package org.allmende.operating;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.allmende.bench.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The operator stops the server while somebody on a slow line is still uploading. */
@Timeout(240)
class GracefulStopTest {

    @Test
    void whoIsAtItGetsAnAnswerAndThenServerAndDatabaseAreGone() throws Exception {
        var data = ServerProcess.newFolder();
        var server = ServerProcess.startUnderTest(data);
        try {
            server.await("/");
            try (var line = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                line.setSoTimeout(60_000);
                var body = upload();
                var half = body.length / 2;
                line.getOutputStream().write(head(body.length));
                awaitContinue(line);
                line.getOutputStream().write(body, 0, half);

                server.askToStop();
                awaitClosed(server.port());
                line.getOutputStream().write(body, half, body.length - half);
                var answer = new ByteArrayOutputStream();
                line.getInputStream().transferTo(answer);
                assertThat(answer.toString(StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 200")
                        .contains("</html>");
            }
            assertThat(server.awaitEnd()).as("ended by the signal, in order").isIn(0, 143);
            assertThat(data.resolve("database/data/postmaster.pid"))
                    .as("PostgreSQL was stopped and has tidied up")
                    .doesNotExist();
        } finally {
            server.close();
            ServerProcess.remove(data);
        }
    }

    /** A file that is no PDF, to the page that checks seals; the server asks for it as soon as the request is its own. */
    private static byte[] head(int length) {
        return """
                POST /pruefen HTTP/1.1
                Host: localhost
                Sec-Fetch-Site: same-origin
                Content-Type: multipart/form-data; boundary=grenze
                Content-Length: %d
                Expect: 100-continue
                Connection: close

                """.formatted(length).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] upload() {
        return """
                --grenze
                Content-Disposition: form-data; name="datei"; filename="brief.pdf"
                Content-Type: application/pdf

                %s
                --grenze--
                """.formatted("kein PDF ".repeat(50_000)).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static void awaitContinue(Socket line) throws IOException {
        var said = new StringBuilder();
        while (!said.toString().endsWith("\r\n\r\n")) {
            said.append((char) line.getInputStream().read());
        }
        assertThat(said.toString()).startsWith("HTTP/1.1 100");
    }

    /** Nobody new comes in any more. */
    private static void awaitClosed(int port) {
        while (isOpen(port)) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static boolean isOpen(int port) {
        try {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}
