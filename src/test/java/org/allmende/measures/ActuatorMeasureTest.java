package org.allmende.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.allmende.Answer;
import org.allmende.DemoCounty;
import org.allmende.Gauge;
import org.allmende.Visitor;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.TokenHolder;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.Actuators;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Devices;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.Observations;
import org.allmende.sensing.Task;
import org.allmende.sensing.Tasks;
import org.allmende.sensing.Visibility;
import org.allmende.sensing.sta.Part;
import org.allmende.sensing.sta.Request;
import org.allmende.sensing.sta.SensorThings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A lamp that goes on by motion, and off again. */
class ActuatorMeasureTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "angelburg";
    private static final String WATER = "https://qudt.org/vocab/quantitykind/WaterLevel";

    private static Visitor clerk;
    private static TokenHolder device;

    private final Datastream motion = Gauge.at(COUNTY, TOWN, "Bewegung Gärtnerstraße", Visibility.TENANT, hour -> 0);
    private final long lamp = lamp();

    @BeforeAll
    static void enter() {
        clerk = COUNTY.staff(TOWN, Role.CLERK);
        var token = tenant(() -> COUNTY.bean(Devices.class).add("Leuchte"));
        device = COUNTY.bean(Devices.class).find(token).orElseThrow();
    }

    private static <T> T tenant(java.util.function.Supplier<T> work) {
        return COUNTY.bean(Tenancy.class).as(TOWN, work);
    }

    private static long lamp() {
        var made = COUNTY.bean(SensorThings.class)
                .answer(new Request(
                        "POST",
                        "v1.1",
                        "Things",
                        Map.of(),
                        """
                        {"name": "Leuchte Gärtnerstraße", "description": "Leuchte",
                         "TaskingCapabilities": [{"name": "Schalten", "description": "Schaltet",
                           "taskingParameters": {"type": "DataRecord", "field": [
                             {"name": "licht", "label": "Licht", "type": "Category", "constraint": {"value": ["an", "aus"]}}]},
                           "Actuator": {"name": "Relais", "description": "Relais", "encodingType": "text/plain",
                                        "metadata": "-"}}]}
                        """.getBytes(StandardCharsets.UTF_8),
                        "application/json",
                        device,
                        Part.TASKING));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        long thing = Long.parseLong(String.valueOf(made.location()).replaceAll(".*\\(|\\)", ""));
        return tenant(() -> COUNTY.bean(Actuators.class).list().stream()
                .filter(it -> it.thing() == thing)
                .findFirst()
                .orElseThrow()
                .id());
    }

    private static Answer send(String path, Map<String, String> form) {
        return clerk.follow(clerk.post(path, form));
    }

    private Answer save(Map<String, String> more) {
        var form = new LinkedHashMap<>(Map.of(
                "art",
                "threshold",
                "groesse",
                WATER,
                "name",
                "Licht bei Bewegung",
                "station",
                Integer.toString(motion.id()),
                "richtung",
                "auf",
                "grenze",
                "1"));
        form.putAll(Map.of("schalten", lamp + ":an", "zurueck", lamp + ":aus", "schaltminuten", "10"));
        form.putAll(more);
        return send("/arbeitsplatz/regeln/neu", form);
    }

    private UUID activated() {
        var saved = save(Map.of());
        assertThat(saved.html().select(".errsum").text()).isEmpty();
        assertThat(saved.text()).contains("Leuchte Gärtnerstraße: licht an, nach 10 Minuten licht aus.");
        var path = saved.address().getPath();
        var today = LocalDate.now(GermanDates.BERLIN);
        clerk.post(path + "/probe", Map.of("von", today.minusDays(20).toString(), "bis", today.toString()));
        clerk.post(path + "/schalten", Map.of("aktion", "aktivieren", "version", "1"));
        var id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
        await(() -> COUNTY.bean(Evaluator.class).knows(id));
        return id;
    }

    private static void await(BooleanSupplier condition) {
        for (int patience = 0; patience < 800 && !condition.getAsBoolean(); patience++) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private void moves(int value, Instant at) {
        COUNTY.bean(Observations.class).store(TOWN, List.of(NewObservation.of(motion.id(), at, value)));
    }

    /** What the lamp was told, the oldest first. */
    private List<String> told() {
        return tenant(() -> COUNTY.bean(Tasks.class).list(lamp, 20)).reversed().stream()
                .map(it -> it.parameters().path("licht").asString())
                .toList();
    }

    private List<Instant> waiting(UUID rule) {
        return COUNTY.owner()
                .sql("select due from measures.switch_back where rule = :rule")
                .param("rule", rule)
                .query((row, number) ->
                        row.getObject(1, java.time.OffsetDateTime.class).toInstant())
                .list();
    }

    private static void letTimePass(UUID rule) {
        COUNTY.owner()
                .sql("update measures.switch_back set due = now() where rule = :rule")
                .param("rule", rule)
                .update();
    }

    private List<Firing> firings(UUID rule) {
        return tenant(() -> COUNTY.bean(Firings.class).list(rule, 20));
    }

    private void ended(UUID rule, int count) {
        await(() -> firings(rule).size() == count && firings(rule).stream().allMatch(it -> it.ended() != null));
    }

    @Test
    void aLampGoesOnByMotionAndOffMinutesAfterTheLastOfIt() {
        var rule = activated();
        var now = Instant.now();
        moves(1, now);
        await(() -> told().equals(List.of("an")));
        // the rule holds: time alone does not switch it off
        letTimePass(rule);
        await(() -> waiting(rule).stream().allMatch(it -> it.isAfter(now.plusSeconds(60))));
        assertThat(told()).containsExactly("an");

        var end = now.plusMillis(500);
        moves(0, end);
        ended(rule, 1);
        assertThat(waiting(rule)).hasSize(1);
        assertThat(Duration.between(end, waiting(rule).getFirst()))
                .isBetween(Duration.ofSeconds(-1 + 600), Duration.ofSeconds(601));
        // new motion prolongs it, and does not tell the lamp twice
        moves(1, now.plusMillis(600));
        moves(0, now.plusMillis(700));
        ended(rule, 2);
        assertThat(told()).containsExactly("an");

        letTimePass(rule);
        await(() -> told().equals(List.of("an", "aus")));
        assertThat(waiting(rule)).isEmpty();
        moves(1, now.plusMillis(800));
        await(() -> told().equals(List.of("an", "aus", "an")));
        clerk.post("/arbeitsplatz/regeln/" + rule + "/schalten", Map.of("aktion", "pausieren"));
        // a paused rule holds nothing
        letTimePass(rule);
        await(() -> told().equals(List.of("an", "aus", "an", "aus")));
    }

    @Test
    void aLampThatFailedOrWasSwitchedByHandIsToldAnew() {
        var rule = activated();
        var now = Instant.now();
        moves(1, now);
        await(() -> told().size() == 1);
        var task = tenant(() -> COUNTY.bean(Tasks.class).list(lamp, 1)).getFirst();
        COUNTY.bean(Tenancy.class)
                .run(
                        TOWN,
                        () -> COUNTY.bean(Tasks.class)
                                .answer(task.id(), device.id(), Task.State.FAILED, "Röhre defekt"));
        moves(0, now.plusMillis(1));
        moves(1, now.plusMillis(2));
        await(() -> told().equals(List.of("an", "an")));
        clerk.post("/arbeitsplatz/regeln/" + rule + "/schalten", Map.of("aktion", "pausieren"));
    }

    @Test
    void forMotionOfYesterdayNothingIsSwitched() {
        var parameters = JsonMapper.shared().createObjectNode().put("licht", "an");
        var measure = new Measure.Actuator(lamp, parameters, parameters, 10);
        for (int minutes : new int[] {11, 9}) {
            var moment = Instant.now().minus(Duration.ofMinutes(minutes));
            var firing = new Firing(UUID.randomUUID(), UUID.randomUUID(), 1, motion.id(), moment, 1.0, moment, null);
            COUNTY.bean(Tenancy.class)
                    .run(TOWN, () -> COUNTY.bean(Switching.class).begin(firing, measure));
            assertThat(told()).hasSize(minutes == 11 ? 0 : 1);
        }
    }

    @Test
    void whatCannotBeSwitchedIsRefusedInTheForm() {
        assertThat(save(Map.of("schalten", lamp + ":blau"))
                        .html()
                        .select(".errsum")
                        .text())
                .contains("Wählen Sie etwas aus der Liste");
        assertThat(save(Map.of("zurueck", lamp() + ":aus"))
                        .html()
                        .select(".errsum")
                        .text())
                .contains("dieselbe Anlage");
        assertThat(save(Map.of("schaltminuten", "0")).html().select(".errsum").text())
                .isNotEmpty();
        var foreign = COUNTY.staff("steffenberg", Role.CLERK)
                .get("/arbeitsplatz/regeln/neu?art=threshold&groesse=" + WATER)
                .text();
        assertThat(foreign).doesNotContain("Gärtnerstraße: Licht");
    }
}
