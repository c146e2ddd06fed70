package org.allmende.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import org.allmende.Browser;
import org.allmende.Browser.Look;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Tab;
import org.allmende.platform.login.Role;
import org.junit.jupiter.api.Test;

/** A card that is refused: heard before, decided by two people, and objected to. */
class WaffenbesitzkarteTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String OFFICE = "marburg-biedenkopf";
    private static final String GROUNDS = "Das Register nennt eine Verurteilung aus dem Jahr 2024.";
    private static final String STATEMENT = "Das Urteil ist aufgehoben worden.";
    private static final String OBJECTION = "Ich lege das Urteil der zweiten Instanz vor.";

    /** What follows an application or a decision is done a moment later. */
    private static final Page.WaitForConditionOptions PATIENCE = new Page.WaitForConditionOptions().setTimeout(60_000);

    /** What a citizen writes down. */
    private record Slip(String number, String code) {}

    @Test
    void aRefusalComesAfterAHearingAndByTwoPeopleAndCanBeObjectedTo() {
        var slip = apply();
        try (var clerk = Browser.open(COUNTY, COUNTY.staff(OFFICE, Role.CLERK), Look.DESKTOP);
                var second = Browser.open(COUNTY, COUNTY.staff(OFFICE, Role.LEAD), Look.DESKTOP);
                var phone = Browser.open(COUNTY, COUNTY.visitor(), Look.PHONE.withoutScripts())) {
            var desk = takeAndAskTheRegisters(clerk, slip);
            hear(clerk.page());
            open(phone, slip);
            state(phone.page());
            propose(clerk.go(desk).page());
            confirm(second.go(desk).page());
            var objection = object(phone, slip);
            handOn(clerk, desk, objection);
            phone.page()
                    .waitForCondition(
                            () -> main(phone.go(status(slip)))
                                    .innerText()
                                    .contains("Über Ihren Widerspruch ist entschieden"),
                            PATIENCE);
            assertThat(clerk.takeProblems()).isEmpty();
            assertThat(second.takeProblems()).isEmpty();
        }
    }

    /** Page by page, as a browser without scripts does. */
    private static Slip apply() {
        var sent = new Citizen(COUNTY.visitor())
                .answering("art", "erbe")
                .answering("vornamen", "Kevin")
                .answering("familienname", "Łang-Übelacker")
                .send("steffenberg", "waffenbesitzkarte");
        var codes = sent.html().select(".codebox b").eachText();
        return new Slip(codes.getFirst(), codes.getLast());
    }

    private static String takeAndAskTheRegisters(Tab clerk, Slip slip) {
        var page = clerk.page();
        page.waitForCondition(
                () -> clerk.go("/arbeitsplatz?q=" + slip.number())
                                .page()
                                .locator("table.list tbody tr")
                                .count()
                        == 1,
                PATIENCE);
        page.locator("table.list tbody a").click();
        page.getByText("Alle Fristen und woraus sie folgen").click();
        assertThat(page.locator(".clocks")).containsText("3 Monate nach Eingang am");
        assertThat(page.locator(".clocks")).containsText("§ 75 Satz 2 VwGO");
        for (int task = 0; task < 4; task++) {
            page.locator("form[action$='/aufgabe'] button").first().click();
        }
        assertThat(page.locator("#entscheiden")).isVisible();
        return URI.create(page.url()).getPath();
    }

    private static void hear(Page page) {
        page.locator("#anhoeren").click();
        page.getByLabel("Aus welchen Gründen?").fill(GROUNDS);
        press(page, "Anhören");
        assertThat(heading(page)).containsText("Anhörung läuft");
        assertThat(page.locator("#entscheiden")).hasCount(0);
    }

    private static void open(Tab phone, Slip slip) {
        var page = phone.go("/steffenberg/antrag").page();
        page.getByLabel("Vorgangsnummer").fill(slip.number());
        page.getByLabel("Code").first().fill(slip.code());
        press(page, "Antrag ansehen");
        assertThat(page.locator("main")).containsText(slip.number());
    }

    private static void state(Page page) {
        assertThat(page.locator(".turn")).containsText("Wir wollen Ihren Antrag ablehnen");
        assertThat(page.locator(".turn")).containsText(GROUNDS);
        page.getByLabel("Das sage ich dazu").fill(STATEMENT);
        press(page, "Antwort absenden");
        assertThat(page.locator("#nachrichten + .talk")).containsText(STATEMENT);
        assertThat(page.locator(".turn")).hasCount(0);
    }

    private static void propose(Page page) {
        assertThat(page.locator("main")).containsText(STATEMENT);
        choose(page, "Ablehnen");
        page.getByLabel("Begründung").fill(GROUNDS);
        press(page, "Bescheid erstellen und siegeln");
        assertThat(heading(page)).containsText("Zu bestätigen");
        assertThat(page.locator("main")).containsText("Bestätigen muss jemand anderes aus Ihrem Amt.");
        assertThat(button(page, "Bestätigen")).hasCount(0);
    }

    private static void confirm(Page page) {
        press(page, "Bestätigen");
        assertThat(page.locator("main")).containsText("hat als zweite Person bestätigt");
    }

    private static String object(Tab phone, Slip slip) {
        var page = phone.page();
        page.waitForCondition(
                () -> phone.go(status(slip)).page().locator(".ready").count() == 1, PATIENCE);
        page.getByText("Sie sind nicht einverstanden?").click();
        assertThat(main(phone)).containsText("Widerspruch einlegen");
        page.getByLabel("Warum sind Sie nicht einverstanden?").fill(OBJECTION);
        press(page, "Widerspruch einlegen");
        assertThat(heading(page)).containsText("Widerspruch");
        return URI.create(page.url()).getPath();
    }

    private static void handOn(Tab clerk, String desk, String objection) {
        var page = clerk.go(desk).page();
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(objection.substring(objection.lastIndexOf('/') + 1)))
                .click();
        assertThat(main(clerk)).containsText("Fristgerecht");
        assertThat(main(clerk)).containsText(OBJECTION);
        page.waitForCondition(() -> page.locator("#entscheiden").count() == 1 || reloaded(page), PATIENCE);
        choose(page, "Nicht abhelfen und abgeben");
        page.getByLabel("Begründung").fill("Das Urteil ist noch nicht rechtskräftig.");
        press(page, "Bescheid erstellen und siegeln");
    }

    private static void choose(Page page, String decision) {
        page.locator("form[action$='/entscheiden']")
                .getByText(decision, new Locator.GetByTextOptions().setExact(true))
                .click();
    }

    private static boolean reloaded(Page page) {
        page.reload();
        return false;
    }

    private static String status(Slip slip) {
        return "/steffenberg/vorgang/" + slip.number();
    }

    private static Locator main(Tab tab) {
        return tab.page().locator("main");
    }

    private static Locator heading(Page page) {
        return page.locator("main h1");
    }

    private static Locator button(Page page, String name) {
        return page.locator("main")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void press(Page page, String name) {
        button(page, name).first().click();
    }
}
