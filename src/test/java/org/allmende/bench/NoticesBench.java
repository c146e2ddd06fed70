package org.allmende.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.allmende.bench.Bench.Line;
import org.allmende.bench.Load.WrongAnswer;

/** Decisions at a constant rate, until each has its sealed notice; then all notices are fetched as their citizens do. */
final class NoticesBench {

    private static final Duration DRAINED = Duration.ofMinutes(5);

    /** A case that waits for its decision. */
    private record Waiting(String path, String desk, String cookie, String clerk) {}

    private NoticesBench() {}

    static List<Line> run(List<String> command, Bench.Options options) {
        var data = ServerProcess.newFolder();
        var all = new ArrayList<>(command);
        // what is measured is the work, not the time in which a decision can be taken back
        all.add("--allmende.decision.grace=0s");
        try (var server = ServerProcess.start(all, data)) {
            server.await("/");
            server.awaitQuiet();
            double rate = options.get("rate", 20);
            int count = (int) Math.round(options.get("seconds", 30) * rate);
            int warmUp = (int) options.get("warm-up", 100);
            var waiting = prepare(server, warmUp + count);
            var back = new ReadBack(Owner.of(data));
            Load.open(server.port(), rate / 2, warmUp, (wire, number) -> decide(wire, waiting.get(number)));
            back.awaitFollowUps(DRAINED);
            var effort = Effort.from(server);
            var result =
                    Load.open(server.port(), rate, count, (wire, number) -> decide(wire, waiting.get(warmUp + number)));
            var drained = back.awaitFollowUps(DRAINED);
            var spent = effort.per("notices", count);
            result.failures().stream().limit(5).forEach(Bench::say);
            var made = Owner.of(data)
                    .sql("""
                    select extract(epoch from l.created - c.decided) * 1e9
                      from cases.letter l
                      join cases.case c on c.tenant = l.tenant and c.id = l.case_id
                     where l.kind = 'NOTICE' and c.applicant is not null
                     order by c.decided desc
                     limit :count
                    """)
                    .param("count", count)
                    .query(Double.class)
                    .list();
            var times = new Latencies(made.stream().mapToLong(Double::longValue).toArray());
            var read = Load.closed(server.port(), 4, Duration.ofSeconds(5), (wire, number) -> {
                var one = waiting.get(warmUp + number % count);
                var pdf = wire.get(one.path() + "/bescheid.pdf", one.cookie());
                if (pdf.status() != 200 || !new String(pdf.body(), 0, 5, StandardCharsets.US_ASCII).equals("%PDF-")) {
                    throw new WrongAnswer("No notice: " + pdf.status());
                }
            });
            var lines = new ArrayList<>(List.of(
                    new Line("notices", times.millis(0.95), "ms"),
                    new Line("notices.p50", times.millis(0.5), "ms"),
                    new Line("notices.p99", times.millis(0.99), "ms"),
                    new Line("notices.longest", times.longestMillis(), "ms"),
                    new Line("notices.rate", result.perSecond(), "decisions/s"),
                    new Line("notices.answered-p95", result.latencies().millis(0.95), "ms"),
                    new Line("notices.made", made.size(), "of " + count),
                    new Line(
                            "notices.failed",
                            result.failures().size() + read.failures().size(),
                            "requests"),
                    new Line("notices.drained", drained.toMillis() / 1000.0, "s"),
                    new Line("notices.resident", server.residentMegabytes(), "MB")));
            lines.addAll(spent);
            return lines;
        } finally {
            ServerProcess.remove(data);
        }
    }

    private static List<Waiting> prepare(ServerProcess server, int count) {
        var owner = Owner.of(server.data());
        var prepared = Applications.fillIn(server).copy(count);
        var numbers = new ConcurrentHashMap<UUID, String>();
        Load.open(server.port(), 40, count, (wire, number) -> {
            var one = prepared.get(number);
            numbers.put(one.id(), one.send(wire));
        });
        new ReadBack(owner).awaitFollowUps(DRAINED);
        record Place(String tenant, UUID id) {}
        var places = new HashMap<UUID, Place>();
        owner.sql("select draft, tenant, id from cases.case where draft = any(:drafts)")
                .param("drafts", prepared.stream().map(Application::id).toArray(UUID[]::new))
                .query(row -> {
                    places.put(
                            row.getObject("draft", UUID.class),
                            new Place(row.getString("tenant"), row.getObject("id", UUID.class)));
                });
        var clerks = new HashMap<String, String>();
        places.values().stream()
                .map(Place::tenant)
                .distinct()
                .forEach(tenant -> clerks.put(
                        tenant,
                        Clerk.logIn(server.port(), Clerk.add(owner, tenant, 1)).getFirst()));
        return prepared.stream()
                .map(one -> {
                    var place = places.get(one.id());
                    return new Waiting(
                            "/%s/vorgang/%s".formatted(one.tenant(), numbers.get(one.id())),
                            "/arbeitsplatz/vorgaenge/" + place.id(),
                            one.cookie(),
                            clerks.get(place.tenant()));
                })
                .toList();
    }

    private static void decide(Wire wire, Waiting one) throws IOException {
        var form = Application.encode(
                Map.of("outcome", "abgelehnt", "reason", "Die Ehe ist in einem anderen Register beurkundet (Łódź)."));
        var answer = wire.post(one.desk() + "/entscheiden", one.clerk(), form);
        if (answer.status() != 303 || !answer.location().contains("erledigt=decided")) {
            throw new WrongAnswer("Deciding was answered by " + answer.status() + " " + answer.location());
        }
    }
}
