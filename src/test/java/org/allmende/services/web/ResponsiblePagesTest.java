package org.allmende.services.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.allmende.DemoCounty;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** "Who is responsible for me?", as somebody asks it who knows only where they live. */
class ResponsiblePagesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    @Test
    void anOrtsteilLeadsToTheTownHallAndEveryOffice() {
        var page = page("/zustaendig?ort=Erdhausen");

        assertThat(page.select("main").text()).contains("Zuständig: Stadt Gladenbach", "Erdhausen gehört zu");
        assertThat(page.select("details summary").eachText())
                .contains("Bürgerbüro, Gladenbach", "online bei anderen")
                .anyMatch(office -> office.startsWith("Kfz-Zulassung, "));
        assertThat(page.select("details a").eachAttr("href"))
                .contains("/gladenbach/leistungen/reisepass-beantragen", "/gladenbach/leistungen/fahrzeug-umschreiben");
    }

    @Test
    void aNameThatMeansSeveralLetsPeopleChoose() {
        var page = page("/zustaendig?ort=Holzhausen&leistung=reisepass-beantragen");

        assertThat(page.select("nav.fields a").eachAttr("href"))
                .containsExactly(
                        "/zustaendig?ort=dautphetal&leistung=reisepass-beantragen",
                        "/zustaendig?ort=fronhausen&leistung=reisepass-beantragen");
        assertThat(page("/zustaendig?ort=dautphetal&leistung=reisepass-beantragen")
                        .select(".svcs a")
                        .eachAttr("href"))
                .containsExactly("/dautphetal/leistungen/reisepass-beantragen");
    }

    @Test
    void whoeverIsNotFoundReadsWhatToDo() {
        assertThat(page("/zustaendig?ort=Atlantis").select("[role=status]").text())
                .contains("Atlantis", "Schreibweise");
    }

    private static Document page(String path) {
        return COUNTY.visitor().get(path).html();
    }
}
