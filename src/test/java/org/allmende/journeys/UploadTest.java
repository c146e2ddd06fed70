package org.allmende.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.allmende.Browser;
import org.allmende.Browser.Look;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A photo is uploaded from a train. */
class UploadTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    @TempDir
    private Path folder;

    private Visitor citizen;
    private String step;
    private Path photo;

    @BeforeEach
    void fillIn() throws IOException {
        citizen = COUNTY.visitor();
        var check =
                new Citizen(citizen).fillIn("angelburg", "eheurkunde").address().getPath();
        step = check.replace("/pruefen", "/vollmacht");
        photo = Files.write(folder.resolve("Größe.png"), Citizen.picture(800));
    }

    @Test
    void itGoesOnByItselfWhenTheConnectionIsBack() {
        try (var tab = Browser.open(COUNTY, citizen, Look.PHONE)) {
            var page = tab.go(step).page();
            var offsets = cutAtThirdPart(page);
            choose(page);

            assertThat(page.locator(".upload")).containsText("Keine Verbindung");
            assertThat(page.locator(".upload progress")).isVisible();
            page.context().setOffline(false);

            assertThat(files(page)).hasText(new String[] {"probe.png", "Größe.png"});
            assertThat(page.locator(".upload")).hasCount(0);
            assertThat(page.getByText("Hochgeladen: Größe.png")).hasCount(1);
            assertThat(offsets).doesNotHaveDuplicates().hasSizeGreaterThan(3);
        }
    }

    @Test
    void itGoesOnWhenThePageWasClosedAndTheSameFileIsChosenAgain() {
        try (var tab = Browser.open(COUNTY, citizen, Look.DESKTOP)) {
            var page = tab.go(step).page();
            cutAtThirdPart(page);
            choose(page);
            assertThat(page.locator(".upload")).containsText("Keine Verbindung");
        }
        try (var tab = Browser.open(COUNTY, citizen, Look.DESKTOP)) {
            var page = tab.go(step).page();
            var first = page.waitForRequest(request -> request.method().equals("PATCH"), () -> choose(page));

            assertThat(first.headerValue("upload-offset")).isEqualTo(String.valueOf(2 * 256 * 1024));
            assertThat(files(page)).hasText(new String[] {"probe.png", "Größe.png"});
            assertThat(tab.takeProblems()).isEmpty();
        }
    }

    @Test
    void whoeverSendsThePageMeanwhileGoesOnWhenTheFileIsThere() {
        try (var tab = Browser.open(COUNTY, citizen, Look.DESKTOP)) {
            var page = tab.go(step).page();
            choose(page);
            press(page, "Weiter");
            page.waitForURL(url -> !url.endsWith("/vollmacht"));

            assertThat(files(tab.go(step).page())).hasText(new String[] {"probe.png", "Größe.png"});
        }
    }

    @Test
    void aFileThatIsNoneIsRefusedInPlainWordsAndCancelledByKeyboard() throws IOException {
        photo = Files.writeString(folder.resolve("Brief.png"), "Sehr geehrte Damen und Herren");
        try (var tab = Browser.open(COUNTY, citizen, Look.SMALL_PHONE)) {
            var page = tab.go(step).page();
            choose(page);
            assertThat(page.locator(".upload")).containsText("Möglich sind PDF, JPEG und PNG");

            page.locator(".upload button").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator(".upload")).hasCount(0);
            assertThat(page.locator("#datei")).isFocused();
            assertThat(files(page)).hasText(new String[] {"probe.png"});
        }
    }

    /** The first two parts arrive; with the third, the train is in the tunnel. */
    private static List<String> cutAtThirdPart(Page page) {
        var offsets = new ArrayList<String>();
        page.route("**/hochladen/**", route -> {
            if (route.request().method().equals("PATCH")) {
                if (offsets.size() == 2) {
                    page.context().setOffline(true);
                    page.unroute("**/hochladen/**");
                    page.onRequest(request -> {
                        if (request.method().equals("PATCH")) {
                            offsets.add(request.headerValue("upload-offset"));
                        }
                    });
                    route.abort("internetdisconnected");
                    return;
                }
                offsets.add(route.request().headerValue("upload-offset"));
            }
            route.resume();
        });
        return offsets;
    }

    private void choose(Page page) {
        page.locator("#datei").setInputFiles(photo);
    }

    private static com.microsoft.playwright.Locator files(Page page) {
        return page.locator("[data-files=datei] li strong");
    }

    private static void press(Page page, String label) {
        page.locator("main")
                .getByRole(
                        AriaRole.BUTTON,
                        new com.microsoft.playwright.Locator.GetByRoleOptions()
                                .setName(label)
                                .setExact(true))
                .first()
                .click();
    }
}
