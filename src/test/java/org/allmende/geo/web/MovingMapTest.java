package org.allmende.geo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.allmende.Browser;
import org.allmende.Browser.Look;
import org.allmende.DemoCounty;
import org.allmende.geo.Atlases;
import org.allmende.geo.Plan;
import org.allmende.geo.SamplePlan;
import org.allmende.geo.crs.Crs;
import org.junit.jupiter.api.Test;

/** The map that a browser draws itself from vector tiles. */
class MovingMapTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "steffenberg";

    /** How many pixels of the map have the colour of an area of a plan. */
    private static final String COLOURED = """
            fills => [...document.querySelectorAll(".livemap canvas")].reduce((sum, canvas) => {
                const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
                copy.drawImage(canvas, 0, 0);
                const pixels = copy.getImageData(0, 0, canvas.width, canvas.height).data;
                let count = 0;
                for (let i = 0; i < pixels.length; i += 4) {
                    const colour = "#" + [0, 1, 2].map(part => pixels[i + part].toString(16).padStart(2, "0")).join("");
                    if (fills.includes(colour)) count++;
                }
                return sum + count;
            }, 0)""";

    private static List<String> fills() {
        return Arrays.stream(org.allmende.geo.Look.values())
                .filter(look -> look != org.allmende.geo.Look.TOWN && look != org.allmende.geo.Look.SPOT)
                .map(org.allmende.geo.Look::fill)
                .toList();
    }

    /** The page, with its map at this plan. */
    private static void showAt(Plan plan, Route route) {
        var box = Crs.EPSG25832.to(
                Crs.CRS84,
                COUNTY.bean(Atlases.class)
                        .current()
                        .outlines(plan)
                        .getFirst()
                        .geometry()
                        .getEnvelopeInternal());
        var corners = String.format(
                Locale.ROOT, "%.5f,%.5f,%.5f,%.5f", box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
        var answer = route.fetch();
        route.fulfill(new Route.FulfillOptions()
                .setResponse(answer)
                .setBody(answer.text().replaceFirst("data-map=\"[^\"]*\"", "data-map=\"" + corners + "\"")));
    }

    private static void open(Page page, Plan plan, String query) {
        page.route("**/" + TOWN + "/karte" + query, route -> showAt(plan, route));
        page.navigate(COUNTY.url("/" + TOWN + "/karte" + query));
    }

    @Test
    void itShowsPlansFromTilesAndLeadsToWhatHoldsThere() {
        var plan = SamplePlan.of("Bewegt", 2).releasedBy(COUNTY, TOWN);
        try (var tab = Browser.open(COUNTY, COUNTY.visitor(), Look.DESKTOP)) {
            var page = tab.page();
            open(page, plan, "?grund=grenzen");
            page.waitForFunction("fills => (" + COLOURED + ")(fills) > 5000", fills());

            page.focus(".livemap");
            page.keyboard().press("Enter");
            page.waitForURL("**/karte/hier?**");
            assertThat(page.textContent("main")).contains("Probe Bewegt");

            open(page, plan, "?am=2001-01-01&grund=grenzen");
            page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
            assertThat(page.evaluate(COLOURED, fills()))
                    .as("before it was there")
                    .isEqualTo(0);
            page.click(".livemap");
            page.waitForURL("**/karte/hier?**&am=2001-01-01");
            assertThat(tab.takeProblems()).isEmpty();
        }
    }
}
