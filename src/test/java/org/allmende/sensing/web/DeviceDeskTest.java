package org.allmende.sensing.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.allmende.DemoCounty;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.sensing.Devices;
import org.junit.jupiter.api.Test;

class DeviceDeskTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "breidenbach";
    private static final String PATH = "/arbeitsplatz/geraete";

    @Test
    void anAdministratorGivesATokenOnceAndTakesItBack() {
        var staff = COUNTY.staff(TENANT, Role.ADMIN);
        var made = staff.post(PATH, Map.of("name", " Brücke Ölmühle <b> ", "schalten", "true"));
        var token = made.html().select("code.key").text();
        var devices = COUNTY.bean(Devices.class);
        var holder = devices.find(token).orElseThrow();
        assertThat(holder.tenant()).isEqualTo(TENANT);
        assertThat(Devices.nameOf(holder)).isEqualTo("Brücke Ölmühle <b>");
        assertThat(COUNTY.bean(Tenancy.class).as(TENANT, () -> devices.maySwitch(holder.id())))
                .isTrue();
        assertThat(staff.get(PATH).html().text())
                .contains("Brücke Ölmühle <b>", "messen und schalten")
                .doesNotContain(token);
        assertThat(staff.post(PATH, Map.of("name", "Brücke Ölmühle <b>")).text())
                .contains("Diesen Namen hat schon ein anderes Gerät");
        assertThat(staff.post(PATH, Map.of("name", " ")).text()).contains("Geben Sie einen Namen");

        staff.post(PATH + "/" + holder.id() + "/schalten", Map.of("an", "false"));
        assertThat(COUNTY.bean(Tenancy.class).as(TENANT, () -> devices.maySwitch(holder.id())))
                .isFalse();
        var stranger = COUNTY.staff("angelburg", Role.ADMIN);
        assertThat(stranger.post(PATH + "/" + holder.id() + "/entfernen", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(stranger.post(PATH + "/" + holder.id() + "/schalten", Map.of("an", "true"))
                        .status())
                .isEqualTo(404);
        assertThat(staff.post(PATH + "/" + holder.id() + "/entfernen", Map.of()).location())
                .contains("erledigt=entfernt");
        assertThat(devices.find(token)).isEmpty();
        assertThat(COUNTY.bean(Tenancy.class)
                        .as(TENANT, () -> COUNTY.bean(Audit.class).listAbout("Brücke Ölmühle <b>")))
                .extracting(it -> it.action() + " " + it.details())
                .containsExactly(
                        "sensing.device-added {switch=true}",
                        "sensing.device-changed {switch=false}",
                        "sensing.device-removed {}");
    }
}
