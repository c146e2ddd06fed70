package org.allmende.demo;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.allmende.measures.Definition;
import org.allmende.measures.DryRun;
import org.allmende.measures.Measure;
import org.allmende.measures.Rules;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.allmende.sensing.Devices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An invented street lamp with a motion sensor, in the town with the invented rules. It knows nothing but the address of this
 * server and its token: by HTTP it sends what it measures, asks what it is to do, does it, and says so, as one in the street would.
 */
@OnlyInDemo
@Component
class DemoLamp extends DemoWork {

    private static final Logger LOG = LoggerFactory.getLogger(DemoLamp.class);
    private static final String MARK = "Demonstration: ";
    private static final String NAME = "Leuchte mit Bewegungsmelder";
    private static final String MOTION = "urn:allmende:property:motion";
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** So often it says how much it needs, also when nothing has changed. */
    private static final Duration PULSE = Duration.ofMinutes(15);

    private static final int WATTS = 38;
    private static final int MINUTES = 10;
    private static final int NIGHTS = 30;

    private final Configuration configuration;
    private final Environment environment;
    private final Regions regions;
    private final Tour tour;
    private final DemoSensors sensors;
    private final Devices devices;
    private final Rules rules;
    private final DryRun dryRun;
    private final Tenancy tenancy;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private Instant told = Instant.EPOCH;
    private boolean moving;
    private int watts;

    DemoLamp(
            Configuration configuration,
            Environment environment,
            Regions regions,
            Tour tour,
            DemoSensors sensors,
            Devices devices,
            Rules rules,
            DryRun dryRun,
            Tenancy tenancy,
            Clock clock) {
        super(LOOK);
        this.configuration = configuration;
        this.environment = environment;
        this.regions = regions;
        this.tour = tour;
        this.sensors = sensors;
        this.devices = devices;
        this.rules = rules;
        this.dryRun = dryRun;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** What it knows of itself. */
    private record Lamp(DemoDevice line, long capability, long motion, long power) {}

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (configuration.sensing().demoYear() && !configuration.sensing().openToSuite()) {
            begin("demo-lamp", this::work);
        }
    }

    @SuppressWarnings("IllegalCatch")
    private void work() {
        try {
            while (isRunning() && !sensors.isComplete()) {
                pause(LOOK);
            }
            var flood = tour.worst();
            if (isRunning() && flood.isPresent()) {
                var town = regions.current().get(flood.get().station().tenant());
                var lamp = install(town);
                activateRule(town.slug().value(), lamp);
                burn(lamp);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException failed) {
            if (isRunning()) {
                LOG.error("The invented lamp is dark until the next start", failed);
            }
        }
    }

    /** A token is shown once only, so each start takes a new one and lets the lamp go by it. */
    private Lamp install(Tenant town) throws IOException, InterruptedException {
        var token = tenancy.as(town.slug().value(), () -> {
            devices.list().stream().filter(it -> it.name().equals(MARK + NAME)).forEach(it -> devices.remove(it.id()));
            return devices.add(MARK + NAME);
        });
        var line = new DemoDevice(
                http,
                "http://127.0.0.1:%s/sta-tasking/v1.1".formatted(environment.getRequiredProperty("local.server.port")),
                token);
        var path = "/Things?$expand=TaskingCapabilities,Datastreams/ObservedProperty&$filter="
                + DemoDevice.encoded("name eq '%s'".formatted(name(town)));
        var found = line.get(path).path("value").path(0);
        if (found.isMissingNode()) {
            line.send("POST", "/Things", thing(town));
            var lamp = lamp(line, line.get(path).path("value").path(0));
            line.measured(lamp.motion(), 0);
            tellNights(lamp);
            return lamp;
        }
        var lamp = lamp(line, found);
        var properties = object().put("demonstration", true).put("device", MARK + NAME);
        line.send(
                "PATCH",
                "/TaskingCapabilities(%d)".formatted(lamp.capability()),
                object().set("properties", properties));
        return lamp;
    }

    private static String name(Tenant town) {
        return NAME + " " + town.shortName();
    }

    private static Lamp lamp(DemoDevice line, JsonNode thing) {
        long motion = 0;
        long power = 0;
        for (var one : thing.path("Datastreams")) {
            long id = one.path("@iot.id").asLong();
            if (one.at("/ObservedProperty/definition").asString("").equals(MOTION)) {
                motion = id;
            } else {
                power = id;
            }
        }
        return new Lamp(line, thing.at("/TaskingCapabilities/0/@iot.id").asLong(), motion, power);
    }

    private static JsonNode thing(Tenant town) {
        var place = town.place();
        var point = place == null ? new double[] {8.6, 50.8} : new double[] {place.lon() + 0.002, place.lat() + 0.001};
        return JsonMapper.shared().readTree("""
                {"name": "%1$s", "description": "Demonstration: erfunden.", "properties": {"demonstration": true},
                 "Locations": [{"name": "%1$s", "description": "Demonstration: erfunden.",
                   "encodingType": "application/vnd.geo+json",
                   "location": {"type": "Point", "coordinates": [%2$s, %3$s]}}],
                 "Datastreams": [
                   {"name": "%1$s: Bewegung", "description": "Bewegung am Weg. Demonstration: erfundene Messwerte.",
                    "observationType": "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
                    "unitOfMeasurement": {"name": "Bewegung", "symbol": "", "definition": "ucum:1"},
                    "properties": {"demonstration": true, "visibility": "tenant"},
                    "Sensor": {"name": "Bewegungsmelder", "description": "Infrarot", "encodingType": "text/plain",
                               "metadata": "Demonstration"},
                    "ObservedProperty": {"name": "Bewegung", "description": "Bewegung", "definition": "%4$s"}},
                   {"name": "%1$s", "description": "Leistung. Demonstration: erfundene Messwerte.",
                    "observationType": "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
                    "unitOfMeasurement": {"name": "Watt", "symbol": "W", "definition": "ucum:W"},
                    "properties": {"demonstration": true, "visibility": "public", "lamp": {"on": 5, "pulse": 15}},
                    "Sensor": {"name": "Leistungsmesser", "description": "Im Mast", "encodingType": "text/plain",
                               "metadata": "Demonstration"},
                    "ObservedProperty": {"name": "Leistung", "description": "Leistung",
                                         "definition": "https://qudt.org/vocab/quantitykind/ActivePower"}}],
                 "TaskingCapabilities": [
                   {"name": "Schalten", "description": "Schaltet die Leuchte an und aus.",
                    "properties": {"demonstration": true},
                    "taskingParameters": {"type": "DataRecord", "field": [
                      {"name": "licht", "label": "Licht", "type": "Category",
                       "constraint": {"type": "AllowedTokens", "value": ["an", "aus"]}}]},
                    "Actuator": {"name": "Relais", "description": "Im Mast", "encodingType": "text/plain",
                                 "metadata": "Demonstration"}}]}
                """.formatted(name(town), point[0], point[1], MOTION));
    }

    /** The nights before: on by passers-by, off ten minutes later. */
    private void tellNights(Lamp lamp) throws IOException, InterruptedException {
        var values = JsonMapper.shared().createArrayNode();
        var until = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        var moment = until.minus(Duration.ofDays(NIGHTS));
        int last = -1;
        var off = moment;
        for (; moment.isBefore(until); moment = moment.plus(Duration.ofMinutes(1))) {
            if (isDark(moment) && somebodyPasses(moment)) {
                off = moment.plus(Duration.ofMinutes(MINUTES + 1L));
            }
            int now = off.isAfter(moment) ? WATTS : 0;
            if (now != last || moment.getEpochSecond() % PULSE.toSeconds() == 0) {
                values.addArray().add(moment.toString()).add(now);
                last = now;
            }
        }
        var all = object();
        all.putObject("Datastream").put("@iot.id", lamp.power());
        all.putArray("components").add("phenomenonTime").add("result");
        all.set("dataArray", values);
        lamp.line()
                .send(
                        "POST",
                        "/CreateObservations",
                        JsonMapper.shared().createArrayNode().add(all));
    }

    private static boolean isDark(Instant moment) {
        int hour = moment.atZone(GermanDates.BERLIN).getHour();
        return hour >= 18 || hour < 7;
    }

    /** In one of twelve minutes, always the same ones. */
    private static boolean somebodyPasses(Instant moment) {
        long minute = moment.getEpochSecond() / 60;
        return Math.floorMod((minute * 2_654_435_761L) >> 7, 12) == 0;
    }

    private void activateRule(String tenant, Lamp lamp) {
        var name = MARK + "Licht bei Bewegung";
        boolean there = tenancy.as(
                tenant, () -> rules.list().stream().anyMatch(it -> it.name().equals(name)));
        if (there) {
            return;
        }
        var on = object().put("licht", "an");
        var off = object().put("licht", "aus");
        var definition = new Definition(
                Definition.Kind.THRESHOLD,
                Map.of(
                        "name",
                        name,
                        "groesse",
                        MOTION,
                        "richtung",
                        "auf",
                        "grenze",
                        "1",
                        "schalten",
                        lamp.capability() + ":an",
                        "zurueck",
                        lamp.capability() + ":aus",
                        "schaltminuten",
                        Integer.toString(MINUTES)),
                List.of((int) lamp.motion()),
                Map.of(),
                1,
                null,
                "wert >= 1",
                "not(wert >= 1)",
                List.of(new Measure.Actuator(lamp.capability(), on, off, MINUTES)));
        var id = tenancy.as(tenant, () -> rules.add(name, definition, null));
        var rule = tenancy.as(tenant, () -> rules.find(id)).orElseThrow();
        var now = clock.instant();
        var trial = dryRun.run(rule, now.minus(Duration.ofDays(NIGHTS)), now);
        tenancy.run(tenant, () -> {
            rules.tried(id, 1, trial);
            rules.activate(id, 1);
        });
        LOG.info("A lamp by motion in {}", tenant);
    }

    /** Until the server stops. */
    private void burn(Lamp lamp) throws InterruptedException {
        do {
            try {
                detect(lamp);
                obey(lamp);
            } catch (IOException busy) {
                LOG.info("The invented lamp asks again: {}", busy.getMessage());
            }
        } while (pause(LOOK));
    }

    private void detect(Lamp lamp) throws IOException, InterruptedException {
        var now = clock.instant();
        boolean passes = isDark(now) && somebodyPasses(now) && now.getEpochSecond() % 60 < 20;
        if (passes != moving) {
            lamp.line().measured(lamp.motion(), passes ? 1 : 0);
            moving = passes;
        }
    }

    /** It says how much it needs before it says that it has obeyed. */
    private void obey(Lamp lamp) throws IOException, InterruptedException {
        for (var task : open(lamp)) {
            tell(lamp, task.at("/taskingParameters/licht").asString("").equals("an") ? WATTS : 0);
            lamp.line()
                    .send(
                            "PATCH",
                            "/Tasks(%d)".formatted(task.path("@iot.id").asLong()),
                            object().put("status", "acknowledged"));
        }
        tell(lamp, watts);
    }

    private void tell(Lamp lamp, int now) throws IOException, InterruptedException {
        if (now != watts || told.plus(PULSE).isBefore(clock.instant())) {
            lamp.line().measured(lamp.power(), now);
            watts = now;
            told = clock.instant();
        }
    }

    private JsonNode open(Lamp lamp) throws IOException, InterruptedException {
        return lamp.line()
                .get("/TaskingCapabilities(%d)/Tasks?$orderby=id&$filter=".formatted(lamp.capability())
                        + DemoDevice.encoded("status eq 'created' or status eq 'sent'"))
                .path("value");
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
