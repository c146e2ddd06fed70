package org.allmende.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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
import org.allmende.sensing.Datastream;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.Observations;
import org.allmende.sensing.Visibility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "steffenberg";
    private static final String WATER = "https://qudt.org/vocab/quantitykind/WaterLevel";

    private static Datastream gauge;
    private static Visitor clerk;
    private static String roster;

    @BeforeAll
    static void measure() {
        // 120 cm; 100 and 200 days ago some hours of 320 that sink to 290 and rise again
        gauge = Gauge.at(COUNTY, TOWN, "Pegel Ölschlägermühle", Visibility.PUBLIC, hour -> {
            double since = hour % (100 * 24) - 1;
            return hour < 24 || since > 8 ? 120 : since == 4 ? 290 : 320;
        });
        clerk = COUNTY.staff(TOWN, Role.CLERK);
        var people = clerk.get("/arbeitsplatz/bereitschaft")
                .html()
                .select("#person1 option")
                .eachAttr("value");
        assertThat(people).hasSizeGreaterThan(2);
        var saved = send(
                "/arbeitsplatz/bereitschaft",
                Map.of(
                        "name",
                        "Hochwasserdienst",
                        "person1",
                        people.get(1),
                        "person2",
                        people.get(2),
                        "minuten",
                        "15"));
        assertThat(saved.text()).contains("Hochwasserdienst");
        roster = clerk.get("/arbeitsplatz/bereitschaft")
                .html()
                .select("#dienstplan .rows a")
                .attr("href");
        roster = roster.substring(roster.indexOf("plan=") + 5, roster.indexOf('#'));
    }

    private static Answer send(String path, Map<String, String> form) {
        return clerk.follow(clerk.post(path, form));
    }

    private static Map<String, String> form(String kind, Map<String, String> more) {
        var form = new LinkedHashMap<String, String>();
        form.put("art", kind);
        form.put("groesse", WATER);
        form.put("name", "Hochwasser <Ölmühle> Ǎčş");
        form.put("station", Integer.toString(gauge.id()));
        form.put("dienst", roster);
        form.put("titel", "{regel}: {station}");
        form.put("text", "{station} misst {wert}.");
        form.putAll(more);
        return form;
    }

    private static String add(String kind, Map<String, String> more) {
        var answer = send("/arbeitsplatz/regeln/neu", form(kind, more));
        assertThat(answer.html().select(".errsum").text()).isEmpty();
        return answer.address().getPath();
    }

    private static Answer activate(String path) {
        clerk.post(path + "/probe", days());
        return send(path + "/schalten", Map.of("aktion", "aktivieren", "version", "1"));
    }

    private static Map<String, String> days() {
        var today = java.time.LocalDate.now(org.allmende.platform.time.GermanDates.BERLIN);
        return Map.of("von", today.minusDays(360).toString(), "bis", today.toString());
    }

    private static void measured(Instant at, double value) {
        COUNTY.bean(Observations.class).store(TOWN, List.of(NewObservation.of(gauge.id(), at, value)));
    }

    private static List<Firing> firings(String path) {
        var id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
        return COUNTY.bean(Tenancy.class)
                .as(TOWN, () -> COUNTY.bean(Firings.class).list(id, 100));
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

    /** Until the rule is in the memory of the evaluator. */
    private static void awaitLook(String path) {
        var id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
        var evaluator = COUNTY.bean(Evaluator.class);
        await(() -> evaluator.knows(id));
    }

    @Test
    void aLimitIsTriedActivatedFiresOnceAndSomebodyLooksAfterIt() {
        var path = add("threshold", Map.of("richtung", "auf", "grenze", "300", "entwarnung", "280"));
        assertThat(send(path + "/schalten", Map.of("aktion", "aktivieren", "version", "1"))
                        .text())
                .contains("Probieren Sie diese Version zuerst");
        var tried = send(path + "/probe", days());
        assertThat(tried.text()).contains("dreimal ausgelöst");
        assertThat(tried.html().select("#probe tbody tr")).hasSize(3);
        assertThat(activate(path).text()).contains("Die Regel ist eingeschaltet");
        awaitLook(path);

        var now = Instant.now();
        for (int value : new int[] {299, 301, 285, 305, 279, 281}) {
            now = now.plusMillis(1);
            measured(now, value);
        }
        await(() -> !firings(path).isEmpty() && firings(path).getFirst().ended() != null);
        assertThat(firings(path)).hasSize(1);
        assertThat(firings(path).getFirst().value()).isEqualTo(301);

        var duty = clerk.get("/arbeitsplatz/bereitschaft");
        assertThat(duty.html().text()).contains("Pegel Ölschlägermühle misst 301 cm.", "Hochwasser <Ölmühle> Ǎčş");
        var action =
                duty.html().select("form[action^=/arbeitsplatz/bereitschaft/]").attr("action");
        assertThat(send(action, Map.of("aktion", "uebernehmen")).text())
                .contains("Sie haben die Aufgabe übernommen", "Übernommen von");
        assertThat(send(action, Map.of("aktion", "uebernehmen")).text()).contains("Jemand anderes war schneller");
        assertThat(send(action, Map.of("aktion", "fertig")).text()).contains("Die Aufgabe ist erledigt");
        clerk.post(path + "/schalten", Map.of("aktion", "pausieren"));
    }

    @Test
    void whatIsWrongIsSaidWithWhatToDo() {
        assertThat(errors("threshold", Map.of("grenze", "viel"))).contains("Geben Sie eine Zahl ein");
        assertThat(errors("threshold", Map.of("grenze", "300", "entwarnung", "310")))
                .contains("nicht mehr erreicht");
        assertThat(errors("free", Map.of("feuert", "wrt > 3", "endet", "wert < 2", "stunden", "3")))
                .contains("„wrt“", "Gemeint ist vielleicht „wert“");
        assertThat(errors("free", Map.of("feuert", "wert + 3", "endet", "wert <", "stunden", "3")))
                .contains("kein Ja oder Nein", "FEEL versteht den Ausdruck nicht");
        assertThat(errors("free", Map.of("feuert", "for x in 1..1000000 return x", "endet", "true", "stunden", "3")))
                .isNotEmpty();
        assertThat(errors("threshold", Map.of("grenze", "1", "station", "999999")))
                .contains("mindestens eine Messstelle");
        assertThat(errors("schedule", Map.of("grenze", "1", "von", "25 Uhr", "bis", "6")))
                .contains("Uhrzeit");
        assertThat(errors("place", Map.of("grenze", "1", "mitte", "da", "umkreis", "100")))
                .contains("Breite und Länge");
        assertThat(errors(
                        "threshold",
                        Map.of("grenze", "1", "dienst", UUID.randomUUID().toString())))
                .contains("Dienstplan aus der Liste");
    }

    private static String errors(String kind, Map<String, String> more) {
        return clerk.post("/arbeitsplatz/regeln/neu", form(kind, more))
                .html()
                .select(".errsum")
                .text();
    }

    @Test
    void anotherTenantSeesNeitherRuleNorTask() {
        var path = add("threshold", Map.of("grenze", "300"));
        var stranger = COUNTY.staff("angelburg", Role.CLERK);
        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.get(path + "/bearbeiten").status()).isEqualTo(404);
        assertThat(stranger.post(path + "/probe", days()).status()).isEqualTo(404);
        assertThat(stranger.post(path + "/schalten", Map.of("aktion", "aktivieren", "version", "1"))
                        .status())
                .isEqualTo(404);
        assertThat(stranger.get("/arbeitsplatz/regeln").text()).doesNotContain("Ölmühle");
    }

    @Test
    void aStageThatASensorReachesTwiceInThreeHoursIsOneFlood() {
        var path = add("stage", Map.of("stufe", "1", "ruhe", "6"));
        assertThat(send(path + "/probe", days()).text()).contains("dreimal ausgelöst");
        clerk.get(path + "/bearbeiten");
    }

    @Test
    void whatIsSilentIsNoticedAndEndsWithTheNextValue() {
        var path = add("absence", Map.of("minuten", "90"));
        assertThat(send(path + "/probe", days()).text()).contains("nie ausgelöst");
        measured(Instant.now().minus(Duration.ofHours(4)).plusMillis(7), 120);
        assertThat(clerk.get(path).status()).isEqualTo(200);
    }

    private static String activated(String kind, Map<String, String> more) {
        var path = add(kind, more);
        assertThat(activate(path).html().text()).contains("Die Regel ist eingeschaltet");
        awaitLook(path);
        return path;
    }

    private static void pause(String path) {
        clerk.post(path + "/schalten", Map.of("aktion", "pausieren"));
    }

    @Test
    void whatIsMeasuredWhileTheRulesAreDownFiresOnceAfterwards() {
        var path = activated("threshold", Map.of("grenze", "500", "entwarnung", "480"));
        measured(Instant.now(), 510);
        await(() -> firings(path).size() == 1);
        var evaluator = COUNTY.bean(Evaluator.class);
        evaluator.stop();
        var now = Instant.now();
        for (int value : new int[] {470, 520, 490, 530, 475}) {
            now = now.plusMillis(1);
            measured(now, value);
        }
        evaluator.start();
        await(() -> firings(path).size() == 2 && firings(path).getFirst().ended() != null);
        evaluator.stop();
        evaluator.start();
        measured(now.plusMillis(1), 540);
        await(() -> firings(path).size() == 3);
        assertThat(firings(path).stream().map(Firing::value).toList()).containsExactly(540.0, 520.0, 510.0);
        pause(path);
    }

    @Test
    void aClockThatIsAheadSilencesNoRule() {
        var path = activated("threshold", Map.of("grenze", "600"));
        measured(Instant.now().plus(Duration.ofDays(700)), 700);
        measured(Instant.now(), 610);
        await(() -> !firings(path).isEmpty());
        assertThat(firings(path)).extracting(Firing::value).containsExactly(610.0);
        pause(path);
    }

    @Test
    void whatEverybodyIsToldIsApprovedByASecondPersonAndGoesAwayByItself() {
        var path = activated("threshold", Map.of("grenze", "800", "hinweis", "Uferweg <gesperrt> bei {wert}."));
        var now = Instant.now();
        measured(now, 810);
        await(() -> clerk.get("/arbeitsplatz/hinweise").html().text().contains("Uferweg <gesperrt> bei 810 cm."));
        var own = clerk.get("/arbeitsplatz/hinweise").html();
        assertThat(own.text()).contains("Jemand anderes muss den Hinweis freigeben");
        var action = own.select("form[action^=/arbeitsplatz/hinweise/]").attr("action");
        assertThat(send(action, Map.of("aktion", "freigeben")).text()).contains("Das geht nicht mehr");
        assertThat(shown()).doesNotContain("Uferweg");

        var lead = COUNTY.staff(TOWN, Role.LEAD);
        assertThat(lead.follow(COUNTY.staff("angelburg", Role.LEAD).post(action, Map.of("aktion", "freigeben")))
                        .text())
                .doesNotContain("Der Hinweis ist veröffentlicht");
        assertThat(lead.follow(lead.post(action, Map.of("aktion", "freigeben"))).text())
                .contains("Der Hinweis ist veröffentlicht");
        await(() -> shown().contains("Uferweg <gesperrt> bei 810 cm."));
        var station = "/%s/daten/%d".formatted(TOWN, gauge.id());
        assertThat(COUNTY.visitor()
                        .get(station)
                        .html()
                        .select(".kern-alert--danger")
                        .text())
                .isEqualTo("Uferweg <gesperrt> bei 810 cm.");
        measured(now.plusMillis(1), 120);
        await(() -> !shown().contains("Uferweg"));
        pause(path);
    }

    private static String shown() {
        return COUNTY.visitor().get("/%s/daten".formatted(TOWN)).html().text();
    }

    @Test
    void whoDoesNotAnswerIsFollowedByTheNextPerson() {
        var path = activated("threshold", Map.of("grenze", "900"));
        measured(Instant.now(), 910);
        await(() -> !asked("910").isEmpty());
        var first = asked("910").getFirst();
        COUNTY.owner()
                .sql("update measures.duty_task set due = now() - interval '1 minute' where id = :id")
                .param("id", first.id())
                .update();
        COUNTY.bean(Tenancy.class).run(TOWN, () -> COUNTY.bean(DutyTasks.class).escalate());
        // the server may be at it already, and nobody waits for it
        await(() -> asked("910").getFirst().step() == 1);
        var then = asked("910").getFirst();
        assertThat(then.assignee()).isNotEqualTo(first.assignee());
        assertThat(then.until()).isNull();
        pause(path);
        clerk.post("/arbeitsplatz/bereitschaft/" + first.id(), Map.of("aktion", "uebernehmen"));
    }

    private static List<DutyTask> asked(String value) {
        return COUNTY
                .bean(Tenancy.class)
                .as(TOWN, () -> COUNTY.bean(DutyTasks.class).list(100))
                .stream()
                .filter(it -> it.state() == DutyTask.State.OPEN && it.text().contains(value))
                .toList();
    }

    @Test
    void fullContainersMakeARound() {
        var path = activated("threshold", Map.of("grenze", "1000", "runde", "true"));
        assertThat(clerk.get(path + "/runde").text()).contains("Gerade ist nichts anzufahren");
        measured(Instant.now(), 1001);
        await(() -> !firings(path).isEmpty());
        var round = clerk.get(path + "/runde").html();
        assertThat(round.select("tbody tr")).hasSize(1);
        assertThat(round.select("tbody a").attr("href")).isEqualTo("geo:50.80000,8.60000");
        assertThat(COUNTY.staff("angelburg", Role.CLERK).get(path + "/runde").status())
                .isEqualTo(404);
        pause(path);
    }
}
