package org.allmende.walkers;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.allmende.Browser;
import org.allmende.Browser.Look;
import org.allmende.DemoCounty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Takes pictures of all pages, for people to look at: {@code ./allmende shot DIR}. */
@Tag("long")
class Screenshots {

    private static final DemoCounty COUNTY = DemoCounty.county();

    /** A picture of a whole page shows what nobody has scrolled to. */
    private static final String EAGER =
            "() => document.querySelectorAll('[loading=lazy]').forEach(one => { one.loading = 'eager' })";

    /** Not when the network is still: a work list listens as long as it is open. */
    private static final String LOADED =
            "() => document.fonts.status === 'loaded' && [...document.images].every(one => one.complete)";

    private record Shot(String suffix, Look look) {}

    private static final List<Shot> SHOTS = List.of(
            new Shot("desktop", Look.DESKTOP),
            new Shot("phone", Look.PHONE),
            new Shot("dark", Look.DESKTOP.inTheDark()));

    @Test
    void everyPageOnDesktopAndPhoneAndInTheDark() throws IOException {
        var folder = Files.createDirectories(Path.of(System.getProperty("shots", "target/shots")));
        int number = 0;
        for (var visit : Visit.listPages(COUNTY, "gladenbach")) {
            try (var tab = Browser.open(COUNTY, visit.visitor(), Look.DESKTOP)) {
                tab.go(visit.path()).page().evaluate(EAGER);
                tab.page().waitForFunction(LOADED);
                number++;
                for (var shot : SHOTS) {
                    tab.as(shot.look());
                    tab.page()
                            .screenshot(new Page.ScreenshotOptions()
                                    .setPath(folder.resolve(
                                            "%02d-%s-%s.png".formatted(number, name(visit), shot.suffix())))
                                    .setFullPage(true));
                }
            }
        }
    }

    /** The address without what changes from run to run. */
    private static String name(Visit visit) {
        var name = visit.path()
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id")
                .replaceAll("[A-Z]{3,4}-[0-9A-Z]{4}-[0-9A-Z]{4}", "nummer")
                .replaceAll("[\\w-]{43}", "link")
                .replaceAll("[^A-Za-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return name.isEmpty() ? "region" : name;
    }
}
