package org.allmende.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.allmende.DemoCounty;
import org.allmende.Gauge;
import org.allmende.Inbox;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.Observations;
import org.allmende.sensing.Visibility;
import org.junit.jupiter.api.Test;

class ThresholdNewsTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "angelburg";

    private final ThresholdNews news = COUNTY.bean(ThresholdNews.class);
    private final Inbox reader = new Inbox(COUNTY, UUID.randomUUID() + "@musterau.example");
    private Instant next = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private int gauge(String name) {
        return Gauge.at(COUNTY, TENANT, name, Visibility.PUBLIC, hour -> 150).id();
    }

    private void order(int station, String level) {
        var path = "/%s/daten/%d/abonnement".formatted(TENANT, station);
        var answer = COUNTY.visitor().post(path, Map.of("stufe", level, "email", reader.address()));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
        reader.confirm();
        // what is measured from here on is news
        next = Instant.now();
        news.look(TENANT);
    }

    private void measure(int station, double... values) {
        for (double value : values) {
            next = next.plusSeconds(1);
            COUNTY.bean(Observations.class).store(TENANT, List.of(NewObservation.of(station, next, value)));
        }
    }

    private List<String> told() {
        news.look(TENANT);
        // a look of the server's own that began earlier may have told a part of it
        news.look(TENANT);
        return reader.subjects().stream().skip(1).toList();
    }

    @Test
    void theLevelAndTheAllClearAreToldOnceAndWaveringIsNot() {
        int station = gauge("Perf <Wehr>");
        order(station, "Meldestufe 1");
        measure(station, 190, 199);
        assertThat(told()).isEmpty();
        measure(station, 201, 199, 202, 197, 203);
        assertThat(told()).containsExactly("Perf <Wehr>: Meldestufe 1");
        assertThat(reader.letters().getLast().body())
                .contains("201 cm", "Meldestufe 1, ab 200 cm", "Der Uferweg steht unter Wasser.", "unter 196 cm");
        measure(station, 195);
        assertThat(told()).containsExactly("Perf <Wehr>: Meldestufe 1", "Entwarnung: Perf <Wehr>, Meldestufe 1");
        assertThat(told()).as("a second look").hasSize(2);
    }

    @Test
    void whatCameAndWentWhileNobodyLookedIsToldAsWell() {
        int station = gauge("Perf im Schlaf");
        order(station, "Meldestufe 2");
        measure(station, 310, 150, 320);
        assertThat(told())
                .containsExactly(
                        "Perf im Schlaf: Meldestufe 2",
                        "Entwarnung: Perf im Schlaf, Meldestufe 2",
                        "Perf im Schlaf: Meldestufe 2");
    }

    @Test
    void manyWhoLookAtOnceTellItOnce() throws Exception {
        int station = gauge("Perf am Nadelöhr");
        order(station, "Meldestufe 1");
        measure(station, 250);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var looks = pool.invokeAll(IntStream.range(0, 8)
                    .mapToObj(any -> (Callable<Object>) () -> {
                        news.look(TENANT);
                        return true;
                    })
                    .toList());
            for (var look : looks) {
                look.get();
            }
        }
        assertThat(told()).hasSize(1);
    }

    @Test
    void historyThatIsImportedAndAClockThatIsAheadTellNothing() {
        int station = gauge("Perf im Archiv");
        order(station, "Meldestufe 1");
        var store = COUNTY.bean(Observations.class);
        store.store(TENANT, List.of(NewObservation.of(station, next.minus(Duration.ofDays(3)), 400)));
        store.store(TENANT, List.of(NewObservation.of(station, next.plus(Duration.ofDays(3)), 400)));
        assertThat(told()).isEmpty();
        measure(station, 250);
        assertThat(told()).as("the clock that was ahead blocks nothing").hasSize(1);
    }

    @Test
    void onlyWhatTheStationHasCanBeOrdered() {
        int station = gauge("Perf am Formular");
        var path = "/%s/daten/%d/abonnement".formatted(TENANT, station);
        var visitor = COUNTY.visitor();
        assertThat(visitor.get(path).html().select("input[name=stufe]").eachAttr("value"))
                .containsExactly("Meldestufe 1", "Meldestufe 2");
        assertThat(visitor.get("/%s/daten/%d".formatted(TENANT, station)).html().select("a[href=%s]".formatted(path)))
                .hasSize(1);
        var wrong = visitor.post(path, Map.of("stufe", "Meldestufe 9", "email", "a@b.de, c@d.de"));
        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.html().select("[aria-invalid=true], .kern-fieldset--error"))
                .hasSize(2);
        assertThat(visitor.post(path, Map.of("stufe", "Meldestufe 1", "email", reader.address()))
                        .location())
                .endsWith("/angelburg/abonnement");
        assertThat(visitor.get("/steffenberg/daten/%d/abonnement".formatted(station))
                        .status())
                .isEqualTo(404);
    }
}
