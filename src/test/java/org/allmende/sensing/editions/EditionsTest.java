package org.allmende.sensing.editions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.allmende.platform.database.TestDatabase;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Described;
import org.allmende.sensing.Fixtures;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.ObservationRefused;
import org.allmende.sensing.ObservationRetention.Kept;
import org.allmende.sensing.Unit;
import org.allmende.sensing.Visibility;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is published of a datastream, and what is not. */
class EditionsTest {

    private static final String TENANT = "gladenbach";
    private static final Instant NOON = Instant.parse("2026-05-10T12:00:00Z");
    private static final Terms PLAIN = new Terms(Duration.ZERO, Terms.Step.EACH, 0, null);

    private static TestDatabase database;
    private static Fixtures sensing;
    private Instant now = NOON;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        sensing = Fixtures.on(database);
    }

    @AfterAll
    static void close() {
        sensing.close();
        database.close();
    }

    private Editions editions() {
        return new Editions(
                database.db,
                sensing.datastreams,
                sensing.things,
                sensing.sensors,
                sensing.corrections,
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private void tell() {
        new Publishing(
                        database.tenancy,
                        editions(),
                        sensing.datastreams,
                        sensing.observations,
                        sensing.corrections,
                        sensing.retention,
                        Clock.fixed(now, ZoneOffset.UTC))
                .runDue(TENANT);
    }

    private Datastream publish(Datastream source, Terms terms) {
        int target = database.tenancy.as(TENANT, () -> editions().publish(source, terms, Visibility.PUBLIC));
        sensing.observations.changed(target);
        return sensing.datastreams.find(target).orElseThrow();
    }

    private static void measure(Datastream it, String time, double value) {
        sensing.observations.store(
                TENANT, List.of(NewObservation.of(it.id(), Instant.parse("2026-05-" + time + ":00Z"), value)));
    }

    private static List<String> read(Datastream it) {
        return sensing
                .observations
                .range(it, Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2030-01-01T00:00:00Z"), 10_000, false)
                .stream()
                .map(one -> one.time().toString().substring(8, 16) + " "
                        + (Double.isNaN(one.result()) ? String.valueOf(one.more()) : one.result()))
                .toList();
    }

    private static Datastream counter() {
        return database.tenancy.as(TENANT, () -> {
            var thing = sensing.things.add(new Described("WLAN am Markt", "Hotspot"));
            var id = sensing.datastreams.add(new Datastream.Draft(
                    thing,
                    sensing.sensors.add(
                            new Described("Zugang", "Zugang"),
                            "text/plain",
                            JsonMapper.shared().valueToTree("-")),
                    sensing.sensors.addProperty(
                            new Described("Geräte im WLAN", "Geräte"), "urn:allmende:property:wifi-clients"),
                    new Described("WLAN am Markt", "Geräte im WLAN"),
                    Datastream.MEASUREMENT,
                    new Unit("Anzahl", "", "ucum:1"),
                    null,
                    Visibility.PUBLIC));
            return sensing.datastreams.find(id).orElseThrow();
        });
    }

    @Test
    void whatIsDelayedIsToldOnTimeAndOnce() {
        var source = sensing.gauge(TENANT, Visibility.PUBLIC);
        measure(source, "09T11:45", 1);
        measure(source, "09T12:00", 2);
        measure(source, "09T12:15", 3);
        measure(source, "10T11:00", 4);
        var target = publish(source, new Terms(Duration.ofHours(24), Terms.Step.EACH, 0, null));
        assertThat(sensing.datastreams.find(source.id()).orElseThrow().visibility())
                .isEqualTo(Visibility.TENANT);
        tell();
        assertThat(read(target)).containsExactly("09T11:45 1.0", "09T12:00 2.0");
        database.tenancy.run(TENANT, () -> editions().show(source.id(), Visibility.PUBLIC));
        assertThat(sensing.datastreams.find(source.id()).orElseThrow().visibility())
                .as("nobody publishes it beside its edition")
                .isEqualTo(Visibility.TENANT);
        now = NOON.plus(Duration.ofMinutes(20));
        tell();
        tell();
        assertThat(read(target)).containsExactly("09T11:45 1.0", "09T12:00 2.0", "09T12:15 3.0");
        now = NOON.plus(Duration.ofDays(2));
        tell();
        assertThat(read(target)).hasSize(4).endsWith("10T11:00 4.0");
    }

    @Test
    void lateCorrectedAndDeletedValuesFindTheirWay() {
        var source = sensing.gauge(TENANT, Visibility.PUBLIC);
        measure(source, "08T10:00", 10);
        measure(source, "08T10:30", 20);
        measure(source, "08T12:00", 90);
        var target = publish(source, new Terms(Duration.ZERO, Terms.Step.HOUR, 0, null));
        tell();
        assertThat(read(target)).containsExactly("08T10:00 15.0", "08T12:00 90.0");
        measure(source, "08T10:15", 60);
        measure(source, "08T09:00", 7);
        var last = sensing.observations.newest(source);
        database.tenancy.run(TENANT, () -> sensing.corrections.remove(last));
        sensing.observations.changed(source.id());
        now = NOON.plus(Duration.ofMinutes(5));
        tell();
        assertThat(read(target)).containsExactly("08T09:00 7.0", "08T10:00 30.0");
    }

    @Test
    void anHourOrADayIsToldWhenItIsOver() {
        var source = sensing.gauge(TENANT, Visibility.PUBLIC);
        measure(source, "09T21:00", 4);
        measure(source, "09T22:00", 10);
        measure(source, "10T11:30", 20);
        measure(source, "10T12:00", 30);
        var target = publish(source, new Terms(Duration.ZERO, Terms.Step.HOUR, 0, null));
        now = NOON.plus(Duration.ofMinutes(30));
        tell();
        assertThat(read(target)).containsExactly("09T21:00 4.0", "09T22:00 10.0", "10T11:00 20.0");
        publish(source, new Terms(Duration.ZERO, Terms.Step.DAY, 0, null));
        assertThat(read(target)).as("what was finer is gone at once").isEmpty();
        tell();
        assertThat(read(target)).as("the German day is over at 22:00 UTC").containsExactly("08T22:00 4.0");
        now = Instant.parse("2026-05-10T22:00:00Z");
        tell();
        assertThat(read(target)).containsExactly("08T22:00 4.0", "09T22:00 20.0");
    }

    @Test
    void peopleAreCountedButNotTheFew() {
        var source = counter();
        assertThat(source.visibility()).as("whatever its maker says").isEqualTo(Visibility.TENANT);
        measure(source, "10T10:00", 12);
        measure(source, "10T10:15", 4);
        measure(source, "10T10:30", 0);
        measure(source, "10T10:45", 5);
        var target = publish(source, PLAIN);
        tell();
        assertThat(read(target))
                .containsExactly(
                        "10T10:00 12.0",
                        "10T10:15 {\"result\": \"unter 5\"}",
                        "10T10:30 {\"result\": \"unter 5\"}",
                        "10T10:45 5.0");
        assertThat(target.visibility()).isEqualTo(Visibility.PUBLIC);
        database.tenancy.run(TENANT, () -> editions().show(source.id(), Visibility.PUBLIC));
        assertThat(sensing.datastreams.find(source.id()).orElseThrow().visibility())
                .isEqualTo(Visibility.TENANT);
        var named = new NewObservation.Further(
                null, null, null, null, null, JsonMapper.shared().readTree("{\"mac\": \"00:11\"}"), null);
        Assertions.assertThatThrownBy(() -> sensing.observations.store(
                        TENANT, List.of(new NewObservation(source.id(), 1_000_000, 7, named))))
                .isInstanceOf(ObservationRefused.class);
        var withdrawn = database.tenancy.as(TENANT, () -> editions().withdraw(source.id()));
        assertThat(withdrawn).contains(target.id());
        assertThat(sensing.datastreams.find(target.id())).isEmpty();
    }

    @Test
    void whatCannotBeIsNotTold() {
        var source = sensing.gauge(TENANT, Visibility.PUBLIC);
        database.tenancy.run(
                TENANT,
                () -> database.db
                        .sql(
                                "update sensing.datastream set properties = '{\"quality\": {\"high\": 700}}' where id = :id")
                        .param("id", source.id())
                        .update());
        sensing.datastreams.forget(source.id());
        measure(source, "10T09:00", 300);
        measure(source, "10T09:15", 9_999);
        measure(source, "10T09:15", 300);
        var hours = new ArrayList<String>();
        sensing.observations
                .sums(source, 0, 4_000_000_000_000_000L, Duration.ofHours(1))
                .orElseThrow()
                .forEach(it -> hours.add(it.count() + " " + it.high()));
        assertThat(hours).containsExactly("1 300.0");
        var target = publish(source, new Terms(Duration.ZERO, Terms.Step.EACH, 0, null));
        tell();
        assertThat(read(target)).containsExactly("10T09:00 300.0");
    }

    @Test
    void thePlaceIsRoundedAndNothingOfTheDeviceIsShown() {
        var source = sensing.gauge(TENANT, Visibility.PUBLIC);
        var target = publish(source, new Terms(Duration.ZERO, Terms.Step.EACH, 0, 1));
        var shown = sensing.things.list();
        assertThat(shown).extracting(it -> it.id()).contains(target.thing()).doesNotContain(source.thing());
        var place = shown.stream()
                .filter(it -> it.id() == target.thing())
                .findFirst()
                .orElseThrow()
                .places()
                .getFirst();
        assertThat(place.geometry().toString()).contains("[8.6,50.8]");
        assertThat(Terms.of(target)).contains(new Terms(Duration.ZERO, Terms.Step.EACH, 0, 1));
    }

    @Test
    void whatIsTooOldGoesAndItsSumsStayIfThatIsWanted() {
        var source = sensing.gauge(TENANT, Visibility.PUBLIC);
        var today = GermanDates.today(Clock.systemUTC())
                .atTime(12, 0)
                .atZone(GermanDates.BERLIN)
                .toInstant();
        for (int day = 0; day < 400; day += 10) {
            sensing.observations.store(
                    TENANT, List.of(NewObservation.of(source.id(), today.minus(Duration.ofDays(day)), day)));
        }
        now = Instant.now();
        var target = publish(source, PLAIN);
        tell();
        assertThat(read(target)).hasSizeGreaterThanOrEqualTo(39);
        keep(source, new Kept(30, 100));
        assertThat(read(source)).hasSize(4);
        assertThat(hours(source)).isEqualTo(11);
        now = now.plus(Duration.ofHours(2));
        tell();
        assertThat(read(target)).as("an edition has a time of its own").hasSizeGreaterThanOrEqualTo(39);
        keep(source, new Kept(30, null));
        assertThat(hours(source)).isEqualTo(11);
        Assertions.assertThatThrownBy(() -> new Kept(30, 20)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void keep(Datastream it, Kept kept) {
        database.tenancy.run(TENANT, () -> sensing.retention.keep(it.id(), kept));
        sensing.retention.runDue(TENANT);
    }

    private static long hours(Datastream it) {
        return sensing.observations
                .sums(it, 0, 4_000_000_000_000_000L, Duration.ofHours(1))
                .orElseThrow()
                .size();
    }
}
