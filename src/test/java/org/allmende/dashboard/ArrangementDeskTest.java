package org.allmende.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.DemoCounty;
import org.allmende.Gauge;
import org.allmende.Visitor;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.audit.AuditEntry;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Visibility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Staff say what values mean and in which order they stand; nobody sees it before it is published. */
class ArrangementDeskTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "breidenbach";
    private static final String DESK = "/arbeitsplatz/daten";

    private static Datastream gauge;
    private static Datastream foreign;

    private final Visitor admin = COUNTY.staff(TENANT, Role.ADMIN);
    private final Visitor centre = COUNTY.staff(COUNTY.lead(), Role.COMPETENCE_CENTER);

    @BeforeAll
    static void measure() {
        gauge = Gauge.at(COUNTY, TENANT, "Pegel Perf", Visibility.PUBLIC, hour -> 120);
        foreign = Gauge.at(COUNTY, "weimar", "Pegel Allna", Visibility.PUBLIC, hour -> 120);
    }

    private static String station(Datastream it) {
        return DESK + "/messstellen/" + it.id();
    }

    private static Map<String, String> level(String at, String name, String action) {
        var form = new HashMap<String, String>();
        form.put("wert0", at);
        form.put("richtung0", "ab");
        form.put("gewicht0", "DANGER");
        form.put("name0", name);
        form.put("bedeutung0", "Der Festplatz an der Perf ist gesperrt.");
        form.put("aktion", action);
        return form;
    }

    private static String shown() {
        COUNTY.bean(Stations.class).refresh();
        return COUNTY.visitor()
                .get("/%s/daten/%d".formatted(TENANT, gauge.id()))
                .text();
    }

    @Test
    void aThresholdIsPreviewedKeptPublishedAndTakenBack() {
        var preview = admin.post(station(gauge), level("110", "Čas <jetzt>", "ansehen"));
        assertThat(preview.html().select("#vorschau .tile").text()).contains("Čas <jetzt>");
        assertThat(preview.html().select("#vorschau").text()).contains("In den letzten zwölf Monaten wäre einmal");
        assertThat(admin.get(DESK).text()).doesNotContain("Entwurf verwerfen");

        assertThat(admin.post(station(gauge), level("110", "Čas <jetzt>", "speichern"))
                        .status())
                .isEqualTo(303);
        assertThat(admin.get(DESK).text()).contains("Entwurf verwerfen");
        assertThat(shown()).contains("Meldestufe 1").doesNotContain("Festplatz");

        admin.post(DESK, Map.of("aktion", "publizieren"));
        assertThat(shown()).contains("Festplatz").doesNotContain("Meldestufe 1");
        assertThat(COUNTY.bean(Tenancy.class)
                        .as(TENANT, () -> COUNTY.bean(Audit.class).listAbout(TENANT)))
                .extracting(AuditEntry::action)
                .contains("dashboard.published");

        var versions = COUNTY.bean(ArrangementDrafts.class).versions(TENANT);
        admin.post(
                DESK,
                Map.of(
                        "aktion",
                        "holen",
                        "was",
                        Integer.toString(versions.get(1).number())));
        assertThat(shown()).contains("Festplatz");
        admin.post(DESK, Map.of("aktion", "publizieren"));
        assertThat(shown()).contains("Meldestufe 1").doesNotContain("Festplatz");
    }

    @Test
    void whatCannotBeReadIsSaidAndChangesNothing() {
        var answer = admin.post(station(gauge), level("hoch", "", "speichern"));
        assertThat(answer.html().select(".errsum a").eachAttr("href")).containsExactly("#wert0", "#name0");
        for (var value : List.of("NaN", "Infinity", "1e300", "1".repeat(10_000))) {
            assertThat(admin.post(station(gauge), level(value, "x", "speichern"))
                            .html()
                            .select(".errsum"))
                    .as(value)
                    .isNotEmpty();
        }
        assertThat(shown()).contains("Meldestufe 1");
    }

    @Test
    void nobodyArrangesWhatIsNotTheirs() {
        assertThat(admin.get(station(foreign)).status()).isEqualTo(404);
        assertThat(admin.post(station(foreign), level("1", "x", "speichern")).status())
                .isEqualTo(404);
        assertThat(admin.get(DESK + "/faelle/pegel").status()).isEqualTo(403);
        admin.post(DESK, Map.of("aktion", "feld", "titel", "Eigenes Feld"));
        assertThat(admin.get(DESK).text()).doesNotContain("Eigenes Feld");
        assertThat(COUNTY.staff("weimar", Role.COMPETENCE_CENTER)
                        .get(DESK + "/faelle/pegel")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theLeadOrdersDescribesAndDiscards() {
        var before = centre.get(DESK).html().select("section h2[id^=feld-]").eachText();
        centre.post(DESK, Map.of("aktion", "runter", "was", "wasser"));
        centre.post(DESK, Map.of("aktion", "feld", "titel", "Lärm & Übermut"));
        assertThat(centre.get(DESK).html().select("section h2[id^=feld-]").eachText())
                .startsWith(before.get(1), before.get(0))
                .endsWith("Lärm & Übermut");

        var page = centre.get(DESK + "/faelle/pegel").html();
        var form = new HashMap<String, String>();
        page.select("form[hx-post] [name]").forEach(it -> form.put(it.attr("name"), it.val()));
        form.put("titel", "Wie hoch steht das Wasser?");
        form.put("aussage", "Ohne Zahl");
        form.put("aktion", "speichern");
        assertThat(centre.post(DESK + "/faelle/pegel", form)
                        .html()
                        .select(".errsum")
                        .text())
                .contains("{0}");
        form.put("aussage", "Es sind {0}.");
        form.put("feld", "laerm-ubermut");
        assertThat(centre.post(DESK + "/faelle/pegel", form).status()).isEqualTo(303);
        assertThat(centre.get(DESK).text()).contains("Wie hoch steht das Wasser?");
        assertThat(COUNTY.visitor().get("/daten").text()).doesNotContain("Wie hoch steht das Wasser?");

        centre.post(DESK, Map.of("aktion", "verwerfen"));
        assertThat(centre.get(DESK).html().select("section h2[id^=feld-]").eachText())
                .isEqualTo(before);
    }
}
