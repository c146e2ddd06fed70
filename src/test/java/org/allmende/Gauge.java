package org.allmende;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.allmende.dashboard.Arrangement;
import org.allmende.dashboard.Arrangements;
import org.allmende.dashboard.Level;
import org.allmende.dashboard.Stations;
import org.allmende.dashboard.Words;
import org.allmende.platform.database.Tenancy;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Described;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.Observations;
import org.allmende.sensing.Sensors;
import org.allmende.sensing.Things;
import org.allmende.sensing.Unit;
import org.allmende.sensing.Visibility;
import tools.jackson.databind.json.JsonMapper;

/** A gauge of the demo county with stages of its own at 200 and 300 cm, and a year of hours in which it measured. */
public final class Gauge {

    private static final int HOURS = 365 * 24;

    private Gauge() {}

    /** {@code level}: centimetres by the hours before now. */
    public static Datastream at(
            DemoCounty county, String tenant, String name, Visibility visibility, DoubleUnaryOperator level) {
        var datastream = county.bean(Tenancy.class).as(tenant, () -> make(county, tenant, name, visibility));
        var now = Instant.now().truncatedTo(ChronoUnit.HOURS);
        county.bean(Observations.class)
                .store(
                        tenant,
                        IntStream.range(0, HOURS)
                                .mapToObj(hour -> NewObservation.of(
                                        datastream.id(), now.minus(Duration.ofHours(hour)), level.applyAsDouble(hour)))
                                .toList());
        county.bean(Stations.class).refresh();
        return datastream;
    }

    private static Datastream make(DemoCounty county, String tenant, String name, Visibility visibility) {
        var things = county.bean(Things.class);
        var sensors = county.bean(Sensors.class);
        var datastreams = county.bean(Datastreams.class);
        var thing = things.add(new Described(name, "An der Brücke"));
        var place = things.addPlace(
                new Described(name, "An der Brücke"),
                Things.GEOJSON,
                JsonMapper.shared().readTree("{\"type\":\"Point\",\"coordinates\":[8.6,50.8]}"));
        things.put(thing, List.of(place), Clock.systemUTC().instant());
        var sensor = sensors.add(
                new Described("Radar", "Radar"),
                "text/plain",
                JsonMapper.shared().valueToTree("Radar"));
        var property = sensors.addProperty(
                new Described("Wasserstand", "Wasserstand"), "https://qudt.org/vocab/quantitykind/WaterLevel");
        var id = datastreams.add(new Datastream.Draft(
                thing,
                sensor,
                property,
                new Described(name, "Wasserstand"),
                Datastream.MEASUREMENT,
                new Unit("Zentimeter", "cm", "ucum:cm"),
                null,
                visibility));
        var arrangements = county.bean(Arrangements.class);
        var levels = new HashMap<Integer, List<Level>>();
        arrangements.find(tenant).ifPresent(it -> levels.putAll(it.stations()));
        levels.put(
                id,
                List.of(
                        level(200, Level.Weight.WARNING, "Meldestufe 1", "Stage 1"),
                        level(300, Level.Weight.DANGER, "Meldestufe 2", "Stage 2")));
        arrangements.publish(new Arrangement(List.of(), levels));
        return datastreams.find(id).orElseThrow();
    }

    private static Level level(double at, Level.Weight weight, String german, String english) {
        return new Level(
                at,
                true,
                weight,
                new Words(german, english),
                new Words("Der Uferweg steht unter Wasser.", "The riverside path is under water."));
    }
}
