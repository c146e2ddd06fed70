package org.allmende.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.allmende.DemoCounty;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.sensing.Actuators;
import org.allmende.sensing.Devices;
import org.allmende.sensing.Tasks;
import org.allmende.sensing.sta.Part;
import org.allmende.sensing.sta.Request;
import org.allmende.sensing.sta.SensorThings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SwitchPagesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "steffenberg";
    private static final String PATH = "/arbeitsplatz/schalten";

    private static long lamp;

    @BeforeAll
    static void install() {
        var token = COUNTY.bean(Tenancy.class)
                .as(TOWN, () -> COUNTY.bean(Devices.class).add("Mast <b>7</b>"));
        var device = COUNTY.bean(Devices.class).find(token).orElseThrow();
        var made = COUNTY.bean(SensorThings.class)
                .answer(new Request(
                        "POST",
                        "v1.1",
                        "Things",
                        Map.of(),
                        """
                        {"name": "Leuchte <i>Ǎčş</i>", "description": "Am Mast",
                         "TaskingCapabilities": [{"name": "Schalten", "description": "Schaltet",
                           "taskingParameters": {"type": "DataRecord", "field": [
                             {"name": "licht", "type": "Category", "constraint": {"value": ["an", "<aus>"]}}]},
                           "Actuator": {"name": "R", "description": "R", "encodingType": "text/plain", "metadata": "-"}}]}
                        """.getBytes(StandardCharsets.UTF_8),
                        "application/json",
                        device,
                        Part.TASKING));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        long thing = Long.parseLong(String.valueOf(made.location()).replaceAll(".*\\(|\\)", ""));
        lamp = COUNTY.bean(Tenancy.class)
                .as(
                        TOWN,
                        () -> COUNTY.bean(Actuators.class).list().stream()
                                .filter(it -> it.thing() == thing)
                                .findFirst()
                                .orElseThrow()
                                .id());
    }

    private static int tasks() {
        return COUNTY.bean(Tenancy.class)
                .as(TOWN, () -> COUNTY.bean(Tasks.class).list(lamp, 200))
                .size();
    }

    @Test
    void aClerkSwitchesAndTheLogSaysSo() {
        var clerk = COUNTY.staff(TOWN, Role.CLERK);
        assertThat(clerk.get(PATH).html().text())
                .contains("Leuchte <i>Ǎčş</i>", "Mast <b>7</b>", "Noch nie geschaltet");
        var page = clerk.follow(clerk.post(PATH, Map.of("wahl", lamp + ":<aus>")));
        assertThat(page.html().text()).contains("licht <aus>", "Gerät nicht verbunden", "unterwegs");
        assertThat(COUNTY.owner()
                        .sql(
                                "select count(*) from platform.audit_entry where tenant = :tenant and action = 'actuator.switched'")
                        .param("tenant", TOWN)
                        .query(Integer.class)
                        .single())
                .isPositive();
        for (int i = tasks(); i < 100; i++) {
            clerk.post(PATH, Map.of("wahl", lamp + ":an"));
        }
        assertThat(clerk.post(PATH, Map.of("wahl", lamp + ":an")).html().text()).contains("Zu viele Aufträge");
        assertThat(tasks()).isEqualTo(100);
    }

    @Test
    void anotherTownSwitchesAndSeesNothing() {
        var stranger = COUNTY.staff("angelburg", Role.LEAD);
        int before = tasks();
        assertThat(stranger.get(PATH).html().text()).doesNotContain("Ǎčş");
        for (var key : new String[] {lamp + ":an", "", "x", "999999999999999999999:an", lamp + ":bunt"}) {
            assertThat(stranger.post(PATH, Map.of("wahl", key)).status()).isEqualTo(404);
        }
        assertThat(tasks()).isEqualTo(before);
    }
}
