package org.allmende.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.allmende.Browser;
import org.allmende.Browser.Look;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Visitor;
import org.allmende.bench.ReadBack;
import org.allmende.platform.login.Role;
import org.junit.jupiter.api.Test;

/** The work list in a real browser: by keys alone, and while others work. */
class LiveDeskTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "breidenbach";

    private final Visitor clerk = COUNTY.staff(TENANT, Role.CLERK);
    private final Visitor lead = COUNTY.staff(TENANT, Role.LEAD);

    private static void send(String familyName) {
        new Citizen(COUNTY.visitor())
                .answering("ort", TENANT)
                .answering("familienname", familyName)
                .send(TENANT, "eheurkunde");
    }

    @Test
    void theListIsWorkedThroughByKeysWhichCanBeSwitchedOff() {
        send("Taste-Eins");
        send("Taste-Zwei");
        send("Taste-Drei");
        try (var tab = Browser.open(COUNTY, clerk, Look.DESKTOP)) {
            var page = tab.go("/arbeitsplatz?q=taste&folge=oldest").page();
            var keys = page.keyboard();
            keys.press("?");
            assertThat(page.getByRole(AriaRole.DIALOG)).containsText("nächster, voriger Vorgang");
            keys.press("Escape");
            assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
            keys.press("j");
            assertThat(page.locator("tr.here")).containsText("Taste-Eins");
            keys.press("x");
            keys.press("j");
            keys.press("j");
            keys.press("Shift+X");
            assertThat(page.locator("[data-count]")).hasText("3");
            keys.press("m");
            assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("3 Vorgänge gemeinsam");
            page.goBack();
            keys.press("j");
            keys.press("u");
            assertThat(page.locator(".toast")).containsText("1 Vorgang übernommen.");
            page.waitForLoadState();
            keys.press("z");
            assertThat(page.locator(".toast")).containsText("1 Vorgang ist wieder wie vorher.");
            page.waitForLoadState();
            keys.press("j");
            keys.press("Enter");
            assertThat(page.locator("h1")).containsText("Taste-Eins");
            page.waitForLoadState();
            keys.press("n");
            assertThat(page.locator("#text")).isFocused();
            page.locator("h1").click();
            keys.press("l");
            page.waitForURL("**/arbeitsplatz");

            keys.press("?");
            page.getByLabel("Tasten auf diesem Gerät ausschalten").check();
            keys.press("Escape");
            assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
            keys.press("j");
            assertThat(page.locator("tr.here")).hasCount(0);
            keys.press("/");
            assertThat(page.locator("#q")).not().isFocused();
            assertThat(tab.takeProblems()).isEmpty();
        }
    }

    @Test
    void whatOthersDoIsSaidPolitelyAndNothingMoves() {
        send("Rohrpost-Alt");
        new ReadBack(COUNTY.owner()).awaitFollowUps(Duration.ofMinutes(1));
        try (var tab = Browser.open(COUNTY, clerk, Look.DESKTOP)) {
            var page = tab.go("/arbeitsplatz?q=rohrpost").page();
            var place = page.locator("tbody tr").boundingBox();
            var id = page.locator("input[name=case]").getAttribute("value");

            lead.post("/arbeitsplatz/vorgaenge/" + id + "/uebernehmen", Map.of());
            assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("1 Vorgang ist neu oder geändert.");
            assertThat(page.locator("tr.changed")).hasCount(1);
            var after = page.locator("tbody tr").boundingBox();
            assertThat(after.y).as("nothing jumps").isEqualTo(place.y);
            assertThat(page.locator("tbody")).not().containsText("probe-lead");

            page.getByText("Neu laden").click();
            assertThat(page.locator("tbody")).containsText("probe-lead");
            assertThat(page.locator(".live")).isEmpty();
            assertThat(tab.takeProblems()).isEmpty();
        }
    }

    @Test
    void changesAreToldInTheirOwnTenantOnly() {
        send("Fremd-Neu");
        var stranger = COUNTY.staff("steffenberg", Role.CLERK);
        // the database announces it a moment after the commit
        var ids = "[]";
        for (int patience = 0; patience < 300 && ids.equals("[]"); patience++) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            ids = clerk.get("/arbeitsplatz/neues?seit=0").text();
        }
        assertThat(ids).startsWith("[\"");
        assertThat(stranger.get("/arbeitsplatz/neues?seit=0").text()).doesNotContain(ids.substring(2, 38));
    }
}
