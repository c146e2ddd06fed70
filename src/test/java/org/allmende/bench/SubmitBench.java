package org.allmende.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.allmende.bench.Bench.Line;

/** The last POST of prepared applications at a constant rate; then everything that came of them is read back. */
final class SubmitBench {

    private static final Duration DRAINED = Duration.ofMinutes(5);

    private SubmitBench() {}

    static List<Line> run(List<String> command, Bench.Options options) {
        var data = ServerProcess.newFolder();
        try (var server = ServerProcess.start(command, data)) {
            server.await("/");
            server.awaitQuiet();
            var rate = options.get("rate", 50);
            var requests = (int) Math.round(options.get("minutes", 1) * 60 * rate);
            var prepared = Applications.fillIn(server);
            var warmUp = prepared.copy((int) options.get("warm-up", 500));
            var applications = prepared.copy(requests);
            upload(server, applications);
            var acknowledged = new ConcurrentHashMap<UUID, String>();
            Bench.say("warming up with " + warmUp.size());
            Load.open(
                    server.port(),
                    rate / 2,
                    warmUp.size(),
                    (wire, number) -> send(wire, warmUp.get(number), acknowledged));
            var back = new ReadBack(Owner.of(data));
            back.awaitFollowUps(DRAINED);
            Bench.say("sending " + requests);
            var effort = Effort.from(server);
            var result = Load.open(
                    server.port(),
                    rate,
                    requests,
                    (wire, number) -> send(wire, applications.get(number), acknowledged));
            var backlog = back.backlog();
            var drained = back.awaitFollowUps(DRAINED);
            var spent = effort.per("submit", requests);
            var ids = applications.stream().map(Application::id).toList();
            var all = new ArrayList<>(ids);
            warmUp.forEach(one -> all.add(one.id()));
            var faults = back.faults(all, acknowledged);
            result.failures().stream().limit(5).forEach(Bench::say);
            faults.stream().limit(5).forEach(Bench::say);
            var lines = new ArrayList<>(List.of(
                    new Line("submit", result.latencies().millis(0.95), "ms"),
                    new Line("submit.p50", result.latencies().millis(0.5), "ms"),
                    new Line("submit.p99", result.latencies().millis(0.99), "ms"),
                    new Line("submit.longest", result.latencies().longestMillis(), "ms"),
                    new Line("submit.rate", result.perSecond(), "requests/s"),
                    new Line("submit.failed", result.failures().size(), "requests"),
                    new Line("submit.cases", back.cases(ids), "of " + requests),
                    new Line("submit.files", back.files(ids, 1_000_000), "of " + (requests + 9) / 10),
                    new Line("submit.not-once", faults.size(), "faults"),
                    new Line("submit.backlog", backlog, "follow-ups"),
                    new Line("submit.drained", drained.toMillis() / 1000.0, "s"),
                    new Line("submit.resident", server.residentMegabytes(), "MB")));
            lines.addAll(spent);
            return lines;
        } finally {
            ServerProcess.remove(data);
        }
    }

    private static void send(Wire wire, Application application, Map<UUID, String> acknowledged) throws IOException {
        acknowledged.put(application.id(), application.send(wire));
    }

    /** One in ten brings a file of 1 MB, through the front door. */
    private static void upload(ServerProcess server, List<Application> applications) {
        var picture = Applications.picture();
        Bench.say("uploading %d files of %d bytes".formatted((applications.size() + 9) / 10, picture.length));
        try (var wire = Wire.open(server.port())) {
            for (int i = 0; i < applications.size(); i += 10) {
                applications.get(i).upload(wire, picture);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
