package org.allmende.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.allmende.bench.Bench.Line;
import org.allmende.bench.Load.WrongAnswer;

/** A municipality's portal, as many times a second as the server can. */
final class PageBench {

    private static final String PAGE = "/gladenbach/";

    private PageBench() {}

    static List<Line> run(List<String> command, Bench.Options options) {
        var data = ServerProcess.newFolder();
        try (var server = ServerProcess.start(command, data)) {
            server.await("/");
            server.awaitQuiet();
            var connections = (int) options.get("connections", 8);
            var expected = expected(server.port());
            Load.Call call = (wire, number) -> check(wire.get(PAGE, "").body(), expected);
            Load.closed(server.port(), connections, Duration.ofSeconds((long) options.get("warm-up", 20)), call);
            var effort = Effort.from(server);
            var result = Load.closed(
                    server.port(), connections, Duration.ofSeconds((long) options.get("seconds", 20)), call);
            result.failures().stream().limit(3).forEach(Bench::say);
            var lines = new ArrayList<>(List.of(
                    new Line("page", result.perSecond(), "requests/s"),
                    new Line("page.p50", result.latencies().millis(0.5), "ms"),
                    new Line("page.p99", result.latencies().millis(0.99), "ms"),
                    new Line("page.wrong", result.failures().size(), "requests"),
                    new Line("page.bytes", expected.length, "B"),
                    new Line("page.resident", server.residentMegabytes(), "MB")));
            lines.addAll(effort.per("page", result.latencies().count()));
            return lines;
        } finally {
            ServerProcess.remove(data);
        }
    }

    /** The page's bytes as every answer must bring them, once it has been read that they are the right ones. */
    private static byte[] expected(int port) {
        try (var wire = Wire.open(port)) {
            var reply = wire.get(PAGE, "");
            var html = reply.unpacked();
            if (reply.status() != 200 || !html.contains("Gladenbach") || !html.contains("Eheurkunde")) {
                throw new WrongAnswer("This is not Gladenbach's portal: " + html);
            }
            return reply.body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void check(byte[] body, byte[] expected) {
        if (!Arrays.equals(body, expected)) {
            throw new WrongAnswer("Not the same page: %d bytes".formatted(body.length));
        }
    }
}
