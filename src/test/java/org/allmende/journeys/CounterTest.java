package org.allmende.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.allmende.journeys.Walk.heading;
import static org.allmende.journeys.Walk.press;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.allmende.Answer;
import org.allmende.Browser;
import org.allmende.Browser.Look;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Form;
import org.allmende.Tab;
import org.allmende.Visitor;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Somebody moves to Steffenberg and comes to the counter without a phone. */
class CounterTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    /** What the man says, by input; what is not asked is not filled in. */
    private static final Map<String, String> ANSWERS = Map.ofEntries(
            Map.entry("ort", "steffenberg"),
            Map.entry("datum.day", "2"),
            Map.entry("datum.month", "11"),
            Map.entry("datum.year", "2026"),
            Map.entry("anschrift.street", "Zum Wartberg"),
            Map.entry("anschrift.number", "3 ½"),
            Map.entry("anschrift.postcode", "35239"),
            Map.entry("anschrift.city", "Steffenberg"),
            Map.entry("art", "einzige|miete|ausweis"),
            Map.entry("woher", "deutschland"),
            Map.entry("behalten", "no"),
            Map.entry("name", "Małgorzata Weiß"),
            Map.entry("da", "fehlt"),
            Map.entry("vornamen", "Änne Zoë"),
            Map.entry("familienname", "Übelacker"),
            Map.entry("geburtsdatum.day", "12"),
            Map.entry("geburtsdatum.month", "5"),
            Map.entry("geburtsdatum.year", "1979"),
            Map.entry("geburtsort", "Łódź"),
            Map.entry("geschlecht", "weiblich"),
            Map.entry("staat", "deutsch"),
            Map.entry("familienstand", "ledig"),
            Map.entry("religion", "rk"),
            Map.entry("nummer", "L01X00T47"),
            Map.entry("gueltig_bis.day", "1"),
            Map.entry("gueltig_bis.month", "5"),
            Map.entry("gueltig_bis.year", "2031"),
            Map.entry("familie", "no"));

    private static final String COUNTER = "/arbeitsplatz/schalter";

    @Test
    void aResidenceIsRegisteredAtTheCounterAndDecidedAtOnce() {
        var clerk = COUNTY.staff("steffenberg", Role.CLERK).copy();
        try (var desk = Browser.open(COUNTY, clerk, Look.DESKTOP)) {
            var page = desk.go(COUNTER + "?q=wohnsitz").page();
            page.locator("button[value=wohnsitz-anmeldung]").click();
            Walk.fillIn(page, ANSWERS);
            assertThat(heading(page)).hasText("Stimmt alles?");

            theCitizenReadsItWithoutSeeingTheOffice(desk);
            press(page, "Für die Person absenden");
            assertThat(page.locator("[role=alert]")).containsText("Sagen Sie, wie die Person zugestimmt hat.");
            choose(page, "Sie hat alles am Bildschirm gelesen und bestätigt");
            press(page, "Für die Person absenden");
            assertThat(page.locator("[role=alert]")).containsText("muss Ihnen der Ausweis vorliegen");
            choose(page, "Der Ausweis hat mir vorgelegen");
            press(page, "Für die Person absenden");

            assertThat(heading(page)).hasText("Wohnung anmelden für Änne Zoë Übelacker ist aufgenommen");
            var slip = page.locator("code.key").allInnerTexts();
            theReceiptCarriesTheCode(desk, slip);

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Zum Vorgang"))
                    .click();
            assertThat(page.locator("main")).containsText("am Schalter aufgenommen, Angaben am Bildschirm gelesen");
            assertThat(page.locator("main")).containsText("Probe probe-clerk.steffenberg (Sie)");
            assertThat(page.locator("main")).not().containsText("Identität noch nicht geprüft");
            page.waitForLoadState();
            while (page.locator("button[name=task]").count() > 0) {
                page.locator("button[name=task]").first().click();
                page.waitForLoadState();
            }
            Walk.check(page, "outcome", "angemeldet");
            press(page, "Bescheid erstellen und siegeln");
            assertThat(page.locator("main")).containsText("Entschieden.");

            theCitizenFollowsItAtHome(slip);
            assertThat(desk.takeProblems()).isEmpty();
        }
    }

    private static void theCitizenReadsItWithoutSeeingTheOffice(Tab desk) {
        var page = desk.page();
        page.getByText("Auf dem Bildschirm zeigen").click();
        assertThat(page.locator("main")).containsText("Zum Wartberg");
        assertThat(page.locator("nav.side")).hasCount(0);
        page.getByText("Zurück zur Aufnahme").click();
        assertThat(heading(page)).hasText("Stimmt alles?");
    }

    private static void theReceiptCarriesTheCode(Tab desk, List<String> slip) {
        var href = desk.page()
                .getByText("Quittung drucken")
                .locator("xpath=ancestor::a")
                .getAttribute("href");
        var pdf = desk.page().request().get(COUNTY.url(href)).body();
        assertThat(text(pdf)).contains(slip.getFirst()).contains(slip.getLast()).contains("Übelacker");
        assertThat(pdf.length).isGreaterThan(10_000);
    }

    private static String text(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static void theCitizenFollowsItAtHome(List<String> slip) {
        var home = COUNTY.visitor();
        var status = home.follow(
                home.post("/steffenberg/antrag/oeffnen", Map.of("nummer", slip.getFirst(), "code", slip.getLast())));
        assertThat(status.text()).contains("Am Schalter aufgenommen");
        var path = status.address().getPath();
        var notice = home.get(path + "/bescheid.pdf");
        for (int patience = 0; patience < 150 && notice.status() != 200; patience++) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            notice = home.get(path + "/bescheid.pdf");
        }
        assertThat(notice.status()).isEqualTo(200);
        assertThat(text(notice.body())).contains("Zum Wartberg");
    }

    @Test
    void anotherClerkSeesNothingOfIt() {
        var clerk = COUNTY.staff("angelburg", Role.CLERK).copy();
        var base = begun(clerk);
        var colleague = COUNTY.staff("angelburg", Role.CLERK, Role.LEAD).copy();
        var stranger = COUNTY.staff("biedenkopf", Role.CLERK).copy();
        var id = base.substring(base.lastIndexOf('/') + 1);
        for (var other : List.of(colleague, stranger)) {
            assertThat(other.get(base + "/pruefen").status()).isEqualTo(404);
            assertThat(other.post(COUNTER + "/weiter", Map.of("id", id)).status())
                    .isEqualTo(404);
            assertThat(other.post(COUNTER + "/verwerfen", Map.of("id", id)).status())
                    .isEqualTo(404);
            assertThat(other.get(base + "/pruefen/angaben.pdf").status()).isEqualTo(404);
            assertThat(other.get(COUNTER).text()).doesNotContain("Vogelsang");
        }
        assertThat(clerk.get(COUNTER).text()).contains("Vogelsang");
    }

    @Test
    void whatIsBegunGoesOnAtAnotherDeskAndIsGoneWhenItIsDiscarded() {
        var clerk = COUNTY.staff("angelburg", Role.CLERK).copy();
        var base = begun(clerk);
        var id = base.substring(base.lastIndexOf('/') + 1);
        var otherDesk = COUNTY.loggedIn("probe-clerk.angelburg", DemoCounty.PASSWORD);
        assertThat(otherDesk.get(base + "/pruefen").location()).endsWith(COUNTER);
        otherDesk.post(COUNTER + "/weiter", Map.of("id", id));
        assertThat(otherDesk.get(base + "/pruefen").text()).contains("Vogelsang");
        assertThat(clerk.get(base + "/pruefen").location())
                .as("the first desk, which has the old key")
                .endsWith(COUNTER);

        otherDesk.post(COUNTER + "/verwerfen", Map.of("id", id));

        assertThat(COUNTY.owner()
                        .sql("select count(*) from cases.draft where id = :id::uuid")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whatHasChangedSinceThePersonReadItIsNotSent() {
        var clerk = COUNTY.staff("angelburg", Role.CLERK).copy();
        var base = begun(clerk);
        var form = sendForm(clerk.get(base + "/pruefen"));
        var person = Form.listOf(clerk.get(base + "/person").html()).stream()
                .filter(one -> one.path().endsWith("/person"))
                .findFirst()
                .orElseThrow();
        clerk.post(person.with("vornamen", "Jemand anderes").with("geburtsdatum.year", "1990"));

        var answer = clerk.post(form);

        assertThat(answer.text()).contains("Die Angaben haben sich inzwischen geändert");
        assertThat(clerk.post(sendForm(answer).with("zustimmung", "ON_PAPER")).location())
                .endsWith("/absenden");
        assertThat(clerk.post(form).location())
                .as("sending again leads to what was sent")
                .endsWith("/absenden");
    }

    @Test
    void whoTookItDownIsInTheAuditLogAndTheCaseIsTheirs() {
        var clerk = COUNTY.staff("angelburg", Role.CLERK).copy();
        var base = begun(clerk);
        clerk.post(sendForm(clerk.get(base + "/pruefen")));
        var id = clerk.get(base + "/absenden")
                .html()
                .select("a[href^=/arbeitsplatz/vorgaenge/]")
                .attr("href")
                .replaceFirst(".*/", "");
        assertThat(COUNTY.bean(Tenancy.class)
                        .as("angelburg", () -> COUNTY.bean(Audit.class).listAbout(id)))
                .anySatisfy(entry -> {
                    assertThat(entry.action()).isEqualTo("case.taken-at-counter");
                    assertThat(entry.actor()).contains("probe-clerk.angelburg");
                });
        assertThat(clerk.get("/arbeitsplatz?ansicht=mine&q=Vogelsang").html().select("tbody tr"))
                .isNotEmpty();
    }

    /** An Eheurkunde at the counter in Angelburg with all answers; gives its path. */
    private static String begun(Visitor clerk) {
        return new Citizen(clerk)
                .answering("ort", "angelburg")
                .answering("familienname", "Vogelsang")
                .fillInAt(COUNTER, "eheurkunde")
                .address()
                .getPath()
                .replace("/pruefen", "");
    }

    private static Form sendForm(Answer check) {
        return Form.listOf(check.html()).stream()
                .filter(form -> form.path().endsWith("/absenden"))
                .findFirst()
                .orElseThrow()
                .with("zustimmung", "ON_SCREEN");
    }

    private static void choose(Page page, String answer) {
        page.locator("main form")
                .getByText(answer, new Locator.GetByTextOptions().setExact(true))
                .click();
    }
}
