package org.allmende.walkers;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.LoadState;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.allmende.Browser;
import org.allmende.Browser.Look;
import org.allmende.DemoCounty;
import org.allmende.Visitor;
import org.junit.jupiter.api.Test;

/** What a citizen's phone loads when it comes for the first time: page, styles, scripts, fonts and pictures as they go over the wire. */
class WeightTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final long MOST = 100 * 1024;

    @Test
    void thePortalIsLight() {
        assertThat(bytes(COUNTY.visitor(), "/gladenbach/")).isBetween(1L, MOST);
    }

    @Test
    void aServiceIsLight() {
        assertThat(bytes(COUNTY.visitor(), "/gladenbach/leistungen/eheurkunde")).isBetween(1L, MOST);
    }

    @Test
    void aQuestionOfAFormIsLight() {
        var citizen = COUNTY.visitor();
        var begun = citizen.post("/gladenbach/leistungen/eheurkunde/beginnen", Map.of());
        var question = citizen.follow(begun).address().getPath();
        assertThat(bytes(citizen, question)).isBetween(1L, MOST);
    }

    private static long bytes(Visitor visitor, String path) {
        try (var tab = Browser.open(COUNTY, visitor, Look.PHONE)) {
            var bytes = new AtomicLong();
            var network = tab.page().context().newCDPSession(tab.page());
            network.on(
                    "Network.loadingFinished",
                    event -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
            network.send("Network.enable");
            tab.go(path).page().waitForLoadState(LoadState.NETWORKIDLE);
            assertThat(tab.takeProblems()).isEmpty();
            return bytes.get();
        }
    }
}
