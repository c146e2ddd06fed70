package org.allmende.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.allmende.Browser;
import org.allmende.DemoCounty;
import org.allmende.Gauge;
import org.allmende.demo.Tour;
import org.allmende.measures.Definition;
import org.allmende.measures.DryRun;
import org.allmende.measures.Measure;
import org.allmende.measures.Rules;
import org.allmende.platform.database.Tenancy;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.Observations;
import org.allmende.sensing.Visibility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The depot's story on the tour: what is full becomes a list, a map and a sheet of paper. */
class CollectionRoundTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static String town;
    private static java.util.UUID rule;
    private static List<Datastream> containers;

    @BeforeAll
    static void placeContainers() {
        var duty = COUNTY.bean(Tour.class).duty();
        town = duty.substring(duty.indexOf('.') + 1);
        containers = Stream.of("Container Marktplatz", "Container Öhringer Weg", "Container Bahnhof")
                .map(name -> Gauge.at(COUNTY, town, name, Visibility.PUBLIC, hour -> 20))
                .toList();
        var wanted = new Definition(
                Definition.Kind.THRESHOLD,
                Map.of("name", "Sammelrunde", "richtung", "auf", "grenze", "75", "entwarnung", "40", "runde", "true"),
                containers.stream().map(Datastream::id).toList(),
                Map.of(),
                1,
                null,
                "wert >= 75",
                "not(wert >= 40)",
                List.of(new Measure.Round()));
        var rules = COUNTY.bean(Rules.class);
        var tenancy = COUNTY.bean(Tenancy.class);
        rule = tenancy.as(town, () -> rules.add("Sammelrunde", wanted, null));
        var now = COUNTY.bean(Clock.class).instant();
        var trial = COUNTY.bean(DryRun.class)
                .run(tenancy.as(town, () -> rules.find(rule)).orElseThrow(), now.minus(Duration.ofDays(3)), now);
        tenancy.run(town, () -> {
            rules.tried(rule, 1, trial);
            rules.activate(rule, 1);
        });
    }

    @AfterAll
    static void takeThemAway() {
        COUNTY.bean(Tenancy.class).run(town, () -> COUNTY.bean(Rules.class).pause(rule));
    }

    private static void measured(Datastream container, double value) {
        COUNTY.bean(Observations.class).store(town, List.of(NewObservation.of(container.id(), Instant.now(), value)));
    }

    private static void awaitStops(Page page, int stops) {
        for (int patience = 0; patience < 240 && page.locator("tbody tr").count() != stops; patience++) {
            page.waitForTimeout(250);
            page.reload();
        }
        assertThat(page.locator("tbody tr").count()).isEqualTo(stops);
    }

    @Test
    void fullContainersBecomeARoundThatCanBePrinted() {
        measured(containers.get(0), 92);
        measured(containers.get(2), 88);
        try (var tab = Browser.open(COUNTY, COUNTY.visitor(), Browser.Look.PHONE)) {
            var page = tab.go("/rundgang").page();
            Walk.press(page, "Die Sammelrunde ansehen");
            page.waitForURL("**/runde");
            awaitStops(page, 2);
            assertThat(page.locator("tbody").innerText())
                    .contains("Container Marktplatz", "92", "Container Bahnhof", "88")
                    .doesNotContain("Öhringer");
            assertThat(page.locator("svg.stations .dot").count()).isEqualTo(2);

            measured(containers.get(1), 80);
            awaitStops(page, 3);
            measured(containers.get(0), 5);
            awaitStops(page, 2);
            assertThat(page.locator("tbody").innerText()).contains("Öhringer").doesNotContain("Marktplatz");

            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator("svg.stations").isVisible()).isTrue();
            assertThat(page.locator("tbody tr").first().isVisible()).isTrue();
            assertThat(page.locator("nav:visible").count()).as("menus on paper").isZero();
            assertThat(tab.takeProblems()).isEmpty();
        }
    }
}
