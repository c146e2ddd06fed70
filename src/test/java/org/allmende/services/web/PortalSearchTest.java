package org.allmende.services.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.allmende.DemoCounty;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody in Gladenbach looks for a service, in words of their own. */
class PortalSearchTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    @ParameterizedTest
    @ValueSource(strings = {"eheurkunde", "EHEURKÜNDE", "Trauschein heirat", "marriage", "hochzeits"})
    void aServiceIsFoundByWhatPeopleCallIt(String typed) {
        assertThat(firstThree("/gladenbach/", typed)).contains("/gladenbach/leistungen/eheurkunde");
        assertThat(firstThree("/", typed)).anyMatch(address -> address.endsWith("/leistungen/eheurkunde"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Trauschein xqzjwv", "xqzjwv", "%", "…"})
    void whoeverFindsNothingReadsWhatToDo(String typed) {
        for (var home : new String[] {"/gladenbach/", "/"}) {
            var found = search(home, typed).select("#leistungen");

            assertThat(found.text()).contains("Versuchen Sie ein kürzeres oder ein anderes Wort");
            assertThat(found.select("a").eachAttr("href")).contains(home + "#leistungen");
        }
    }

    private static List<String> firstThree(String home, String typed) {
        return search(home, typed).select(".svcs a").eachAttr("href").stream()
                .limit(3)
                .toList();
    }

    private static Document search(String home, String typed) {
        return COUNTY.visitor()
                .get(home + "?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                .html();
    }
}
