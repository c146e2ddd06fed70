package org.allmende.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import org.allmende.Browser;
import org.allmende.Browser.Look;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Tab;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.allmende.services.Adoption;
import org.allmende.services.Adoptions;
import org.allmende.services.Land;
import org.allmende.services.Services;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Kompetenzcenter puts a second opinion into a process, without a developer; cases that run already do not notice. */
class SecondOpinionTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "bad-endbach";
    private static final String PROCESS = "/arbeitsplatz/prozesse/eheurkunde";
    private static final Page.WaitForConditionOptions PATIENCE = new Page.WaitForConditionOptions().setTimeout(60_000);

    private final Adoption before =
            COUNTY.bean(Adoptions.class).find(TOWN, "eheurkunde").orElseThrow();

    /** Other tests ask for the Eheurkunde in this town, too. */
    @AfterEach
    void adoptWhatThereWas() {
        var services = COUNTY.bean(Services.class);
        var pack = services.get(TOWN, "eheurkunde", before.version().toString()).pack();
        COUNTY.bean(Adoptions.class).adopt(TOWN, pack, Land.HE, before.parameters());
        services.reload();
    }

    @Test
    void aProcessIsChangedTriedPublishedAndOnlyNewCasesFollowIt() {
        var clerk = COUNTY.staff(TOWN, Role.CLERK);
        var old = send("3");
        waitForProcess(old);
        try (var tab = Browser.open(COUNTY, COUNTY.staff("marburg-biedenkopf", Role.COMPETENCE_CENTER), Look.DESKTOP)) {
            insertInTheList(tab);
            describeInTheDrawing(tab);
            tryAndPublish(tab);
        }
        var many = send("3");
        waitForProcess(many);
        var few = send("1");
        waitForProcess(few);

        var followsNew = clerk.get(many).html();
        assertThat(followsNew.select("ol.process").text()).contains("Zweite Meinung");
        assertThat(followsNew.select("form[action$=/entscheiden]")).isEmpty();
        clerk.post(many + "/aufgabe", Map.of("task", "pruefen"));
        var atOpinion = clerk.get(many).html();
        assertThat(atOpinion.select("li[aria-current=step]").text()).startsWith("Zweite Meinung");
        assertThat(atOpinion.select("p.hint").text()).contains("Eine Kollegin sieht sich die Sache noch einmal an.");
        assertThat(clerk.post(many + "/aufgabe", Map.of("task", "aufgabe_zweite_meinung"))
                        .status())
                .as("the step is the lead's")
                .isEqualTo(403);
        var lead = COUNTY.staff(TOWN, Role.LEAD);
        lead.post(many + "/aufgabe", Map.of("task", "aufgabe_zweite_meinung"));
        decide(clerk, many);

        clerk.post(few + "/aufgabe", Map.of("task", "pruefen"));
        assertThat(clerk.get(few).html().select("li[aria-current=step]").text())
                .as("one copy needs no second opinion")
                .isNotEmpty()
                .doesNotContain("Zweite Meinung");
        decide(clerk, few);

        var followsOld = clerk.get(old).html();
        assertThat(followsOld.select("ol.process").text()).doesNotContain("Zweite Meinung");
        decide(clerk, old);
        assertThat(COUNTY.owner()
                        .sql(
                                "select distinct version from cases.case where id::text = any (string_to_array(:ids, ','))")
                        .param("ids", id(old) + "," + id(many))
                        .query(String.class)
                        .list())
                .hasSize(2)
                .contains("1.0.0");
    }

    /** With the keyboard alone this works as well: every control is a field or a button. */
    private static void insertInTheList(Tab tab) {
        var page = tab.go(PROCESS + "/liste").page();
        assertThat(page.locator("main h1")).hasText("Ablauf: Eheurkunde");
        var fresh = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Schritt hinzufügen"));
        fresh.getByLabel("Name").fill("Zweite Meinung");
        fresh.getByLabel("Wo?").selectOption("alles_da");
        fresh.getByLabel("Nur wenn").fill("wunsch.exemplare > zwei");
        press(page, "Hinzufügen");
        assertThat(page.locator("#schritt-aufgabe_zweite_meinung")).isVisible();
        press(page, "Speichern und prüfen");
        assertThat(page.locator("main")).containsText("zwei");
        page.getByLabel("Bedingung für „Zweite Meinung“").fill("wunsch.exemplare > 2");
        press(page, "Speichern und prüfen");
        assertThat(page.locator("main")).containsText("Der Ablauf ist vollständig");
    }

    private static void describeInTheDrawing(Tab tab) {
        var page = tab.go(PROCESS).page();
        var step = page.locator("[data-element-id=aufgabe_zweite_meinung]").first();
        assertThat(step).isVisible();
        assertThat(page.locator(".bjs-powered-by")).isVisible();
        step.click();
        assertThat(page.locator("#feld-name")).hasValue("Zweite Meinung");
        page.locator("#feld-name").fill("");
        page.locator("#feld-name").blur();
        press(page, "Prüfen");
        assertThat(page.locator("[data-findings]")).containsText("hat keinen Namen");
        assertThat(page.locator("[data-element-id=aufgabe_zweite_meinung].modeler-wrong"))
                .hasCount(1);
        page.locator("#feld-name").fill("Zweite Meinung");
        page.locator("#feld-name").blur();
        page.locator("label[for=feld-leitung]").click();
        page.locator("#feld-text").fill("Eine Kollegin sieht sich die Sache noch einmal an.");
        page.locator("#feld-text").blur();
        press(page, "Prüfen");
        assertThat(page.locator("[data-findings]")).containsText("Der Ablauf ist vollständig");
        assertThat(tab.takeProblems()).as("the strict content policy holds").isEmpty();
        press(page, "Speichern und ausprobieren");
        assertThat(page.locator("main .kern-alert--danger")).hasCount(0);
        assertThat(page.locator("nav.views [aria-current=page]")).hasText("Proben und Veröffentlichen");
    }

    private static void tryAndPublish(Tab tab) {
        var page = tab.page();
        assertThat(page.locator("tbody tr").first()).containsText("unverändert");
        assertThat(page.locator("tbody")).containsText("→ Zweite Meinung →");
        var box = page.locator("input[name=wo]");
        for (int town = 0; town < box.count(); town++) {
            if (!TOWN.equals(box.nth(town).getAttribute("value"))) {
                page.locator("label[for='" + box.nth(town).getAttribute("id") + "']")
                        .click();
            }
        }
        press(page, "Jetzt veröffentlichen");
        assertThat(page.locator("main")).containsText(Pattern.compile("Version 1\\.\\d+\\.0 ist veröffentlicht"));
    }

    private static void decide(Visitor clerk, String desk) {
        // the newest version may have steps of its own before the decision
        for (var page = clerk.get(desk).html();
                page.select("form[action$=/entscheiden]").isEmpty();
                page = clerk.get(desk).html()) {
            var task = page.selectFirst("form[action$=/aufgabe] [name=task]");
            assertThat(task).as(page.select("main").text()).isNotNull();
            clerk.post(desk + "/aufgabe", Map.of("task", task.val()));
        }
        var answer = clerk.post(desk + "/entscheiden", Map.of("outcome", "bewilligt"));
        assertThat(answer.location()).contains("erledigt=decided");
    }

    /** The desk's address of a new case. */
    private static String send(String copies) {
        var sent = new Citizen(COUNTY.visitor())
                .answering("ort", TOWN)
                .answering("exemplare", copies)
                .send(TOWN, "eheurkunde");
        var number = sent.address().getPath().replaceFirst(".*/vorgang/([^/]+)/.*", "$1");
        return "/arbeitsplatz/vorgaenge/"
                + COUNTY.owner()
                        .sql("select id from cases.case where number = :number")
                        .param("number", number)
                        .query(String.class)
                        .single();
    }

    private static String id(String desk) {
        return desk.substring(desk.lastIndexOf('/') + 1);
    }

    private static void waitForProcess(String desk) {
        try (var tab = Browser.open(COUNTY, COUNTY.staff(TOWN, Role.CLERK), Look.DESKTOP)) {
            tab.page()
                    .waitForCondition(
                            () -> tab.go(desk).page().locator("svg.bp").count() == 1, PATIENCE);
        }
    }

    private static void press(Page page, String button) {
        page.locator("main")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }
}
