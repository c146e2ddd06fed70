package org.allmende.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import org.allmende.Browser;
import org.allmende.Browser.Look;
import org.allmende.DemoCounty;
import org.junit.jupiter.api.Test;

/** A place is shown by clicking on a picture, without a script; and the Enter key goes on. */
class PlaceOnTheMapTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    @Test
    void aClickOnThePictureFillsInWhereItIs() {
        try (var tab = Browser.open(COUNTY, COUNTY.visitor(), Look.PHONE.withoutScripts())) {
            var page = tab.page();
            toTheMap(page);
            page.getByLabel("Wo ist das?").fill("Am Wehr");
            var picture = page.locator("input[type=image]");
            assertThat((int) picture.boundingBox().width).isEqualTo(288);
            assertThat(picture.evaluate("it => it.naturalWidth ?? 1")).isNotEqualTo(0);

            picture.click(at(144, 120));
            assertThat(page.getByLabel("Wo ist das?")).hasValue("Am Wehr");
            double lat = degrees(page, "Breite");
            double lon = degrees(page, "Länge");
            // the middle of the picture is the town, about fifty metres to a pixel
            assertThat(lat).isCloseTo(town().get("lat"), within(0.001));
            assertThat(lon).isCloseTo(town().get("lon"), within(0.001));

            picture.click(at(244, 120));
            assertThat(degrees(page, "Länge"))
                    .as("a hundred pixels of 12 m to the right")
                    .isCloseTo(lon + 0.0173, within(0.001));
            assertThat(degrees(page, "Breite")).isCloseTo(lat, within(0.0002));

            press(page, "Weiter weg");
            assertThat(page.locator("input[name$=ausschnitt]")).hasValue(Pattern.compile(".*,1750"));
            assertThat(degrees(page, "Breite")).isCloseTo(lat, within(0.0002));

            picture.press("Enter");
            assertThat(degrees(page, "Breite")).as("a key points nowhere").isCloseTo(lat, within(0.0002));
            page.getByLabel("Wo ist das?").press("Enter");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .hasText("Was wollen Sie fällen?");
            assertThat(tab.takeProblems()).isEmpty();
        }
    }

    private static void toTheMap(Page page) {
        page.navigate(COUNTY.url("/steffenberg/leistungen/baum-faellen"));
        page.locator("main").getByRole(AriaRole.BUTTON).first().click();
        page.getByLabel("Adresse oder Gemarkung").fill("Flur 3");
        page.getByText("Garten oder Hof").click();
        page.getByText("Nein", new Page.GetByTextOptions().setExact(true)).click();
        press(page, "Weiter");
    }

    private static Locator.ClickOptions at(double x, double y) {
        return new Locator.ClickOptions().setPosition(x, y);
    }

    private static double degrees(Page page, String label) {
        return Double.parseDouble(
                page.getByLabel("Geografische " + label).inputValue().replace(',', '.'));
    }

    private static Map<String, Double> town() {
        return COUNTY.owner()
                .sql("select lat, lon from region.tenant where slug = 'steffenberg'")
                .query((row, number) -> Map.of("lat", row.getDouble("lat"), "lon", row.getDouble("lon")))
                .single();
    }

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }
}
