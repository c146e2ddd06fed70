package org.allmende.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.allmende.Browser;
import org.allmende.Browser.Look;
import org.allmende.DemoCounty;
import org.allmende.Gauge;
import org.allmende.platform.database.Tenancy;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.Observations;
import org.allmende.sensing.Visibility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever has a page of measurements open hears what comes, and what came while the line was broken. */
class LiveValuesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "steffenberg";

    /** After all that the gauges have measured. */
    private static Instant now;

    private static Datastream gauge;
    private static Datastream secret;
    private static int second;

    @BeforeAll
    static void measure() {
        gauge = Gauge.at(COUNTY, TENANT, "Pegel Čaplja <i>", Visibility.PUBLIC, hour -> 100);
        secret = Gauge.at(COUNTY, TENANT, "Verborgener Pegel", Visibility.TENANT, hour -> 100);
        now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        // a station is told as a whole when it is seen for the first time
        try (var stream = new Stream(listening("/daten"), "")) {
            store(gauge, 1);
            stream.await(gauge, 1);
        }
    }

    /** What came over a stream; ids and data of events only. */
    private record Event(String id, JsonNode data) {

        List<Double> values() {
            var values = new ArrayList<Double>();
            data.path("values").forEach(it -> values.add(it.path(1).asDouble()));
            return values;
        }
    }

    private static final class Stream implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;
        private final List<String> head = new ArrayList<>();
        private String id = "";

        Stream(String path, String since) {
            try {
                var address = URI.create(COUNTY.address());
                socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
                socket.setSoTimeout(60_000);
                socket.getOutputStream()
                        .write(("GET %s HTTP/1.1\r\nHost: %s:%d\r\nAccept: text/event-stream\r\n%s\r\n"
                                        .formatted(
                                                path,
                                                address.getHost(),
                                                address.getPort(),
                                                since.isEmpty() ? "" : "Last-Event-ID: " + since + "\r\n"))
                                .getBytes(StandardCharsets.US_ASCII));
                lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                for (var line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                    head.add(line);
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        /** The next event; an id alone, which is the server's pulse, is remembered on the way. */
        Event next() {
            try {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("id: ")) {
                        id = line.substring(4);
                    } else if (line.startsWith("data: ")) {
                        return new Event(id, JsonMapper.shared().readTree(line.substring(6)));
                    }
                }
                throw new AssertionError("the stream has ended");
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        /** Events of this station until they told so many values. */
        List<Double> values(Datastream of, int count) {
            var values = new ArrayList<Double>();
            while (values.size() < count) {
                var event = next();
                if (event.data().path("station").asInt() == of.id()) {
                    values.addAll(event.values());
                }
            }
            return values;
        }

        /** Reads until this station tells this value. */
        void await(Datastream of, double value) {
            var event = next();
            while (event.data().path("station").asInt() != of.id()
                    || !event.values().contains(value)) {
                event = next();
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                throw new UncheckedIOException(alreadyGone);
            }
        }
    }

    private static synchronized void store(Datastream into, double... values) {
        for (var value : values) {
            COUNTY.bean(Observations.class)
                    .store(TENANT, List.of(NewObservation.of(into.id(), now.plusMillis(++second), value)));
        }
    }

    /** Where a page made now would listen. */
    private static String listening(String page) {
        return COUNTY.visitor().get(page).html().select("[data-stream]").attr("data-stream");
    }

    private static String position(String listening) {
        return listening.replaceFirst(".*seit=", "");
    }

    /** Until everybody was told all that the gauge has measured: it comes a moment after it was stored. */
    private static void settle() {
        double mark = 50 + second / 1_000.0;
        var since = position(listening("/daten"));
        try (var stream = new Stream("/daten/live?messstelle=%d&seit=%s".formatted(gauge.id(), since), "")) {
            store(gauge, mark);
            stream.await(gauge, mark);
        }
    }

    @Test
    void aValueIsToldAsThePageWouldShowIt() {
        settle();
        try (var stream = new Stream(listening("/" + TENANT + "/daten"), "")) {
            store(gauge, 311.4);
            var event = stream.next();
            while (event.data().path("station").asInt() != gauge.id()) {
                event = stream.next();
            }
            assertThat(event.data().path("value").asDouble()).isEqualTo(311.4);
            assertThat(event.data().path("state").asString()).isEqualTo("Meldestufe 2");
            var pieces =
                    org.jsoup.Jsoup.parseBodyFragment(event.data().path("html").asString());
            assertThat(pieces.select("[data-part=figure]").text()).isEqualTo("311cm");
            assertThat(pieces.select("[data-part=says]").text()).contains("Der Uferweg steht unter Wasser.");
            assertThat(stream.head).anyMatch(line -> line.equalsIgnoreCase("X-Accel-Buffering: no"));
            assertThat(stream.head).anyMatch(line -> line.toLowerCase().startsWith("content-type: text/event-stream"));
        }
    }

    @Test
    void whoComesBackHearsExactlyWhatWasMissed() {
        settle();
        var path = "/daten/live?messstelle=" + gauge.id();
        String heard;
        try (var stream = new Stream(path + "&seit=" + position(listening("/daten")), "")) {
            store(gauge, 201, 202);
            assertThat(stream.values(gauge, 2)).containsExactly(201.0, 202.0);
            heard = stream.id;
        }
        store(gauge, 203, 204, 205);
        try (var stream = new Stream(path, heard)) {
            assertThat(stream.values(gauge, 3)).containsExactly(203.0, 204.0, 205.0);
            store(gauge, 206);
            assertThat(stream.values(gauge, 1)).containsExactly(206.0);
        }
    }

    @Test
    void manyListenersAndManyValuesAreBroughtTogetherWithoutAGap() {
        settle();
        var path = "/daten/live?messstelle=%d&seit=%s".formatted(gauge.id(), position(listening("/daten")));
        try (var one = new Stream(path, "");
                var other = new Stream(path, "")) {
            var values = IntStream.range(0, 60).mapToDouble(it -> 100 + it).toArray();
            store(gauge, values);
            assertThat(one.values(gauge, 60))
                    .containsExactly(java.util.Arrays.stream(values).boxed().toArray(Double[]::new));
            assertThat(other.values(gauge, 60)).hasSize(60);
        }
    }

    @Test
    void afterARestartEverythingIsToldWithTheValuesSinceThen() {
        store(gauge, 231, 232);
        var earlier = (Instant.now().minusSeconds(60).toEpochMilli() * 1000) + "-vorher";
        try (var stream = new Stream("/daten/live?ort=" + TENANT, earlier)) {
            assertThat(stream.values(gauge, 2)).contains(231.0, 232.0);
        }
    }

    @Test
    void whatCannotBeReadIsToldEverything() {
        for (var since :
                new String[] {"x", "-", "1", "-5-a", "99999999999999999999-a", "1-", "9223372036854775807-a"}) {
            try (var stream = new Stream("/daten/live?messstelle=" + gauge.id(), since)) {
                assertThat(stream.next().data().path("station").asInt())
                        .as(since)
                        .isEqualTo(gauge.id());
            }
        }
    }

    @Test
    void whatIsNotPublicIsNeverTold() {
        var visitor = COUNTY.visitor();
        assertThat(visitor.get("/daten/live?messstelle=" + secret.id()).status())
                .isEqualTo(404);
        var since = position(listening("/daten"));
        try (var stream = new Stream("/daten/live?seit=" + since, "")) {
            store(secret, 399);
            store(gauge, 222);
            for (var event = stream.next(); ; event = stream.next()) {
                assertThat(event.data().path("station").asInt()).isNotEqualTo(secret.id());
                if (event.values().contains(222.0)) {
                    break;
                }
            }
        }
        assertThat(visitor.get("/daten/live?seit=" + since).text())
                .contains("222")
                .doesNotContain("Verborgen", "399 cm");
    }

    @Test
    void whatIsPublicNoMoreIsNotToldEvenIfItWasMissed() {
        var until = Gauge.at(COUNTY, TENANT, "Pegel auf Zeit", Visibility.PUBLIC, hour -> 100);
        var since = position(listening("/daten"));
        store(until, 266);
        try (var stream = new Stream("/daten/live?messstelle=%d&seit=%s".formatted(until.id(), since), "")) {
            stream.await(until, 266);
        }
        COUNTY.bean(Tenancy.class)
                .run(
                        TENANT,
                        () -> COUNTY.bean(JdbcClient.class)
                                .sql("update sensing.datastream set visibility = 'tenant' where id = :id")
                                .param("id", until.id())
                                .update());
        COUNTY.bean(Datastreams.class).forget(until.id());
        assertThat(COUNTY.visitor().get("/daten/live?seit=" + since).text()).doesNotContain("266 cm");
    }

    @Test
    void unknownPlacesAndUseCasesAreNotFound() {
        for (var query : new String[] {"ort=nirgends", "fall=nichts", "messstelle=0", "messstelle=x"}) {
            assertThat(COUNTY.visitor().get("/daten/live?" + query).status())
                    .as(query)
                    .isEqualTo(404);
        }
    }

    @Test
    void anOpenPageShowsTheNewValueAndCanBeStopped() {
        try (var tab = Browser.open(COUNTY, COUNTY.visitor(), Look.DESKTOP)) {
            var page = tab.go("/" + TENANT + "/daten").page();
            var tile = page.locator(".tile[data-station='%d']".formatted(gauge.id()));
            assertThat(page.locator(".livebar")).containsText("Neue Werte erscheinen von selbst.");
            store(gauge, 145);
            assertThat(tile).containsText("145");
            store(gauge, 333);
            assertThat(tile).containsText("333");
            assertThat(tile).hasClass(java.util.regex.Pattern.compile("tile-danger"));
            assertThat(page.locator("[data-live-said]")).containsText("Pegel Čaplja <i>");
            page.getByText("Anhalten").click();
            assertThat(page.locator(".livebar")).containsText("Angehalten.");
            store(gauge, 155);
            try (var stream = new Stream("/daten/live?messstelle=" + gauge.id(), "")) {
                stream.next();
            }
            assertThat(tile).containsText("333");
            page.locator(".livebar button").click();
            assertThat(tile).containsText("155");
            assertThat(tab.takeProblems()).isEmpty();
        }
    }
}
