package org.allmende.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.allmende.bench.Bench.Line;
import org.allmende.bench.Load.WrongAnswer;

/**
 * A large office at full strength: two hundred clerks, each looking at the next page every five seconds, while 100,000 cases
 * are open in the county and two in five of them there.
 */
final class OfficeBench {

    private static final String OFFICE = "gladenbach";
    private static final String DESK = "/arbeitsplatz";
    private static final int SECONDS_A_PAGE = 5;
    private static final Pattern CASE = Pattern.compile("href=\"/arbeitsplatz/vorgaenge/([0-9a-f-]{36})\"");
    private static final Pattern FREE = Pattern.compile("name=\"claim\" value=\"([0-9a-f-]{36})\"");

    private final List<String> sessions;
    private final AtomicReferenceArray<List<String>> seen;
    private final AtomicReferenceArray<List<String>> free;
    private final Map<String, ConcurrentLinkedQueue<Long>> times = new ConcurrentHashMap<>();

    private final LongAdder listening = new LongAdder();

    private OfficeBench(List<String> sessions) {
        this.sessions = sessions;
        this.seen = new AtomicReferenceArray<>(sessions.size());
        this.free = new AtomicReferenceArray<>(sessions.size());
    }

    /** What a clerk does next: the kind of request, and the path of a page. */
    private record Turn(String kind, String path) {}

    static List<Line> run(List<String> command, Bench.Options options) {
        var data = ServerProcess.newFolder();
        try (var server = ServerProcess.start(command, data)) {
            server.await("/");
            server.awaitQuiet();
            var owner = Owner.of(data);
            var clerks = Clerk.add(owner, OFFICE, (int) options.get("clerks", 200));
            var cases = (int) options.get("cases", 100_000);
            Bench.say("%d open cases in %d ms"
                    .formatted(
                            cases, OpenCases.load(owner, OFFICE, cases, clerks).toMillis()));
            var sessions = Clerk.logIn(server.port(), clerks);
            var rate = options.get("rate", clerks.size() / (double) SECONDS_A_PAGE);
            var warmUp = new OfficeBench(sessions);
            Load.open(server.port(), rate, (int) options.get("warm-up", 1_000), warmUp.call(turns(1)));
            var office = new OfficeBench(sessions);
            var streams = office.listen(server.port());
            var effort = Effort.from(server);
            var result =
                    Load.open(server.port(), rate, (int) (options.get("seconds", 30) * rate), office.call(turns(2)));
            result.failures().stream().limit(5).forEach(Bench::say);
            var lines = office.lines(server, data, result, effort);
            streams.forEach(Wire::close);
            return lines;
        } finally {
            ServerProcess.remove(data);
        }
    }

    /** Every clerk hears what is new, as in a browser. */
    private List<Wire> listen(int port) {
        var streams = new ArrayList<Wire>();
        for (var session : sessions) {
            try {
                var wire = Wire.open(port);
                streams.add(wire);
                Thread.ofVirtual().start(() -> listen(wire, session));
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        }
        return streams;
    }

    private void listen(Wire wire, String session) {
        try {
            listening.increment();
            wire.listen(DESK + "/neues", session);
        } catch (IOException refused) {
            listening.decrement();
            Bench.say(refused.toString());
        }
    }

    private List<Line> lines(ServerProcess server, Path data, Load.Result result, Effort effort) {
        var lines = new ArrayList<>(List.of(
                new Line("office", result.latencies().millis(0.95), "ms"),
                new Line("office.p50", result.latencies().millis(0.5), "ms"),
                new Line("office.p99", result.latencies().millis(0.99), "ms"),
                new Line("office.clerks", sessions.size(), "clerks"),
                new Line("office.rate", result.perSecond(), "requests/s"),
                new Line("office.wrong", result.failures().size(), "requests"),
                new Line("office.open-cases", open(data), "cases"),
                new Line("office.streams", listening.sum(), "streams"),
                new Line("office.resident", server.residentMegabytes(), "MB")));
        lines.addAll(effort.per("office", result.latencies().count()));
        new TreeMap<>(times)
                .forEach((kind, nanos) -> lines.add(new Line(
                        "office.p95-" + kind,
                        new Latencies(nanos.stream().mapToLong(Long::longValue).toArray()).millis(0.95),
                        "ms")));
        return lines;
    }

    private static long open(Path data) {
        return Owner.of(data)
                .sql("select count(*) from cases.case where closed is null")
                .query(Long.class)
                .single();
    }

    /** What clerks do all day, in a mix that is the same each time. */
    private static List<Turn> turns(long seed) {
        var random = new Random(seed);
        var turns = new ArrayList<Turn>();
        for (int i = 0; i < 997; i++) {
            var family = Registries.FAMILY_NAMES.get(random.nextInt(Registries.FAMILY_NAMES.size()));
            var given = Registries.GIVEN_NAMES.get(random.nextInt(Registries.GIVEN_NAMES.size()));
            turns.add(
                    switch (random.nextInt(20)) {
                        case 0, 1, 2 -> new Turn("all", "?ansicht=all");
                        case 3, 4 -> new Turn("mine", "?ansicht=mine");
                        case 5 -> new Turn("overdue", "?ansicht=overdue");
                        case 6, 7 -> new Turn("free", "?ansicht=free&seite=" + random.nextInt(1, 20));
                        case 8 -> new Turn("state", "?ansicht=all&status=answered");
                        case 9 -> new Turn("newest", "?ansicht=all&folge=newest&spalten=received");
                        case 10 -> new Turn("number", "?q=GLA-" + "%02X".formatted(random.nextInt(256)));
                        case 11 -> new Turn("name", "?q=" + Application.encode(family.substring(0, 3)));
                        case 12 -> new Turn("full-name", "?q=" + Application.encode(given + " " + family));
                        case 13, 14 -> new Turn("claim", "");
                        case 15 -> new Turn("note", "");
                        default -> new Turn("open", "");
                    });
        }
        return turns;
    }

    private Load.Call call(List<Turn> turns) {
        return (wire, number) -> {
            var turn = turns.get(number % turns.size());
            var begin = System.nanoTime();
            take(wire, turn, number % sessions.size(), number);
            times.computeIfAbsent(turn.kind(), first -> new ConcurrentLinkedQueue<>())
                    .add(System.nanoTime() - begin);
        };
    }

    private void take(Wire wire, Turn turn, int clerk, int number) throws IOException {
        switch (turn.kind()) {
            case "open" -> open(wire, clerk, number);
            case "claim" -> claim(wire, clerk, number);
            case "note" -> write(wire, clerk, number);
            default -> look(wire, turn, clerk);
        }
    }

    private void look(Wire wire, Turn turn, int clerk) throws IOException {
        var html = expect(200, wire.get(DESK + turn.path(), sessions.get(clerk)), turn.path())
                .unpacked();
        var cases = find(CASE, html);
        if (turn.kind().equals("all") && cases.isEmpty()) {
            throw new WrongAnswer("The list is empty.");
        }
        if (!cases.isEmpty()) {
            seen.set(clerk, cases);
            free.set(clerk, find(FREE, html));
        }
    }

    /** One of the cases that the clerk has just seen in a list; the list itself, for the first time. */
    private void open(Wire wire, int clerk, int number) throws IOException {
        var cases = seen.get(clerk);
        if (cases == null) {
            look(wire, new Turn("mine", "?ansicht=mine"), clerk);
            return;
        }
        var path = DESK + "/vorgaenge/" + cases.get(number % cases.size());
        if (!expect(200, wire.get(path, sessions.get(clerk)), path).unpacked().contains("Eheurkunde")) {
            throw new WrongAnswer("This is not the case: " + path);
        }
    }

    private void claim(Wire wire, int clerk, int number) throws IOException {
        var cases = free.get(clerk);
        if (cases == null || cases.isEmpty()) {
            look(wire, new Turn("free", "?ansicht=free&seite=" + number % 40), clerk);
            return;
        }
        var reply = wire.post(
                DESK + "/vorgaenge", sessions.get(clerk), "act=claim&claim=" + cases.get(number % cases.size()));
        // 200: a colleague was faster, and the page says so
        if (reply.status() != 303 && reply.status() != 200) {
            throw new WrongAnswer("A claim was answered by " + reply.status());
        }
    }

    private void write(Wire wire, int clerk, int number) throws IOException {
        var cases = seen.get(clerk);
        if (cases == null) {
            look(wire, new Turn("mine", "?ansicht=mine"), clerk);
            return;
        }
        var path = DESK + "/vorgaenge/" + cases.get(number % cases.size()) + "/schreiben";
        expect(303, wire.post(path, sessions.get(clerk), "kind=note&text=Hat+angerufen."), path);
    }

    private static List<String> find(Pattern what, String html) {
        return what.matcher(html)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private static Wire.Reply expect(int status, Wire.Reply reply, String path) {
        if (reply.status() != status) {
            throw new WrongAnswer("%s was answered by %d".formatted(path, reply.status()));
        }
        return reply;
    }
}
