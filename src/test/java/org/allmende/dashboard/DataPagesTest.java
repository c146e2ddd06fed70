package org.allmende.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.allmende.DemoCounty;
import org.allmende.Gauge;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Visibility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DataPagesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final int PEAK = 200 * 24;
    private static final LocalDate PEAK_DAY =
            GermanDates.dayOf(Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(PEAK)));

    private static Datastream gauge;
    private static Datastream secret;

    /** 120 cm, and 200 days ago for some days up to 350. */
    private static double flood(double hour) {
        return 120 + 230 * Math.exp(-Math.pow((hour - PEAK) / 20, 2));
    }

    @BeforeAll
    static void measure() {
        secret = Gauge.at(COUNTY, "ebsdorfergrund", "Geheimer Pegel", Visibility.TENANT, hour -> 111);
        gauge = Gauge.at(COUNTY, "ebsdorfergrund", "Pegel Öhrchen <b>", Visibility.PUBLIC, DataPagesTest::flood);
    }

    private static String page(String query) {
        return "/ebsdorfergrund/daten/" + gauge.id() + query;
    }

    @Test
    void theOverviewSaysWhatAValueMeans() {
        var tile = COUNTY.visitor().get("/ebsdorfergrund/daten").html().select(".tile").stream()
                .filter(it -> it.text().contains("Öhrchen"))
                .findFirst()
                .orElseThrow();
        assertThat(tile.text()).contains("120", "cm", "Unter Meldestufe 1", "bleibt gleich");
    }

    @Test
    void aFieldIsFoldedUnderHowManyStationsItHas() {
        var field = COUNTY.visitor().get("/ebsdorfergrund/daten").html().selectFirst("details#wasser");
        assertThat(field).isNotNull();
        assertThat(field.select("> summary").text()).startsWith("Wasser").containsPattern("Messstellen?");
        assertThat(field.hasAttr("open")).as("few stations are shown at once").isTrue();
    }

    @Test
    void theStationSaysWhatIsMissingToTheNextStage() {
        assertThat(COUNTY.visitor().get(page("")).html().select(".lead").text())
                .contains("120 cm über dem Pegelnullpunkt", "Bis „Meldestufe 1“ fehlen 80 cm");
    }

    @Test
    void theWeekOfTheFloodIsToldInASentence() {
        var html = COUNTY.visitor()
                .get(page("?zeit=woche&bis=" + PEAK_DAY.plusDays(4)))
                .html();
        assertThat(html.select(".told").text())
                .startsWith("Der Wasserstand stieg am " + GermanDates.date(PEAK_DAY, "de"))
                .contains("auf 350 cm: Meldestufe 2.", "Am Ende", "„Meldestufe 1“ oder mehr dauerte zusammen");
        assertThat(html.select(".chart.wide .limit-name").eachText()).containsExactly("Meldestufe 1", "Meldestufe 2");
        assertThat(html.select("#verlauf table tbody tr")).hasSizeBetween(55, 57);
    }

    @Test
    void theFloodIsFoundAmongTheLastTwelveMonths() {
        var visitor = COUNTY.visitor();
        var past = visitor.get(page("")).html().selectFirst(".episodes a");
        assertThat(past).isNotNull();
        assertThat(visitor.get(past.attr("href").replace("#verlauf", ""))
                        .html()
                        .select(".told")
                        .text())
                .contains("350 cm");
    }

    @Test
    void chartTableAndFilesAreMadeOfTheSamePoints() {
        var visitor = COUNTY.visitor();
        var query = "?zeit=monat&bis=" + PEAK_DAY.plusDays(9);
        var html = visitor.get(page(query)).html();
        var csv = visitor.get(page("").concat("/werte.csv") + query);
        assertThat(csv.contentType()).startsWith("text/csv");
        var lines = csv.text().split("\r\n");
        assertThat(lines[0]).isEqualTo("start,count,low,mean,high,unit");
        assertThat(lines).hasSizeBetween(30 * 24, 30 * 24 + 3);
        assertThat(csv.text()).contains("350.0,\"cm\"");
        var geo = JsonMapper.shared()
                .readTree(visitor.get(page("/werte.geojson") + query).text());
        assertThat(geo.path("properties").path("values").size()).isEqualTo(lines.length - 1);
        assertThat(html.select("code.address").text()).endsWith("/werte.csv" + query);
        assertThat(html.select("#verlauf table td[data-label=Höchster]").eachText())
                .hasSizeBetween(30, 31)
                .contains("350");
    }

    @Test
    void aFeedReaderHearsOfTheFlood() {
        var feed = org.jsoup.Jsoup.parse(
                COUNTY.visitor().get(page("/feed.atom")).text(), "", org.jsoup.parser.Parser.xmlParser());
        assertThat(feed.select("entry > title").text())
                .startsWith("Pegel Öhrchen <b>: Meldestufe 2, 350")
                .endsWith(GermanDates.date(PEAK_DAY, "de"));
        assertThat(feed.select("feed > updated, entry > updated").eachText())
                .hasSize(2)
                .allMatch(it -> Instant.parse(it).isBefore(Instant.now()));
    }

    @Test
    void theFeedOfAFieldHasTheFloodsOfAllItsStations() {
        var visitor = COUNTY.visitor();
        var feed = org.jsoup.Jsoup.parse(
                visitor.get("/daten/felder/wasser/feed.atom").text(), "", org.jsoup.parser.Parser.xmlParser());
        assertThat(feed.select("entry > title").eachText())
                .anyMatch(title -> title.startsWith("Pegel Öhrchen <b>: Meldestufe 2, 350"))
                .noneMatch(title -> title.contains("Geheimer"));
        assertThat(visitor.get("/daten/felder/nirgends/feed.atom").status()).isEqualTo(404);
    }

    @Test
    void onlyTheEmbeddedStationMayStandInAFrame() {
        var visitor = COUNTY.visitor();
        var own = visitor.get(page(""));
        assertThat(own.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        var line = own.html().select(".frame code").text();
        assertThat(line)
                .contains(page("/einbetten"), "title=\"Pegel Öhrchen &lt;b&gt;\"")
                .isEqualTo(own.html().select(".frame [data-copy]").attr("data-copy"));
        var framed = visitor.get(page("/einbetten"));
        assertThat(framed.header("Content-Security-Policy"))
                .contains("frame-ancestors http: https:", "default-src 'none'");
        assertThat(framed.header("X-Frame-Options")).isEmpty();
        assertThat(framed.cookies()).isEmpty();
        assertThat(framed.html().select("form, script:not([src])")).isEmpty();
        assertThat(framed.html().select("main").text()).contains("120", "Der Wasserstand", "Uhr");
        assertThat(visitor.get("/ebsdorfergrund/daten/" + secret.id() + "/einbetten")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatIsNotPublicIsOnNoPage() {
        var visitor = COUNTY.visitor();
        assertThat(visitor.get("/ebsdorfergrund/daten/" + secret.id()).status()).isEqualTo(404);
        assertThat(visitor.get("/ebsdorfergrund/daten/" + secret.id() + "/werte.csv")
                        .status())
                .isEqualTo(404);
        assertThat(visitor.get("/ebsdorfergrund/daten").text()).doesNotContain("Geheimer");
        assertThat(visitor.get("/daten/pegel/stationen.geojson").text()).doesNotContain("Geheimer");
    }

    @Test
    void aStationOfAnotherTenantIsNotFoundUnderThisOne() {
        var visitor = COUNTY.visitor();
        assertThat(visitor.get("/steffenberg/daten/" + gauge.id()).status()).isEqualTo(404);
        for (var number : new String[] {"0", "-1", "99999999999", "x", "1e3"}) {
            assertThat(visitor.get("/ebsdorfergrund/daten/" + number).status())
                    .as(number)
                    .isEqualTo(404);
        }
    }

    @Test
    void whatCannotBeReadIsTheLastWeek() {
        for (var query :
                new String[] {"?zeit=jahrhundert", "?bis=gestern", "?bis=9999-12-31", "?bis=-999999999-01-01"}) {
            var answer = COUNTY.visitor().get(page(query));
            assertThat(answer.status()).as(query).isEqualTo(200);
            assertThat(answer.html().select("#verlauf .chip[aria-current]").text())
                    .isEqualTo("Woche");
        }
    }

    @Test
    void theMapLeadsToEveryStationOfTheList() {
        var html = COUNTY.visitor().get("/daten/pegel").html();
        assertThat(html.select(".stations a").eachAttr("href"))
                .contains(page(""))
                .containsExactlyElementsOf(html.select(".mapped table a").eachAttr("href"));
    }

    @Test
    void everyPageFitsIntoAHundredKilobytes() {
        for (var path :
                new String[] {"/daten", "/ebsdorfergrund/daten", "/daten/pegel", page(""), page("?zeit=monat")}) {
            assertThat(COUNTY.visitor().get(path).body().length).as(path).isLessThan(60_000);
        }
    }
}
