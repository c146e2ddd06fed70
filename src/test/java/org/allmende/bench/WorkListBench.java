package org.allmende.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.allmende.bench.Bench.Line;
import org.allmende.bench.Load.WrongAnswer;

/** The desk of a large office, while 100,000 cases are open in the county and two in five of them there. */
final class WorkListBench {

    private static final String OFFICE = "gladenbach";
    private static final int CLERKS = 10;

    private WorkListBench() {}

    /** One kind of request, with which the time it took is noted. */
    private record Visit(String kind, String path) {}

    static List<Line> run(List<String> command, Bench.Options options) {
        var data = ServerProcess.newFolder();
        try (var server = ServerProcess.start(command, data)) {
            server.await("/");
            var owner = Owner.of(data);
            var clerks = Clerk.add(owner, OFFICE, CLERKS);
            var cases = (int) options.get("cases", 100_000);
            Bench.say("%d open cases in %d ms"
                    .formatted(cases, OpenCases.load(owner, OFFICE, cases, clerks).toMillis()));
            var sessions = Clerk.logIn(server.port(), clerks);
            var rate = options.get("rate", 20);
            Load.open(server.port(), rate, (int) options.get("warm-up", 300), call(visits(1), sessions, new ConcurrentHashMap<>()));
            var visits = visits(2);
            var times = new ConcurrentHashMap<String, ConcurrentLinkedQueue<Long>>();
            var effort = Effort.from(server);
            var result =
                    Load.open(server.port(), rate, (int) (options.get("seconds", 30) * rate), call(visits, sessions, times));
            result.failures().stream().limit(5).forEach(Bench::say);
            var lines = new ArrayList<>(List.of(
                    new Line("worklist", result.latencies().millis(0.95), "ms"),
                    new Line("worklist.p50", result.latencies().millis(0.5), "ms"),
                    new Line("worklist.p99", result.latencies().millis(0.99), "ms"),
                    new Line("worklist.rate", result.perSecond(), "requests/s"),
                    new Line("worklist.wrong", result.failures().size(), "requests"),
                    new Line("worklist.open-cases", open(data), "cases"),
                    new Line("worklist.resident", server.residentMegabytes(), "MB")));
            lines.addAll(effort.per("worklist", result.latencies().count()));
            new TreeMap<>(times).forEach((kind, nanos) -> lines.add(new Line(
                    "worklist.p95-" + kind,
                    new Latencies(nanos.stream().mapToLong(Long::longValue).toArray()).millis(0.95),
                    "ms")));
            return lines;
        } finally {
            ServerProcess.remove(data);
        }
    }

    private static long open(Path data) {
        return Owner.of(data)
                .sql("select count(*) from cases.case where closed is null")
                .query(Long.class)
                .single();
    }

    /** What clerks do all day, in a mix that is the same each time. */
    private static List<Visit> visits(long seed) {
        var random = new Random(seed);
        var visits = new ArrayList<Visit>();
        for (int i = 0; i < 997; i++) {
            var family = Registries.FAMILY_NAMES.get(random.nextInt(Registries.FAMILY_NAMES.size()));
            var given = Registries.GIVEN_NAMES.get(random.nextInt(Registries.GIVEN_NAMES.size()));
            visits.add(
                    switch (random.nextInt(10)) {
                        case 0, 1, 2 -> new Visit("all", "?ansicht=all");
                        case 3 -> new Visit("mine", "?ansicht=mine");
                        case 4 -> new Visit("overdue", "?ansicht=overdue");
                        case 5 -> new Visit("free", "?ansicht=free&seite=" + random.nextInt(1, 20));
                        case 6 -> new Visit("state", "?ansicht=all&status=answered");
                        case 7 -> new Visit("number", "?q=GLA-" + "%02X".formatted(random.nextInt(256)));
                        case 8 -> new Visit("name", "?q=" + Application.encode(family.substring(0, 3)));
                        default -> new Visit("full-name", "?q=" + Application.encode(given + " " + family));
                    });
        }
        return visits;
    }

    private static Load.Call call(
            List<Visit> visits, List<String> sessions, ConcurrentHashMap<String, ConcurrentLinkedQueue<Long>> times) {
        return (wire, number) -> {
            var visit = visits.get(number % visits.size());
            var begin = System.nanoTime();
            visit(wire, visit, sessions.get(number % sessions.size()));
            times.computeIfAbsent(visit.kind(), first -> new ConcurrentLinkedQueue<>())
                    .add(System.nanoTime() - begin);
        };
    }

    private static void visit(Wire wire, Visit visit, String session) throws IOException {
        var reply = wire.get("/arbeitsplatz" + visit.path(), session);
        if (reply.status() != 200) {
            throw new WrongAnswer("%s was answered by %d".formatted(visit.path(), reply.status()));
        }
        if (visit.kind().equals("all") && !reply.unpacked().contains("/arbeitsplatz/vorgaenge/")) {
            throw new WrongAnswer("The list is empty.");
        }
    }

}
