package org.allmende.geo.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.StreamSupport;
import org.allmende.Browser;
import org.allmende.Browser.Look;
import org.allmende.DemoCounty;
import org.allmende.geo.SamplePlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever types a place is told what may be meant. */
class SuggestionsTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String VIOLATIONS = """
            () => axe.run(document, {resultTypes: ['violations'], preload: false}).then(found => found.violations.map(
                violation => violation.id + ' ' + violation.nodes.map(node => node.target)))""";

    private static JsonNode ask(String path) {
        var answer = COUNTY.visitor().get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        return new JsonMapper().readTree(answer.text());
    }

    private static List<String> values(JsonNode found) {
        return StreamSupport.stream(found.get("suggestions").spliterator(), false)
                .map(one -> one.get("value").asString())
                .toList();
    }

    @Test
    void placesHousesAndPlansAreSuggestedAndFoundAgain() {
        SamplePlan.of("Vorschlagsweg").releasedBy(COUNTY, "steffenberg");
        var plans = ask("/karte/vorschlaege?q=Probe+Vorschlags");
        assertThat(values(plans)).containsExactly("Probe Vorschlagsweg");
        assertThat(plans.get("said").asString()).isEqualTo("Ein Vorschlag");
        assertThat(values(ask("/steffenberg/karte/vorschlaege?q=Probe+Vorschlags")))
                .hasSize(1);
        assertThat(values(ask("/angelburg/karte/vorschlaege?q=Probe+Vorschlags")))
                .isEmpty();

        assertThat(values(ask("/karte/vorschlaege?q=Gladenba"))).startsWith("Gladenbach");
        var houses = values(ask("/angelburg/karte/vorschlaege?q=angelburg+2a"));
        assertThat(houses).isNotEmpty().hasSizeLessThanOrEqualTo(8);
        for (var house : houses) {
            var page = COUNTY.visitor().get("/angelburg/karte?q=" + house.replace(' ', '+'));
            assertThat(page.html().select(".index li").text()).as(house).contains(house.replaceFirst(",.*", ""));
        }
        assertThat(values(ask("/karte/vorschlaege?q=35")))
                .as("all by their postal code")
                .hasSize(8);
        assertThat(values(ask("/karte/vorschlaege?q=s"))).as("too short").isEmpty();
        assertThat(values(ask("/karte/vorschlaege?q=" + "x".repeat(4000)))).isEmpty();
    }

    private static List<Look> looks() {
        return List.of(Look.DESKTOP, Look.SMALL_PHONE.inTheDark());
    }

    /** All at once: between letters that come slowly others would be suggested. */
    private static Locator type(Page page, String text) {
        var field = page.locator("input[name=q]");
        field.press("End");
        page.keyboard().insertText(text);
        page.locator("[role=option]").first().waitFor();
        return field;
    }

    @ParameterizedTest
    @MethodSource("looks")
    void theKeyboardChoosesOneAndNothingIsChosenForAnybody(Look look) {
        try (var tab = Browser.open(COUNTY, COUNTY.visitor(), look)) {
            var page = tab.go("/karte").page();
            var field = type(page, "Gladenba");
            var list = page.locator("[role=listbox]");
            int count = page.locator("[role=option]").count();
            assertThat(page.locator("form[data-suggest] [role=status]")).hasText(count + " Vorschläge");
            assertThat(field).hasAttribute("aria-expanded", "true");
            assertThat(field.getAttribute("aria-activedescendant")).isNull();
            page.evaluate(AxeBuilder.getAxeScript());
            field.press("ArrowUp");
            assertThat(page.locator("[role=option]").last()).hasAttribute("aria-selected", "true");
            field.press("ArrowDown");
            assertThat(field.getAttribute("aria-activedescendant"))
                    .as("back in the field")
                    .isNull();
            field.press("ArrowDown");
            var first = page.locator("[role=option]").first();
            assertThat(first).hasAttribute("aria-selected", "true");
            assertThat(field).hasAttribute("aria-activedescendant", first.getAttribute("id"));
            assertThat(field).hasValue("Gladenba");
            assertThat((List<?>) page.evaluate(VIOLATIONS)).isEmpty();
            assertThat(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                    .as("nothing scrolls sideways")
                    .isEqualTo(0);

            field.press("Escape");
            assertThat(list).isHidden();
            assertThat(field).hasValue("Gladenba");
            field.press("ArrowDown");
            assertThat(list).isVisible();
            field.press("Enter");
            page.waitForURL("**/karte?q=Gladenbach");
            assertThat(tab.takeProblems()).isEmpty();
        }
    }

    @Test
    void aClickChoosesAndWhoeverTypesOnSearchesForWhatIsTyped() {
        try (var tab = Browser.open(COUNTY, COUNTY.visitor(), Look.DESKTOP)) {
            var page = tab.go("/karte/hier?lat=50.77&lon=8.58").page();
            type(page, "Gladenba").press("Enter");
            page.waitForURL("**/karte?q=Gladenba");
            type(page, "ch");
            page.locator("[role=option]").first().click();
            page.waitForURL("**/karte?q=Gladenbach");
            assertThat(tab.takeProblems()).isEmpty();
        }
    }
}
