package org.allmende.sensing.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.DemoCounty;
import org.allmende.Gauge;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.sensing.Battery;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Described;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.ObservationRetention;
import org.allmende.sensing.ObservationRetention.Kept;
import org.allmende.sensing.Observations;
import org.allmende.sensing.Sensors;
import org.allmende.sensing.Unit;
import org.allmende.sensing.Visibility;
import org.allmende.sensing.editions.Editions;
import org.allmende.sensing.editions.Terms;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Where staff say who sees a datastream and how, what is odd in it, and how long it is kept. */
class SeriesPagesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "angelburg";
    private static final String PATH = "/arbeitsplatz/messreihen";

    /** 95 cm as a rule, and 395 cm an hour a day. */
    private static Datastream gauge(String name) {
        return Gauge.at(COUNTY, TENANT, name, Visibility.PUBLIC, hour -> hour % 24 == 3 ? 395 : 95);
    }

    private static Datastream now(Datastream it) {
        return COUNTY.bean(Datastreams.class).find(it.id()).orElseThrow();
    }

    private static String path(Datastream it) {
        return PATH + "/" + it.id();
    }

    private static Map<String, String> typed(String... pairs) {
        var all = new LinkedHashMap<String, String>();
        all.put("sicht", "public");
        for (int i = 0; i < pairs.length; i += 2) {
            all.put(pairs[i], pairs[i + 1]);
        }
        return all;
    }

    @Test
    void thePreviewSaysWhatWouldHaveBeenOddAndKeepsNothing() {
        var gauge = gauge("Pegel <Perf> Ǧ");
        var admin = COUNTY.staff(TENANT, Role.ADMIN);
        assertThat(admin.get(PATH).html().text()).contains("Pegel <Perf> Ǧ", "alle", "meldet");
        var shown = admin.post(path(gauge), typed("oben", "300", "sprung", "250,5"))
                .html()
                .select("#fund")
                .text();
        assertThat(shown).contains("unmöglich 30-mal").contains("Sprung").contains("395 cm");
        assertThat(admin.post(path(gauge), typed("oben", "400"))
                        .html()
                        .select("#fund")
                        .text())
                .contains("Nichts wäre auffällig");
        assertThat(now(gauge).limits().high()).as("as is usual for gauges").isEqualTo(2_000);
    }

    /** Another datastream of the gauge's thing. */
    private static void battery(Datastream gauge, String symbol, String properties, double charge) {
        int id = COUNTY.bean(Tenancy.class).as(TENANT, () -> {
            var property =
                    COUNTY.bean(Sensors.class).addProperty(new Described("Batterie", "Batterie"), Battery.PROPERTY);
            return COUNTY.bean(Datastreams.class)
                    .add(new Datastream.Draft(
                            gauge.thing(),
                            gauge.sensor(),
                            property,
                            new Described(
                                    "Batterie " + gauge.described().name(),
                                    "Ladung",
                                    JsonMapper.shared().readTree(properties)),
                            Datastream.MEASUREMENT,
                            new Unit(symbol, symbol, symbol),
                            null,
                            Visibility.TENANT));
        });
        COUNTY.bean(Observations.class).store(TENANT, List.of(NewObservation.of(id, Instant.now(), charge)));
    }

    @Test
    void aWeakBatteryIsNamedAndOfAnUnknownOneNothingIsSaid() {
        battery(gauge("Pegel Voll"), "%", "{}", 81.5);
        battery(gauge("Pegel Leer"), "%", "{}", 19);
        battery(gauge("Pegel Lithium"), "V", "{\"weak\": 3.4}", 3.345);
        battery(gauge("Pegel Blei"), "V", "{}", 3.345);
        gauge("Pegel Netz");
        var rows = COUNTY.staff(TENANT, Role.ADMIN).get(PATH).html().select("tbody tr");
        assertThat(rows.stream()
                        .filter(it -> it.select("th").text().matches("Pegel (Voll|Leer|Lithium|Blei|Netz) .*"))
                        .map(it -> it.select("th a").text() + ": "
                                + it.select("td:nth-child(4)").text()))
                .containsExactly(
                        "Pegel Blei: 3,34 V",
                        "Pegel Leer: 19 % schwach",
                        "Pegel Lithium: 3,34 V schwach",
                        "Pegel Netz: ",
                        "Pegel Voll: 81,5 %");
    }

    @Test
    void whatIsSavedHolds() {
        var gauge = gauge("Pegel Gansbach");
        var admin = COUNTY.staff(TENANT, Role.ADMIN);
        var saved = admin.post(
                path(gauge),
                typed(
                        "oben",
                        "300",
                        "luecke",
                        "1,5",
                        "verzug",
                        "24",
                        "schritt",
                        "hour",
                        "ort",
                        "2",
                        "einzeln",
                        "365",
                        "summen",
                        "730",
                        "aktion",
                        "speichern"));
        assertThat(saved.status()).isEqualTo(303);
        assertThat(now(gauge).limits().high()).isEqualTo(300);
        assertThat(now(gauge).limits().gapMicros()).isEqualTo(5_400_000_000L);
        assertThat(now(gauge).limits().low())
                .as("an empty field switches a check off")
                .isNaN();
        assertThat(now(gauge).visibility()).isEqualTo(Visibility.TENANT);
        var tenancy = COUNTY.bean(Tenancy.class);
        assertThat(tenancy.as(
                        TENANT, () -> COUNTY.bean(ObservationRetention.class).of(gauge.id())))
                .isEqualTo(new Kept(365, 730));
        var edition = tenancy.as(TENANT, () -> COUNTY.bean(Editions.class).find(gauge.id()))
                .orElseThrow();
        assertThat(edition.terms()).isEqualTo(new Terms(Duration.ofHours(24), Terms.Step.HOUR, 0, 2));
        assertThat(admin.get(PATH).html().text()).contains("alle, 24 Stunden später, nur Stundenmittel, Ort gerundet");
        assertThat(admin.get(path(gauge))
                        .html()
                        .select("[name=verzug] [selected]")
                        .val())
                .isEqualTo("24");
        admin.post(path(gauge), typed("sicht", "public", "aktion", "speichern"));
        assertThat(now(gauge).visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(COUNTY.bean(Datastreams.class).find(edition.target())).isEmpty();
    }

    @Test
    void whatCannotBeReadIsSaidAndNothingIsKept() {
        var gauge = gauge("Pegel Allendorf");
        var admin = COUNTY.staff(TENANT, Role.ADMIN);
        var page = admin.post(
                        path(gauge),
                        typed(
                                "oben",
                                "1e99<b>",
                                "unten",
                                "5",
                                "sprung",
                                "-3",
                                "luecke",
                                "NaN",
                                "einzeln",
                                "365",
                                "summen",
                                "30",
                                "aktion",
                                "speichern"))
                .html();
        for (var field : new String[] {"oben", "sprung", "luecke", "summen"}) {
            assertThat(page.select("#" + field + "-error")).as(field).isNotEmpty();
        }
        assertThat(now(gauge).limits().high()).isEqualTo(2_000);
        assertThat(COUNTY.staff("steffenberg", Role.ADMIN).get(path(gauge)).status())
                .isEqualTo(404);
        assertThat(COUNTY.staff("steffenberg", Role.ADMIN)
                        .post(path(gauge), typed("aktion", "speichern"))
                        .status())
                .isEqualTo(404);
        for (var none : new String[] {"/x", "/99999999", "/0", "/-1"}) {
            assertThat(admin.get(PATH + none).status()).as(none).isEqualTo(404);
        }
    }
}
