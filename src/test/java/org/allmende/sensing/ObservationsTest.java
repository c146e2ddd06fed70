package org.allmende.sensing;

import static org.allmende.sensing.Fixtures.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.allmende.platform.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ObservationsTest {

    private static TestDatabase database;
    private static Fixtures sensing;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        sensing = Fixtures.on(database);
    }

    @AfterAll
    static void stop() {
        sensing.close();
        database.close();
    }

    private static List<ObservationKey> store(Datastream it, NewObservation... all) {
        return sensing.observations.store(it.tenant(), List.of(all));
    }

    @Test
    void observationsComeBackAsTheyWereHandedOver() {
        var gauge = sensing.gauge("gladenbach", Visibility.PUBLIC);
        store(gauge, at(gauge, "2026-01-31T23:45:00Z", 1.8), at(gauge, "2026-02-01T00:00:00.123456Z", -2.5));
        assertThat(sensing.read(gauge))
                .containsExactly("2026-01-31T23:45:00Z 0 1.8", "2026-02-01T00:00:00.123456Z 0 -2.5");
    }

    @Test
    void whatIsRareComesBackAsWell() {
        var gauge = sensing.gauge("gladenbach", Visibility.PUBLIC);
        var json = JsonMapper.shared();
        var further = new NewObservation.Further(
                json.readTree("\"offen – geöffnet\""),
                Instant.parse("2026-01-01T01:00:00Z"),
                Instant.parse("2026-01-01T02:00:00Z"),
                "2026-01-01T00:00:00Z/2026-02-01T00:00:00Z",
                json.readTree("\"gut\""),
                json.readTree("{\"Batterie\":3.1}"),
                null);
        store(
                gauge,
                new NewObservation(gauge.id(), Micros.of(Instant.parse("2026-01-01T00:00:00Z")), Double.NaN, further));
        var read = sensing.observations.latest(gauge, 1).getFirst();
        assertThat(read.result()).isNaN();
        assertThat(json.readTree(read.more())).isEqualTo(json.readTree("""
                {"result": "offen – geöffnet", "end": "2026-01-01T01:00:00Z", "resultTime": "2026-01-01T02:00:00Z",
                 "validTime": "2026-01-01T00:00:00Z/2026-02-01T00:00:00Z", "resultQuality": "gut",
                 "parameters": {"Batterie": 3.1}}
                """));
    }

    @Test
    void observationsOfTheSameMomentAreToldApart() {
        var gauge = sensing.gauge("gladenbach", Visibility.PUBLIC);
        store(gauge, at(gauge, "2026-01-02T00:00:00Z", 1), at(gauge, "2026-01-02T00:00:00Z", 2));
        store(gauge, at(gauge, "2026-01-03T00:00:00Z", 3));
        store(
                gauge,
                at(gauge, "2026-01-02T00:00:00Z", 4),
                at(gauge, "2026-01-01T00:00:00Z", 5),
                at(gauge, "2026-01-01T00:00:00Z", 6));
        assertThat(sensing.read(gauge))
                .containsExactly(
                        "2026-01-01T00:00:00Z 0 5.0",
                        "2026-01-01T00:00:00Z 1 6.0",
                        "2026-01-02T00:00:00Z 0 1.0",
                        "2026-01-02T00:00:00Z 1 2.0",
                        "2026-01-02T00:00:00Z 2 4.0",
                        "2026-01-03T00:00:00Z 0 3.0");
    }

    @Test
    void anotherInstanceThatWritesTheSameMomentLosesNothing() {
        var gauge = sensing.gauge("gladenbach", Visibility.PUBLIC);
        store(gauge, at(gauge, "2026-01-01T00:00:00Z", 1));
        try (var other = Fixtures.on(database)) {
            other.observations.store("gladenbach", List.of(at(gauge, "2026-01-02T00:00:00Z", 2)));
            store(gauge, at(gauge, "2026-01-02T00:00:00Z", 3));
            other.observations.store("gladenbach", List.of(at(gauge, "2026-01-02T00:00:00Z", 4)));
        }
        assertThat(sensing.read(gauge))
                .containsExactly(
                        "2026-01-01T00:00:00Z 0 1.0",
                        "2026-01-02T00:00:00Z 0 2.0",
                        "2026-01-02T00:00:00Z 1 3.0",
                        "2026-01-02T00:00:00Z 2 4.0");
    }

    @Test
    void everythingAcknowledgedIsStoredWhoeverSendsAtTheSameTime() {
        var gauges = IntStream.range(0, 8)
                .mapToObj(i -> sensing.gauge(i % 2 == 0 ? "gladenbach" : "biedenkopf", Visibility.TENANT))
                .toList();
        var answers = new ArrayList<CompletableFuture<List<ObservationKey>>>();
        for (int i = 0; i < 2_000; i++) {
            var gauge = gauges.get(i % 8);
            answers.add(sensing.observations.accept(
                    gauge.tenant(),
                    List.of(NewObservation.of(gauge.id(), Fixtures.day(0).plusSeconds(i / 16), i))));
        }
        var keys = answers.stream().flatMap(it -> it.join().stream()).toList();
        assertThat(keys).hasSize(2_000).doesNotHaveDuplicates();
        for (var gauge : gauges) {
            assertThat(sensing.read(gauge)).hasSize(250);
        }
    }

    @Test
    void sumsOfHoursAndGermanDaysAreWrittenWithTheObservations() {
        var gauge = sensing.gauge("gladenbach", Visibility.PUBLIC);
        store(gauge, at(gauge, "2026-01-01T22:15:00Z", 4), at(gauge, "2026-01-01T22:30:00Z", 2));
        store(gauge, at(gauge, "2026-01-01T22:00:00Z", 9), at(gauge, "2026-01-01T23:00:00Z", 7));
        assertThat(database.owner
                        .sql("select start || ' ' || count || ' ' || low || ' ' || high || ' ' || total"
                                + " from sensing.hour where datastream = :id order by start")
                        .param("id", gauge.id())
                        .query(String.class)
                        .list())
                .containsExactly("2026-01-01 22:00:00+00 3 2 9 15", "2026-01-01 23:00:00+00 1 7 7 7");
        assertThat(database.owner
                        .sql(
                                "select start || ' ' || count || ' ' || total from sensing.day where datastream = :id order by 1")
                        .param("id", gauge.id())
                        .query(String.class)
                        .list())
                .containsExactly("2026-01-01 3 15", "2026-01-02 1 7");
    }

    @Test
    void theNewestAreKnownWithoutAskingAndLateOnesFindTheirPlace() {
        var gauge = sensing.gauge("gladenbach", Visibility.PUBLIC);
        for (int i = 0; i < 300; i++) {
            store(gauge, NewObservation.of(gauge.id(), Fixtures.day(0).plus(Duration.ofMinutes(i)), i));
            if (i % 50 == 10) {
                assertThat(sensing.observations.latest(gauge, 3).stream().map(Observation::result))
                        .containsExactly((double) i, i - 1d, i - 2d);
            }
        }
        store(gauge, NewObservation.of(gauge.id(), Fixtures.day(0).plus(Duration.ofSeconds(299 * 60 - 30)), -1));
        assertThat(sensing.observations.latest(gauge, 3).stream().map(Observation::result))
                .containsExactly(299d, -1d, 298d);
        assertThat(sensing.observations.latest(gauge, 200)).hasSize(200);
    }

    @Test
    void historyAndTheFutureHaveTheirPartitions() {
        var gauge = sensing.gauge("gladenbach", Visibility.PUBLIC);
        store(
                gauge,
                at(gauge, "0001-01-01T00:00:00Z", 1),
                at(gauge, "1871-01-18T12:00:00Z", 2),
                at(gauge, "1990-01-01T00:00:00Z", 3),
                at(gauge, "2099-12-31T23:59:59.999999Z", 4),
                at(gauge, "2100-01-01T00:00:00Z", 5),
                at(gauge, "9999-12-31T23:00:00Z", 6));
        assertThat(sensing.read(gauge))
                .containsExactly(
                        "0001-01-01T00:00:00Z 0 1.0",
                        "1871-01-18T12:00:00Z 0 2.0",
                        "1990-01-01T00:00:00Z 0 3.0",
                        "2099-12-31T23:59:59.999999Z 0 4.0",
                        "2100-01-01T00:00:00Z 0 5.0",
                        "9999-12-31T23:00:00Z 0 6.0");
    }

    @Test
    void whatCannotBeStoredDoesNotTakeOthersWithIt() {
        var gauge = sensing.gauge("gladenbach", Visibility.PUBLIC);
        var json = JsonMapper.shared();
        var nul = new NewObservation.Further(json.readTree("\"\\u0000\""), null, null, null, null, null, null);
        var answers = new ArrayList<CompletableFuture<List<ObservationKey>>>();
        for (int i = 0; i < 20; i++) {
            var micros = Micros.of(Fixtures.day(i));
            answers.add(sensing.observations.accept(
                    "gladenbach",
                    List.of(
                            i == 10
                                    ? new NewObservation(gauge.id(), micros, Double.NaN, nul)
                                    : new NewObservation(gauge.id(), micros, i, null))));
        }
        for (int i = 0; i < 20; i++) {
            if (i == 10) {
                var poison = answers.get(i);
                assertThatThrownBy(poison::join).isNotNull();
            } else {
                assertThat(answers.get(i).join()).hasSize(1);
            }
        }
        assertThat(sensing.read(gauge)).hasSize(19);
    }

    @Test
    void nobodyWritesIntoAnothersDatastream() {
        var gauge = sensing.gauge("gladenbach", Visibility.PUBLIC);
        assertThatThrownBy(
                        () -> sensing.observations.store("biedenkopf", List.of(at(gauge, "2026-01-01T00:00:00Z", 1))))
                .isInstanceOf(ObservationRefused.class);
        assertThatThrownBy(() -> sensing.observations.store(
                        "gladenbach", List.of(NewObservation.of(2_000_000, Fixtures.day(0), 1))))
                .isInstanceOf(ObservationRefused.class);
        assertThat(sensing.read(gauge)).isEmpty();
    }

    @Test
    void aDatastreamShowsItsObservationsToThoseItIsMeantFor() {
        for (var visibility : Visibility.values()) {
            var gauge = sensing.gauge("gladenbach", visibility);
            store(gauge, at(gauge, "2026-01-01T00:00:00Z", 1));
            for (var reader : new String[] {null, "biedenkopf", "gladenbach"}) {
                var expected = gauge.isShownTo(reader) ? 1L : 0L;
                assertThat(counts(reader, gauge))
                        .as(
                                "%s for %s: datastream, thing, place, sensor, feature, observation, hour, day",
                                visibility, reader)
                        .containsOnly(expected);
            }
        }
    }

    private static List<Long> counts(String reader, Datastream it) {
        java.util.function.Supplier<List<Long>> count = () -> List.of(
                        "select count(*) from sensing.datastream where id = :id",
                        "select count(*) from sensing.thing where id = " + it.thing() + " or id < :id * 0",
                        "select count(*) from sensing.location where id in (select location from sensing.thing_location"
                                + " where thing = " + it.thing() + ") or id < :id * 0",
                        "select count(*) from sensing.sensor where id = " + it.sensor() + " or id < :id * 0",
                        "select count(*) from sensing.feature where id in (select feature from sensing.datastream_feature"
                                + " where datastream = :id)",
                        "select count(*) from sensing.observation where datastream = :id",
                        "select count(*) from sensing.hour where datastream = :id",
                        "select count(*) from sensing.day where datastream = :id")
                .stream()
                .map(sql -> database.db
                        .sql(sql)
                        .param("id", it.id())
                        .query(Long.class)
                        .single())
                .toList();
        return reader == null ? count.get() : database.tenancy.as(reader, count);
    }

    @Test
    void theApplicationCannotGoRoundThePoliciesByThePartitions() {
        var gauge = sensing.gauge("gladenbach", Visibility.TENANT);
        store(gauge, at(gauge, "2026-03-01T00:00:00Z", 1));
        assertThatThrownBy(() -> database.db
                        .sql("select count(*) from sensing.observation_2026_03")
                        .query(Long.class)
                        .single())
                .hasStackTraceContaining("permission denied");
        assertThat(database.tenancy.<Integer>as(
                        "biedenkopf",
                        () -> database.db
                                .sql("delete from sensing.observation where datastream = :id")
                                .param("id", gauge.id())
                                .update()))
                .isZero();
    }

    @Test
    void anObservationIsAboutWhereItsThingWasThen() {
        var gauge = sensing.gauge("gladenbach", Visibility.PUBLIC);
        store(gauge, at(gauge, "2026-01-01T00:00:00Z", 1));
        database.tenancy.run(
                "gladenbach",
                () -> sensing.things.put(
                        gauge.thing(), List.of(sensing.place(8.6, 50.8)), Instant.parse("2026-01-02T00:00:00Z")));
        store(gauge, at(gauge, "2026-01-03T00:00:00Z", 2), at(gauge, "2026-01-04T00:00:00Z", 3));
        assertThat(database.owner
                        .sql("""
                        select o.result || ' ' || (f.geometry -> 'coordinates')
                          from sensing.observation o
                          join sensing.datastream d on d.id = o.datastream
                          join sensing.feature f on f.id = coalesce(o.feature, d.feature)
                         where d.id = :id
                         order by o.time
                        """)
                        .param("id", gauge.id())
                        .query(String.class)
                        .list())
                .containsExactly("1 [8.58, 50.77]", "2 [8.6, 50.8]", "3 [8.6, 50.8]");
    }

    @Test
    void followersHearOfWhatIsCommitted() {
        var gauge = sensing.gauge("gladenbach", Visibility.PUBLIC);
        var heard = new java.util.concurrent.CopyOnWriteArrayList<Double>();
        sensing.observations.follow(batch -> batch.stream()
                .filter(one -> one.key().datastream() == gauge.id())
                .forEach(one -> heard.add(one.result())));
        store(gauge, at(gauge, "2026-01-01T00:00:00Z", 1));
        store(gauge, at(gauge, "2026-01-02T00:00:00Z", 2));
        store(gauge, at(gauge, "2026-01-03T00:00:00Z", 3));
        assertThat(heard).startsWith(1d, 2d);
    }

    @Test
    void aKeyReadsBackFromItsText() {
        for (var key : List.of(
                new ObservationKey(1025, 1_447_080_000_000_000L, 0),
                new ObservationKey(2_097_151, 4_294_967_295_000_000L, 0),
                new ObservationKey(1025, 1_447_080_000_123_456L, 0),
                new ObservationKey(1, -62_135_596_800_000_000L, 0),
                new ObservationKey(1025, 1_447_080_000_000_000L, 7))) {
            assertThat(ObservationKey.parse(key.text())).contains(key);
        }
        assertThat(new ObservationKey(2_097_151, 4_294_967_295_000_000L, 0).json())
                .as("any client can hold it")
                .isEqualTo(Long.toString((1L << 53) - 1));
        assertThat(List.of("", "-1", "9999999999999999", "1_2", "a_1_1", "1_1_1_1").stream()
                        .filter(text -> ObservationKey.parse(text).isPresent()))
                .isEmpty();
    }
}
