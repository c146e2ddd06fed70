package org.allmende.sensing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.TestDatabase;
import tools.jackson.databind.json.JsonMapper;

/** The stores of sensing on a database of their own, with a writer at work, as the application puts them together. */
public final class Fixtures implements AutoCloseable {

    public final TestDatabase database;
    public final Datastreams datastreams;
    public final Things things;
    public final Sensors sensors;
    public final Observations observations;
    public final Corrections corrections;
    public final Actuators actuators;
    public final Tasks tasks;
    public final Devices devices;
    public final ObservationRetention retention;
    private final Intake intake;

    private Fixtures(TestDatabase database) {
        this.database = database;
        datastreams = new Datastreams(database.db, database.tenancy, Clock.systemUTC());
        things = new Things(database.db, datastreams);
        sensors = new Sensors(database.db);
        corrections = new Corrections(database.db);
        actuators = new Actuators(database.db);
        tasks = new Tasks(database.db, actuators, database.tenancy, Clock.systemUTC());
        devices = new Devices(
                database.db,
                database.tenancy,
                new Audit(database.db, database.tenancy, Clock.systemUTC()),
                Clock.systemUTC());
        var recent = new Recent(database.db, database.tenancy);
        var blocks = new Blocks(database.db, database.tenancy);
        intake = new Intake(new Writer(database.app, Clock.systemUTC()), recent, blocks);
        observations = new Observations(
                datastreams,
                new Subjects(database.db, database.tenancy, datastreams),
                intake,
                recent,
                blocks,
                new Totals(database.db),
                database.db,
                database.tenancy);
        retention = new ObservationRetention(database.db, database.tenancy, observations, Clock.systemUTC());
        intake.start();
    }

    public static Fixtures on(TestDatabase database) {
        return new Fixtures(database);
    }

    /** A gauge at a river of this tenant; gives the number of its datastream. */
    public Datastream gauge(String tenant, Visibility visibility) {
        return database.tenancy.as(tenant, () -> {
            var thing = things.add(new Described("Pegel Gladenbach", "Pegel an der Salzböde"));
            things.put(thing, List.of(place(8.58, 50.77)), Instant.parse("2025-01-01T00:00:00Z"));
            var sensor = sensors.add(
                    new Described("Radar", "Radarsensor"),
                    "text/html",
                    JsonMapper.shared().readTree("\"-\""));
            var property =
                    sensors.addProperty(new Described("Wasserstand", "Höhe des Wassers"), "https://example.org/W");
            var id = datastreams.add(new Datastream.Draft(
                    thing,
                    sensor,
                    property,
                    new Described("Wasserstand", "Wasserstand am Pegel"),
                    Datastream.MEASUREMENT,
                    new Unit("Zentimeter", "cm", "ucum:cm"),
                    null,
                    visibility));
            return datastreams.find(id).orElseThrow();
        });
    }

    long place(double longitude, double latitude) {
        return things.addPlace(
                new Described("Brücke", "An der Brücke"),
                Things.GEOJSON,
                JsonMapper.shared()
                        .readTree("{\"type\":\"Point\",\"coordinates\":[%s,%s]}".formatted(longitude, latitude)));
    }

    public static NewObservation at(Datastream it, String time, double result) {
        return NewObservation.of(it.id(), Instant.parse(time), result);
    }

    /** As a clerk would read them: time, sequence, value. */
    List<String> read(Datastream it) {
        return observations
                .range(it, Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59Z"), 100_000, false)
                .stream()
                .map(one -> "%s %d %s".formatted(one.time(), one.key().sequence(), one.result()))
                .toList();
    }

    static Instant day(int day) {
        return java.time.LocalDate.of(2026, 1, 1).plusDays(day).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        intake.stop();
    }
}
