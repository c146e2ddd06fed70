package org.allmende.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.allmende.dashboard.Arrangement;
import org.allmende.dashboard.Arrangements;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Described;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.Observations;
import org.allmende.sensing.Sensors;
import org.allmende.sensing.Things;
import org.allmende.sensing.Visibility;
import org.allmende.sensing.editions.Editions;
import org.allmende.sensing.editions.Terms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Six invented sensors for each municipality and a year of what they measured, every quarter of an hour, with one week of flood;
 * then they go on measuring. In the background, the newest months first, and through the intake like everything else. Some
 * have WiFi too, whose numbers are published each in another way; one battery is weak, and one sensor is silent.
 */
@OnlyInDemo
@Component
public class DemoSensors extends DemoWork {

    private static final Logger LOG = LoggerFactory.getLogger(DemoSensors.class);
    private static final Duration STEP = Duration.ofMinutes(15);
    private static final String DESCRIPTION = "Demonstration: erfundene Messwerte.";
    private static final int DAYS = 365;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** From the spring down: where the Lahn comes through, and the Ohm last. */
    private static final List<String> RIVER = List.of(
            "biedenkopf",
            "dautphetal",
            "lahntal",
            "coelbe",
            "marburg",
            "weimar",
            "fronhausen",
            "kirchhain",
            "amoeneburg");

    /** Where there is public WiFi, and how its numbers are told: but for small ones as they are, as means, a day later, somewhere near. */
    private static final Map<String, Terms> WIFI = Map.of(
            "biedenkopf", new Terms(Duration.ZERO, Terms.Step.EACH, Terms.FEW, null),
            "gladenbach", new Terms(Duration.ZERO, Terms.Step.HOUR, Terms.FEW, null),
            "marburg", new Terms(Duration.ofHours(24), Terms.Step.EACH, Terms.FEW, null),
            "kirchhain", new Terms(Duration.ZERO, Terms.Step.EACH, Terms.FEW, 2));

    /** Whose gauge tells the charge of its battery. */
    private static final Set<String> BATTERIES = Set.of("biedenkopf", "dautphetal");

    /** Has measured nothing for three days. */
    private static final String SILENT = "Container Lahntal 2";

    private final Configuration configuration;
    private final Regions regions;
    private final Tenancy tenancy;
    private final Things things;
    private final Sensors sensors;
    private final Datastreams datastreams;
    private final Observations observations;
    private final Arrangements arrangements;
    private final Editions editions;
    private final DataSource app;
    private final Clock clock;
    private volatile boolean complete;

    private record Series(DemoSensor sensor, Datastream datastream) {}

    DemoSensors(
            Configuration configuration,
            Regions regions,
            Tenancy tenancy,
            Things things,
            Sensors sensors,
            Datastreams datastreams,
            Observations observations,
            Arrangements arrangements,
            Editions editions,
            DataSource app,
            Clock clock) {
        super(PATIENCE);
        this.configuration = configuration;
        this.regions = regions;
        this.tenancy = tenancy;
        this.things = things;
        this.sensors = sensors;
        this.datastreams = datastreams;
        this.observations = observations;
        this.arrangements = arrangements;
        this.editions = editions;
        this.app = app;
        this.clock = clock;
    }

    /** Whether the whole year is there. */
    public boolean isComplete() {
        return complete;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (configuration.sensing().demoYear() && !configuration.sensing().openToSuite()) {
            begin("demo-sensors", this::load);
        }
    }

    @SuppressWarnings("IllegalCatch")
    private void load() {
        try (var connection = app.getConnection()) {
            if (!isTheOnlyOne(connection)) {
                return;
            }
            long start = System.nanoTime();
            var all = regions.current().listMunicipalities(GermanDates.today(clock)).stream()
                    .flatMap(tenant -> ensure(tenant).stream())
                    .toList();
            var stored = loadYear(all);
            if (isRunning()) {
                complete = true;
                LOG.info(
                        "{} observations of {} invented sensors in {} s",
                        stored,
                        all.size(),
                        Duration.ofNanos(System.nanoTime() - start).toSeconds());
            }
            while (pause(STEP.dividedBy(15))) {
                all.forEach(this::goOn);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException failed) {
            if (isRunning()) {
                LOG.error("The invented sensors are not complete; the next start goes on with them", failed);
            }
        }
    }

    /** Until the connection is closed, also by a crash. */
    private static boolean isTheOnlyOne(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_try_advisory_lock(hashtext('allmende demo sensors'))")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** In one transaction: all of a municipality's sensors are there, or none. */
    private List<Series> ensure(Tenant tenant) {
        return tenancy.as(tenant.slug().value(), () -> {
            Map<String, Datastream> present = datastreams.list().stream()
                    .filter(it -> it.tenant().equals(tenant.slug().value()) && !it.edition())
                    .collect(Collectors.toMap(it -> it.described().name(), it -> it, (one, same) -> one));
            var all = sensorsOf(tenant).stream()
                    .map(it -> new Series(
                            it,
                            present.computeIfAbsent(
                                    it.name(), missing -> make(it, tenant.slug().value(), present))))
                    .toList();
            if (arrangements.find(tenant.slug().value()).isEmpty()) {
                arrangements.publish(new Arrangement(
                        List.of(),
                        all.stream()
                                .filter(it -> it.sensor().kind() == DemoSensor.Kind.WATER)
                                .collect(Collectors.toMap(
                                        it -> it.datastream().id(),
                                        it -> DemoLevels.of(it.sensor().usual())))));
            }
            return all;
        });
    }

    private Datastream make(DemoSensor it, String tenant, Map<String, Datastream> present) {
        var gauge = present.get(it.name().replaceFirst("^Batterie ", ""));
        var made = make(it, it.kind() == DemoSensor.Kind.BATTERY && gauge != null ? gauge.thing() : thing(it));
        if (it.kind() == DemoSensor.Kind.WIFI && WIFI.containsKey(tenant)) {
            editions.publish(made, WIFI.get(tenant), Visibility.PUBLIC);
        }
        return made;
    }

    private long thing(DemoSensor it) {
        var description = DESCRIPTION;
        var thing = things.add(new Described(it.name(), description, marked(it)));
        var place = things.addPlace(
                new Described(it.name(), description, marked(it)),
                Things.GEOJSON,
                JsonMapper.shared()
                        .readTree("{\"type\":\"Point\",\"coordinates\":[%s,%s]}"
                                .formatted(it.longitude(), it.latitude())));
        things.put(thing, Set.of(place), beginning());
        return thing;
    }

    private Datastream make(DemoSensor it, long thing) {
        var description = DESCRIPTION;
        var kind = it.kind();
        var sensor = sensors.add(
                new Described(kind.thing(), description, marked(it)),
                "text/plain",
                JsonMapper.shared().valueToTree("Demonstration"));
        var property = sensors.addProperty(new Described(kind.property(), kind.property(), null), kind.definition());
        return datastreams
                .find(datastreams.add(new Datastream.Draft(
                        thing,
                        sensor,
                        property,
                        new Described(it.name(), kind.property() + ". " + description, marked(it)),
                        Datastream.MEASUREMENT,
                        kind.unit(),
                        null,
                        Visibility.PUBLIC)))
                .orElseThrow();
    }

    private static ObjectNode marked(DemoSensor it) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("demonstration", true)
                .put("kind", it.kind().key());
    }

    private static List<DemoSensor> sensorsOf(Tenant tenant) {
        var place = tenant.place();
        if (place == null) {
            return List.of();
        }
        var slug = tenant.slug().value();
        var all = new ArrayList<DemoSensor>();
        var seed = Math.floorMod(slug.hashCode(), 10_000) * 10;
        for (var kind : DemoSensor.Kind.values()) {
            for (int i = 1; i <= count(kind, slug); i++) {
                int number = seed + all.size();
                all.add(new DemoSensor(
                        kind,
                        (kind == DemoSensor.Kind.BATTERY ? kind.thing() + " Pegel" : kind.thing()) + " "
                                + tenant.shortName() + (kind == DemoSensor.Kind.BIN ? " " + i : ""),
                        number,
                        RIVER.indexOf(slug),
                        round(place.lon() + (number * 37 % 100 - 50) / 5000.0),
                        round(place.lat() + (number * 53 % 100 - 50) / 8000.0)));
            }
        }
        return all;
    }

    private static int count(DemoSensor.Kind kind, String slug) {
        return switch (kind) {
            case BIN -> 2;
            case WIFI -> WIFI.containsKey(slug) ? 1 : 0;
            case BATTERY -> BATTERIES.contains(slug) ? 1 : 0;
            default -> 1;
        };
    }

    private static double round(double degrees) {
        return Math.rint(degrees * 1e5) / 1e5;
    }

    private Instant beginning() {
        return GermanDates.today(clock).minusDays(DAYS).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** A month of a sensor is one handover: it is there or it is not. */
    private long loadYear(List<Series> all) {
        var from = beginning();
        var until = clock.instant();
        long stored = 0;
        var last = YearMonth.from(from.atOffset(ZoneOffset.UTC));
        for (var month = YearMonth.from(until.atOffset(ZoneOffset.UTC));
                !month.isBefore(last);
                month = month.minusMonths(1)) {
            var begin = later(month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC), from);
            var end = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            for (var one : all) {
                if (isRunning()
                        && observations
                                .range(one.datastream(), begin, end, 1, false)
                                .isEmpty()) {
                    stored += store(one, begin, end.isBefore(until) ? end : until);
                }
            }
        }
        return stored;
    }

    private void goOn(Series one) {
        var newest = observations.newest(one.datastream());
        if (isRunning() && newest != null) {
            store(one, newest.time().plus(STEP), clock.instant());
        }
    }

    private int store(Series one, Instant from, Instant until) {
        var values = new ArrayList<NewObservation>();
        var end = one.sensor().name().equals(SILENT) ? earlier(until, silence()) : until;
        for (var moment = from; moment.isBefore(end); moment = moment.plus(STEP)) {
            values.add(NewObservation.of(
                    one.datastream().id(), moment, one.sensor().at(moment)));
        }
        observations.store(one.datastream().tenant(), values);
        return values.size();
    }

    private Instant silence() {
        return GermanDates.today(clock)
                .minusDays(3)
                .atTime(5, 10)
                .atZone(GermanDates.BERLIN)
                .toInstant();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
