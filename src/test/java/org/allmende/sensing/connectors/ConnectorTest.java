package org.allmende.sensing.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.allmende.platform.database.TestDatabase;
import org.allmende.platform.outbound.Addresses;
import org.allmende.platform.outbound.Fetch;
import org.allmende.platform.outbound.Lines;
import org.allmende.sensing.Fixtures;
import org.allmende.sensing.Observation;
import org.allmende.sensing.Visibility;
import org.allmende.sensing.connectors.Connector.Kind;
import org.allmende.sensing.connectors.Connector.Problem;
import org.allmende.sensing.connectors.Connector.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connectors at work on a source that behaves well, and on one that does not. */
class ConnectorTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Fixtures FIXTURES = Fixtures.on(DATABASE);
    private static final String PARKING = """
            {"last_updated": "2026-05-01T%02d:00:00", "lots":
             [{"id": "a", "name": "Rathaus", "free": %d, "total": 40, "coords": {"lat": 50.8, "lng": 8.7}},
              {"id": "b", "name": "Bahnhof", "free": "?", "total": 40}]}
            """;

    private final Ticking clock = new Ticking();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String tenant;
    private Connectors connectors;
    private volatile Source source = exchange -> send(exchange, 200, "");

    private interface Source {
        void answer(HttpExchange exchange) throws IOException;
    }

    private static final class Ticking extends Clock {
        private Instant now = Instant.parse("2026-05-01T10:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void start() throws IOException {
        tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
        connectors = new Connectors(DATABASE.db, clock);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            try (exchange) {
                source.answer(exchange);
            }
        });
        server.setExecutor(java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        send(exchange, status, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private UUID add(Kind kind, String path) {
        return DATABASE.tenancy.as(
                tenant,
                () -> connectors.add(new Connector.Draft(
                        "Probe", kind, url(path), Settings.NONE, Duration.ofMinutes(15), Visibility.PUBLIC)));
    }

    private Runs runs(boolean closedAllowed, Fetch.Limits limits) {
        var fetching = new Fetching(new Fetch(new Lines(addresses(closedAllowed))), clock, limits);
        var targets = new Targets(DATABASE.db, FIXTURES.datastreams, FIXTURES.things, FIXTURES.sensors);
        return new Runs(DATABASE.tenancy, connectors, fetching, targets, FIXTURES.observations, clock);
    }

    private static Addresses addresses(boolean closedAllowed) {
        return new Addresses(true, closedAllowed);
    }

    private void run() {
        run(Duration.ofSeconds(30));
    }

    private void run(Duration patience) {
        runs(true, new Fetch.Limits(patience, 100_000)).runDue(tenant);
    }

    private Connector find(UUID id) {
        return DATABASE.tenancy.as(tenant, () -> connectors.find(id).orElseThrow());
    }

    private List<Observation> values(UUID id, int which) {
        var numbers = DATABASE.tenancy.as(tenant, () -> connectors.targets(id));
        var stream = FIXTURES.datastreams.find(numbers.get(which)).orElseThrow();
        return FIXTURES.observations.latest(stream, 100);
    }

    private void passes(Duration time) {
        clock.now = clock.now.plus(time);
    }

    @Test
    void whatIsFoundIsStoredOnceHoweverOftenItIsFetched() {
        source = exchange -> send(exchange, 200, PARKING.formatted(11, 7));
        var id = add(Kind.PARKING, "/");
        run();
        var first = find(id);
        assertThat(first.report().stored()).isEqualTo(1);
        assertThat(first.report().refused().getFirst().example()).contains("Bahnhof");
        assertThat(first.problem()).isNull();
        assertThat(first.nextRun()).isBetween(clock.now.plusSeconds(900), clock.now.plusSeconds(950));
        run();
        assertThat(asked).as("it is not due").hasSize(1);

        passes(Duration.ofMinutes(16));
        run();
        assertThat(find(id).report().stored()).isZero();
        assertThat(find(id).report().known()).isEqualTo(1);
        source = exchange -> send(exchange, 200, PARKING.formatted(12, 8));
        passes(Duration.ofMinutes(16));
        run();
        assertThat(values(id, 0)).extracting(Observation::result).containsExactly(8.0, 7.0);
        assertThat(FIXTURES.datastreams
                        .find(DATABASE.tenancy
                                .as(tenant, () -> connectors.targets(id))
                                .getFirst())
                        .orElseThrow()
                        .described()
                        .properties()
                        .path("capacity")
                        .intValue())
                .isEqualTo(40);
    }

    @Test
    void aServerThatWasKilledInTheMiddleFetchesAgainAndStoresNothingTwice() {
        source = exchange -> send(exchange, 200, PARKING.formatted(11, 7));
        var id = add(Kind.PARKING, "/");
        run();
        // as if it had died after the values were stored and before that was noted
        DATABASE.owner
                .sql("update sensing.connector set wake = :now, last_success = null, report = null where id = :id")
                .param("now", clock.now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        run();
        assertThat(values(id, 0)).hasSize(1);
        assertThat(find(id).report().known()).isEqualTo(1);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        source = exchange -> {
            if ("\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                send(exchange, 304, "");
                return;
            }
            exchange.getResponseHeaders().add("ETag", "\"1\"");
            send(exchange, 200, PARKING.formatted(11, 7));
        };
        var id = add(Kind.PARKING, "/");
        run();
        passes(Duration.ofMinutes(16));
        var before = find(id).report();
        run();
        assertThat(asked).hasSize(2);
        assertThat(find(id).report()).isEqualTo(before);
        assertThat(find(id).lastSuccess()).isEqualTo(clock.now);
    }

    @Test
    void failuresAreNamedAndThePausesGrow() {
        var huge = "x".repeat(100_001);
        var id = add(Kind.PARKING, "/");
        var cases = List.<java.util.Map.Entry<Source, Problem>>of(
                java.util.Map.entry(exchange -> send(exchange, 500, "kaputt"), Problem.STATUS),
                java.util.Map.entry(exchange -> send(exchange, 200, ""), Problem.EMPTY),
                java.util.Map.entry(exchange -> send(exchange, 200, "[]"), Problem.EMPTY),
                java.util.Map.entry(exchange -> send(exchange, 200, "<html>"), Problem.UNREADABLE),
                java.util.Map.entry(exchange -> send(exchange, 200, "[{\"name\": \"A\"}]"), Problem.NOTHING_USABLE),
                java.util.Map.entry(exchange -> send(exchange, 200, huge), Problem.TOO_LARGE),
                java.util.Map.entry(ConnectorTest::endless, Problem.TOO_LARGE),
                java.util.Map.entry(ConnectorTest::cutOff, Problem.SILENT),
                java.util.Map.entry(
                        exchange -> {
                            exchange.getResponseHeaders().add("Location", "http://169.254.169.254/");
                            send(exchange, 302, "");
                        },
                        Problem.MOVED));
        var pause = Duration.ZERO;
        for (int i = 0; i < cases.size(); i++) {
            source = cases.get(i).getKey();
            run();
            var it = find(id);
            assertThat(it.problem())
                    .as("case %d: %s", i, it.detail())
                    .isEqualTo(cases.get(i).getValue());
            assertThat(it.failures()).isEqualTo(i + 1);
            var next = Duration.between(clock.now, it.nextRun());
            assertThat(next)
                    .isLessThanOrEqualTo(Duration.ofHours(6).multipliedBy(6).dividedBy(5));
            assertThat(next)
                    .as("doubled, give or take a fifth")
                    .isGreaterThan(pause.multipliedBy(5).dividedBy(6));
            pause = next.compareTo(Duration.ofHours(4)) > 0 ? Duration.ofHours(4) : next;
            passes(next);
        }
        assertThat(asked).as("nobody was sent elsewhere").allMatch("/"::equals);
        source = exchange -> send(exchange, 200, PARKING.formatted(11, 7));
        run();
        assertThat(find(id).failures()).isZero();
        assertThat(find(id).problem()).isNull();
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try {
            for (int i = 0; i < 10_000; i++) {
                exchange.getResponseBody().write("[1, 2, 3, 4]".repeat(100).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException hungUp) {
            // that is what is expected of it
            return;
        }
    }

    private static void cutOff(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 500);
        exchange.getResponseBody().write("[{".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        throw new IOException("the cable");
    }

    @Test
    void whoeverAnswersDropByDropIsCutOff() {
        source = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int i = 0; i < 100; i++) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    Thread.sleep(100);
                }
            } catch (IOException | InterruptedException hungUp) {
                return;
            }
        };
        var id = add(Kind.PARKING, "/");
        run(Duration.ofSeconds(2));
        assertThat(find(id).problem()).isEqualTo(Problem.SILENT);
    }

    @Test
    void aSourceThatWantsToBeLeftAloneIsLeftAlone() {
        source = exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "7200");
            send(exchange, 429, "");
        };
        var id = add(Kind.PARKING, "/");
        run();
        assertThat(find(id).nextRun()).isAfterOrEqualTo(clock.now.plusSeconds(7200));
    }

    @Test
    void closedNetworksAreNotAsked() {
        source = exchange -> send(exchange, 200, PARKING.formatted(11, 7));
        var id = add(Kind.PARKING, "/");
        runs(false, Fetching.LIMITS).runDue(tenant);
        assertThat(find(id).problem()).isEqualTo(Problem.CLOSED_NETWORK);
        assertThat(asked).isEmpty();
    }

    @Test
    void oneAttemptAtATimeAlsoWhileItGoesOn() {
        var id = add(Kind.PARKING, "/");
        var taken = DATABASE.tenancy.as(tenant, () -> connectors.take(Kind.FETCHED));
        assertThat(taken).isPresent();
        assertThat(DATABASE.tenancy.as(tenant, () -> connectors.take(Kind.FETCHED)))
                .as("somebody is at it")
                .isEmpty();
        assertThat(find(id).failures()).as("until it is known how it went").isEqualTo(1);
    }

    @Test
    void whatAGaugeHasMeasuredMeanwhileIsFetchedToo() throws IOException {
        var station =
                new String(RecordedAnswersTest.recorded("pegelonline-bonn-2022-07-18.json"), StandardCharsets.UTF_8);
        clock.now = Instant.parse("2022-07-18T15:00:00Z");
        source = exchange -> send(
                exchange,
                200,
                exchange.getRequestURI().getPath().endsWith("/W/measurements.json")
                        ? "[{\"timestamp\": \"2022-07-18T16:15:00+02:00\", \"value\": 122},"
                                + " {\"timestamp\": \"2022-07-18T16:30:00+02:00\", \"value\": 123},"
                                + " {\"timestamp\": \"2022-07-18T16:45:00+02:00\", \"value\": 124}]"
                        : exchange.getRequestURI().getPath().contains("/Q/") ? "nichts" : station);
        var id = add(Kind.PEGELONLINE, "/rest-api/v2/stations/BONN.json?includeTimeseries=true");
        run();
        assertThat(find(id).problem()).isNull();
        assertThat(asked)
                .anyMatch(
                        it -> it.startsWith(
                                "/rest-api/v2/stations/593647aa-9fea-43ec-a7d6-6476a76ae868/W/measurements.json?start=2022-06-18T15:00:00Z"));
        assertThat(values(id, 0)).extracting(Observation::result).containsExactly(124.0, 123.0, 122.0);
    }

    @Test
    void anotherTenantSeesNothingOfIt() {
        var id = add(Kind.PARKING, "/");
        assertThat(DATABASE.tenancy.as("angelburg", () -> connectors.find(id))).isEmpty();
        assertThat(DATABASE.tenancy.as("angelburg", connectors::list)).isEmpty();
    }
}
