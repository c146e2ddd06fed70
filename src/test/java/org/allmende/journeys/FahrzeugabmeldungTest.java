package org.allmende.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.allmende.journeys.Walk.heading;
import static org.allmende.journeys.Walk.press;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.allmende.Browser;
import org.allmende.Browser.Look;
import org.allmende.DemoCounty;
import org.allmende.Tab;
import org.allmende.platform.login.Role;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A car is taken off the road from the sofa: three codes, one click at the Zulassungsstelle, the confirmation. */
class FahrzeugabmeldungTest {

    private static final Logger LOG = LoggerFactory.getLogger(FahrzeugabmeldungTest.class);
    private static final DemoCounty COUNTY = DemoCounty.county();

    private static final Map<String, String> ANSWERS = Map.ofEntries(
            Map.entry("fahrzeug", "auto"),
            Map.entry("kennzeichen", "MR-AB 123"),
            Map.entry("fin", "WVWZZZ1KZ8W000001"),
            Map.entry("kennzeichenart", "ueblich"),
            Map.entry("schilder", "zwei"),
            Map.entry("da", "alles"),
            Map.entry("art", "codes|nein"),
            Map.entry("hinten", "a7K"),
            Map.entry("vorn", "3xQ"),
            Map.entry("schein", "9hT4mP2"),
            Map.entry("wunsch", "yes"),
            Map.entry("wer", "ich"),
            Map.entry("vornamen", "Zoë Marie"),
            Map.entry("familienname", "Yılmaz-Groß"),
            Map.entry("geburtsdatum.day", "30"),
            Map.entry("geburtsdatum.month", "6"),
            Map.entry("geburtsdatum.year", "1984"),
            Map.entry("anschrift.street", "Hauptstraße"),
            Map.entry("anschrift.number", "12"),
            Map.entry("anschrift.postcode", "35102"),
            Map.entry("anschrift.city", "Lohra"),
            Map.entry("email", "zoe@post.example"),
            Map.entry("elektronisch", "yes"));

    @Test
    void aCarIsDeregisteredFromTheFirstClickToTheConfirmation() {
        var clerk = COUNTY.staff(COUNTY.lead(), Role.CLERK).copy();
        try (var phone = Browser.open(COUNTY, COUNTY.visitor(), Look.PHONE);
                var desk = Browser.open(COUNTY, clerk, Look.DESKTOP).go("/arbeitsplatz")) {
            var begun = Instant.now();
            var page = phone.go("/angelburg/leistungen/fahrzeugabmeldung").page();
            page.locator("main form[action$='/beginnen'] button").first().click();
            Walk.fillIn(page, ANSWERS);
            assertThat(page.locator("main")).containsText("Summe, zahlbar nach dem Bescheid");
            press(page, "Verbindlich absenden");
            assertThat(heading(page)).hasText("Ihr Antrag ist bei uns");
            var slip = page.locator(".codebox b").allInnerTexts();

            decideInOneStep(desk, slip.getFirst());

            page.getByText("Stand des Antrags ansehen").click();
            page.waitForCondition(
                    () -> {
                        page.reload();
                        return page.locator(".ready").count() == 1;
                    },
                    new Page.WaitForConditionOptions().setTimeout(60_000));
            assertThat(phone.takeProblems()).isEmpty();
            var notice = page.waitForDownload(
                    () -> page.locator(".ready a[href$='.pdf']").click());
            assertThat(notice.suggestedFilename()).startsWith("bescheid-MBI");
            LOG.info(
                    "Fahrzeugabmeldung, from the first click to the confirmation: {} s",
                    Duration.between(begun, Instant.now()).toMillis() / 1000.0);
        }
    }

    /** The clerk reads the case and presses one button; the letter is made and the case closed without them. */
    private static void decideInOneStep(Tab desk, String number) {
        var page = desk.go("/arbeitsplatz?q=" + number).page();
        page.locator("table.list tbody a").click();
        Walk.check(page, "outcome", "abgemeldet");
        press(page, "Bescheid erstellen und siegeln");
        assertThat(page.locator("main")).containsText("Entschieden.");
    }
}
