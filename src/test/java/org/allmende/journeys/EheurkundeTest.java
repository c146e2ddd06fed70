package org.allmende.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.allmende.Browser;
import org.allmende.Browser.Look;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Tab;
import org.allmende.demo.DemoAccounts;
import org.allmende.platform.login.Role;
import org.junit.jupiter.api.Test;

/** From a phone without scripts to the Standesamt and back: what the whole house is for. */
class EheurkundeTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String APPLICANT = "Rosalinde Öhrström-Weiß";
    private static final String QUESTION = "Unter welchem Namen haben Sie damals geheiratet?";
    private static final String ANSWER = "Damals hieß ich Weiß.";
    private static final FilePayload IDENTITY_CARD = new FilePayload("ausweis.png", "image/png", Citizen.picture());

    /** What follows an application or a decision is done a moment later. */
    private static final Page.WaitForConditionOptions PATIENCE = new Page.WaitForConditionOptions().setTimeout(60_000);

    /** What a citizen writes down: with both they come back. */
    private record Slip(String number, String code) {}

    @Test
    void aCitizenAppliesAnswersAndReadsTheSealedNotice() throws IOException {
        try (var clerk = clerk()) {
            Slip slip;
            try (var phone = phone()) {
                slip = apply(phone.page());
            }
            var desk = findAtTheDesk(clerk, slip);
            otherTownsDoNotSeeIt(desk);
            ask(clerk.page());
            try (var otherPhone = phone()) {
                var citizen = otherPhone.page();
                open(otherPhone, slip);
                answer(citizen);
                decide(clerk, desk);
                var notice = download(citizen);
                theSealHolds(citizen, notice);
                oneOtherByteBreaksIt(citizen, notice);
                sendByPost(clerk, desk);
                open(otherPhone, slip);
                assertThat(citizen.locator("main")).containsText("Die Sendung ist in der Post");
            }
        }
    }

    private static Tab phone() {
        return Browser.open(COUNTY, COUNTY.visitor(), Look.PHONE.withoutScripts());
    }

    private static Tab clerk() {
        var tab = Browser.open(COUNTY, COUNTY.visitor(), Look.DESKTOP).go("/anmelden");
        tab.page().getByLabel("Benutzername oder E-Mail").fill("standesamt.gladenbach");
        tab.page().getByLabel("Passwort").fill(DemoAccounts.PASSWORD);
        press(tab.page(), "Anmelden");
        assertThat(heading(tab.page())).hasText("Posteingang");
        return tab;
    }

    private static Slip apply(Page page) {
        page.navigate(COUNTY.url("/gladenbach/leistungen/eheurkunde"));
        page.locator("main").getByRole(AriaRole.BUTTON).first().click();
        page.getByLabel("Stadt oder Gemeinde der Trauung").selectOption("gladenbach");
        next(page);
        date(page, "4", "5", "2019");
        next(page);
        page.getByLabel("Vornamen").fill("Rosalinde");
        page.getByLabel("Familienname nach").fill("Öhrström-Weiß");
        next(page);
        page.getByLabel("Vornamen").fill("Łukasz");
        page.getByLabel("Familienname nach").fill("Öhrström-Weiß");
        next(page);
        next(page);
        choose(page, "Ich bin eine der beiden Personen");
        next(page);
        choose(page, "Eheurkunde");
        page.getByLabel("Wie viele Exemplare?").fill("2");
        next(page);
        choose(page, "Für meine Unterlagen");
        next(page);
        page.getByLabel("Vornamen").fill("Rosalinde");
        page.getByLabel("Familienname").fill("Öhrström-Weiß");
        date(page, "28", "2", "1990");
        next(page);
        page.getByLabel("Straße").fill("Marktplatz");
        page.getByLabel("Hausnummer").fill("5");
        page.getByLabel("Postleitzahl").fill("35075");
        page.getByLabel("Ort", new Page.GetByLabelOptions().setExact(true)).fill("Gladenbach");
        next(page);
        page.getByLabel("E-Mail-Adresse").fill("rosalinde@buerger.example");
        next(page);
        page.locator("input[type=file]").setInputFiles(IDENTITY_CARD);
        next(page);
        choose(
                page,
                "Ich bin einverstanden, dass der Bescheid hier zum Herunterladen bereitsteht, statt mit der Post zu kommen.");
        next(page);
        assertThat(heading(page)).hasText("Stimmt alles?");
        assertThat(page.locator("main")).containsText("ausweis.png");
        press(page, "Verbindlich absenden");
        assertThat(heading(page)).hasText("Ihr Antrag ist bei uns");
        var codes = page.locator(".codebox b").allInnerTexts();
        return new Slip(codes.getFirst(), codes.getLast());
    }

    /** Gives the address of the case at the desk. */
    private static String findAtTheDesk(Tab clerk, Slip slip) {
        var page = clerk.page();
        page.waitForCondition(
                () -> clerk.go("/arbeitsplatz?q=" + slip.number())
                                .page()
                                .locator("table.list tbody tr")
                                .count()
                        == 1,
                PATIENCE);
        page.locator("table.list tbody a").click();
        assertThat(heading(page)).containsText(APPLICANT);
        assertThat(page.locator("main")).containsText("ausweis.png");
        press(page, "Übernehmen");
        assertThat(page.locator("main")).containsText("Miriam Kern (Sie)");
        return URI.create(page.url()).getPath();
    }

    private static void otherTownsDoNotSeeIt(String desk) {
        var stranger = COUNTY.staff("biedenkopf", Role.CLERK, Role.LEAD);
        assertThat(stranger.get(desk).status()).isEqualTo(404);
        assertThat(stranger.get("/arbeitsplatz").text()).doesNotContain(APPLICANT);
    }

    private static void ask(Page page) {
        choose(page, "Rückfrage");
        page.getByLabel("Text", new Page.GetByLabelOptions().setExact(true)).fill(QUESTION);
        press(page, "Eintragen");
        assertThat(heading(page)).containsText("Rückfrage offen");
    }

    private static void open(Tab phone, Slip slip) {
        var page = phone.go("/gladenbach/antrag").page();
        page.getByLabel("Vorgangsnummer").fill(slip.number());
        page.getByLabel("Code").first().fill(slip.code());
        press(page, "Antrag ansehen");
        assertThat(page.locator("main")).containsText(slip.number());
    }

    private static void answer(Page page) {
        assertThat(page.locator("main")).containsText(QUESTION);
        page.getByLabel("Ihre Antwort").fill(ANSWER);
        page.locator("input[type=file]").setInputFiles(IDENTITY_CARD);
        press(page, "Antwort absenden");
        assertThat(page.locator("#nachrichten + .talk")).containsText(ANSWER);
        assertThat(page.getByLabel("Ihre Antwort")).hasCount(0);
    }

    private static void decide(Tab clerk, String desk) {
        var page = clerk.go(desk).page();
        assertThat(heading(page)).containsText("Antwort eingegangen");
        assertThat(page.locator("main")).containsText(ANSWER);
        choose(page, "Urkunde ausstellen");
        press(page, "Bescheid erstellen und siegeln");
        page.waitForCondition(() -> heading(clerk.go(desk).page()).innerText().contains("Bescheid bereit"), PATIENCE);
    }

    private static byte[] download(Page page) throws IOException {
        page.reload();
        assertThat(page.locator(".ready")).containsText("Ihr Bescheid ist da");
        Download download = page.waitForDownload(
                () -> page.locator(".ready").getByRole(AriaRole.LINK).click());
        assertThat(download.suggestedFilename()).matches("bescheid-GLA-.{4}-.{4}\\.pdf");
        return Files.readAllBytes(download.path());
    }

    private static void theSealHolds(Page page, byte[] notice) {
        var verdict = check(page, notice);
        assertThat(verdict).containsText("Ja, diese Datei ist echt");
        assertThat(verdict).containsText("Demonstration Allmende – kein amtliches Siegel");
        assertThat(verdict).containsText("Stadt Gladenbach, Standesamt");
    }

    private static void oneOtherByteBreaksIt(Page page, byte[] notice) {
        var forged = notice.clone();
        forged[forged.length / 2] ^= 1;
        assertThat(check(page, forged)).containsText(Pattern.compile("verändert worden|beschädigt oder gefälscht"));
    }

    private static Locator check(Page page, byte[] pdf) {
        page.navigate(COUNTY.url("/pruefen"));
        page.locator("input[type=file]").setInputFiles(new FilePayload("bescheid.pdf", "application/pdf", pdf));
        press(page, "Prüfen");
        return page.locator(".verdict");
    }

    private static void sendByPost(Tab clerk, String desk) {
        var page = clerk.go(desk).page();
        press(page, "Sendung ist in der Post");
        assertThat(heading(page)).containsText("Erledigt");
    }

    private static Locator heading(Page page) {
        return page.locator("main h1");
    }

    private static void next(Page page) {
        press(page, "Weiter");
        assertThat(page.locator("[role=alert]")).hasCount(0);
    }

    private static void choose(Page page, String answer) {
        page.locator("main form")
                .getByText(answer, new Locator.GetByTextOptions().setExact(true))
                .click();
    }

    private static void press(Page page, String button) {
        page.locator("main")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    private static void date(Page page, String day, String month, String year) {
        page.getByLabel("Tag", new Page.GetByLabelOptions().setExact(true)).fill(day);
        page.getByLabel("Monat", new Page.GetByLabelOptions().setExact(true)).fill(month);
        page.getByLabel("Jahr", new Page.GetByLabelOptions().setExact(true)).fill(year);
    }
}
