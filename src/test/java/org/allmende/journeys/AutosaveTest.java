package org.allmende.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.allmende.Browser;
import org.allmende.Browser.Look;
import org.allmende.DemoCounty;
import org.allmende.Tab;
import org.junit.jupiter.api.Test;

/** What is being typed is there again, whatever happens to the page. */
class AutosaveTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final Pattern SAVED = Pattern.compile("Zuletzt gespeichert um \\d\\d:\\d\\d Uhr");

    @Test
    void textThatWasNeverSentIsThereOnAnotherDevice() {
        String code;
        try (var tab = open(Look.DESKTOP)) {
            var page = tab.page();
            toNames(page);
            code = code(page);
            page.waitForResponse(
                    answer -> answer.url().endsWith("/merken"),
                    () -> page.getByLabel("Vornamen").fill("Rosalinde Ma"));
            assertThat(page.getByRole(AriaRole.STATUS)
                            .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(SAVED)))
                    .isVisible();
            assertThat(tab.takeProblems()).isEmpty();
        }
        try (var phone = open(Look.PHONE)) {
            phone.go("/weimar/antrag");
            phone.page().locator("input[name=code]").last().fill(code);
            press(phone.page(), "Weitermachen");
            assertThat(phone.page().getByLabel("Vornamen")).hasValue("Rosalinde Ma");
            assertThat(phone.page().locator("[role=alert]")).hasCount(0);
        }
    }

    @Test
    void leavingThePageByAnyLinkLosesNothing() {
        try (var tab = open(Look.DESKTOP)) {
            var page = tab.page();
            toNames(page);
            page.getByLabel("Vornamen").fill("Łucja");
            var form = page.url();
            page.locator(".brand").click();
            page.waitForCondition(() -> unfinished(form).contains("Łucja"));
            page.navigate(form);

            assertThat(page.getByLabel("Vornamen")).hasValue("Łucja");
        }
    }

    @Test
    void whatIsTypedBeforeTheScriptHasComeIsKeptToo() {
        try (var tab = open(Look.PHONE)) {
            var page = tab.page();
            toNames(page);
            var held = new ArrayList<Route>();
            page.route("**/assets/app-*.js", held::add);
            page.reload(new Page.ReloadOptions().setWaitUntil(WaitUntilState.COMMIT));
            page.getByLabel("Vornamen").fill("Ottilie");
            page.waitForCondition(() -> !held.isEmpty());
            held.forEach(Route::resume);

            page.waitForCondition(() -> unfinished(page.url()).contains("Ottilie"));
        }
    }

    @Test
    void sendingWhileItIsBeingKeptSendsTheLastWord() {
        try (var tab = open(Look.DESKTOP)) {
            var page = tab.page();
            var held = new ArrayList<Route>();
            // before anything is loaded: a route that comes while a page does is not heeded
            page.route("**/erste_person/merken", held::add);
            toNames(page);
            page.getByLabel("Vornamen").fill("Ros");
            page.waitForCondition(() -> !held.isEmpty());
            page.getByLabel("Vornamen").fill("Rosalinde");
            page.getByLabel("Familienname nach").fill("Weiß");
            page.unroute("**/erste_person/merken");
            held.forEach(Route::resume);
            press(page, "Weiter");

            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .hasText("Die andere Person");
            page.goBack();
            page.reload();
            assertThat(page.getByLabel("Vornamen")).hasValue("Rosalinde");
        }
    }

    @Test
    void backAndTheOtherLanguageKeepWhatWasTypedWithoutAScript() {
        try (var tab = open(Look.PHONE.withoutScripts())) {
            var page = tab.page();
            toNames(page);
            page.getByLabel("Vornamen").fill("Łucja");
            press(page, "Zurück");
            assertThat(page.getByLabel("Tag", new Page.GetByLabelOptions().setExact(true)))
                    .hasValue("4");
            press(page, "Weiter");
            assertThat(page.getByLabel("Vornamen")).hasValue("Łucja");

            page.getByLabel("Vornamen").fill("Łucja Maria");
            press(page, "English");
            assertThat(page.getByLabel("Given names")).hasValue("Łucja Maria");
        }
    }

    private static Tab open(Look look) {
        return Browser.open(COUNTY, COUNTY.visitor(), look);
    }

    /** To the page that asks for somebody's names. */
    private static void toNames(Page page) {
        page.navigate(COUNTY.url("/weimar/leistungen/eheurkunde"));
        page.locator("main").getByRole(AriaRole.BUTTON).first().click();
        page.getByLabel("Stadt oder Gemeinde der Trauung").selectOption("weimar");
        press(page, "Weiter");
        page.getByLabel("Tag", new Page.GetByLabelOptions().setExact(true)).fill("4");
        page.getByLabel("Monat").fill("5");
        page.getByLabel("Jahr").fill("2019");
        press(page, "Weiter");
        page.getByLabel("Vornamen").waitFor();
    }

    /** What is kept of a draft, by the address of one of its pages. */
    private static String unfinished(String form) {
        return COUNTY.owner()
                .sql("select unfinished from cases.draft where id = :id::uuid")
                .param("id", form.split("/")[5])
                .query(String.class)
                .single();
    }

    private static String code(Page page) {
        var form = page.url();
        page.navigate(form.substring(0, form.lastIndexOf('/')) + "/speichern");
        var code = page.locator(".codebox b").innerText();
        page.navigate(form);
        return code;
    }

    private static void press(Page page, String label) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(label).setExact(true))
                .first()
                .click();
    }
}
