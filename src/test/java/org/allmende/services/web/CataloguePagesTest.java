package org.allmende.services.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.allmende.DemoCounty;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole catalogue, as people leaf through it. */
class CataloguePagesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    @ParameterizedTest
    @ValueSource(strings = {"/leistungen", "/steffenberg/leistungen"})
    void fromAToZEverythingIsThereWithItsState(String path) {
        var page = page(path);

        assertThat(page.select(".index li")).hasSizeGreaterThan(190);
        assertThat(page.select(".index li .kern-badge")).hasSameSizeAs(page.select(".index li"));
        assertThat(page.select(".index .kern-badge").eachText())
                .contains("online", "online bei anderen", "noch nicht online");
        assertThat(page.select(".letters a").eachAttr("href"))
                .allSatisfy(jump -> assertThat(page.select(jump)).hasSize(1))
                .contains("#buchstabe-F");
    }

    @Test
    void aSituationHasAPageOfItsOwn() {
        var page = page("/steffenberg/leistungen?lage=umzug");

        assertThat(page.select("h1").text()).isEqualTo("Umzug");
        assertThat(page.select(".svcs a").eachAttr("href"))
                .contains(
                        "/steffenberg/leistungen/hundesteuer", "/steffenberg/leistungen/wohnsitz-elektronisch-anmelden")
                .doesNotContain("/steffenberg/leistungen/jaegerpruefung");
        assertThat(page("/steffenberg/").select("nav.fields a").eachAttr("href"))
                .hasSize(18)
                .contains("/steffenberg/leistungen?lage=umzug");
    }

    @Test
    void companiesAndClubsFindTheirs() {
        var hrefs = page("/leistungen?fuer=unternehmen").select(".index a").eachAttr("href");

        assertThat(hrefs).anyMatch(href -> href.endsWith("/gewerbe-anmelden"));
        assertThat(hrefs).noneMatch(href -> href.endsWith("/kindergeld"));
    }

    @Test
    void whatOthersOfferLeadsThere() {
        var page = page("/steffenberg/leistungen/kindergeld");

        assertThat(page.select(".cta a").eachAttr("href"))
                .containsExactly("https://www.arbeitsagentur.de/familie-und-kinder");
        assertThat(page.select(".cta a").text()).contains("Familienkasse");
        assertThat(page.select("form[action*=beginnen]")).isEmpty();
        assertThat(page.select(".hero .kern-badge").text()).isEqualTo("online bei anderen");
    }

    @Test
    void whatIsNotOnlineShowsTheOfficeAndAFormToPrint() {
        var page = page("/steffenberg/leistungen/reisepass-beantragen");

        assertThat(page.select("aside").text()).contains("Bürgerbüro", "Musterweg 1", "Mo–Do");
        assertThat(page.select(".cta a").eachAttr("href"))
                .contains("/steffenberg/leistungen/reisepass-beantragen/vordruck.pdf");
        assertThat(page("/steffenberg/leistungen/einbuergerung").select("aside").text())
                .contains("Ausländerbehörde");
    }

    @Test
    void whatRestsOnAnotherLandsLawIsNotThere() {
        assertThat(page("/steffenberg/leistungen").select(".index a").eachAttr("href"))
                .contains("/steffenberg/leistungen/rundfunkbeitrag-befreiung");
        assertThat(COUNTY.visitor().get("/steffenberg/leistungen/gibt-es-nicht").status())
                .isEqualTo(404);
    }

    private static Document page(String path) {
        return COUNTY.visitor().get(path).html();
    }
}
