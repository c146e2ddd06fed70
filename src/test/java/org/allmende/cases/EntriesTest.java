package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.Answer;
import org.allmende.DemoCounty;
import org.allmende.Form;
import org.allmende.Visitor;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** A company says who may act for it, one person after the other, without any script. */
class EntriesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String PERSONS = "organisation.persons";
    private static final Map<String, String> COMPANY = Map.of(
            "organisation.name",
            "Dachdeckerei Öztürk",
            "organisation.form",
            "gmbh",
            "organisation.register",
            "hrb",
            "organisation.court",
            "Marburg",
            "organisation.number",
            "4711",
            PERSONS + ".0.given_names",
            "Ayşe",
            PERSONS + ".0.family_name",
            "Öztürk",
            PERSONS + ".0.function",
            "geschaeftsfuehrung");

    private final Visitor visitor = COUNTY.visitor();
    private final String step = begin();

    @Test
    void aPersonIsAddedAndNothingTypedIsLost() {
        var more = visitor.post(step, with("weiter", "mehr:" + PERSONS));
        assertThat(more.location()).endsWith("/organisation#" + PERSONS + ".1");
        var page = visitor.follow(more);

        assertThat(page.html().getElementById(PERSONS + ".1")).isNotNull();
        assertThat(page.html().select("[role=alert], [aria-invalid=true]")).isEmpty();
        assertThat(values(page, "organisation.name", PERSONS + ".0.given_names"))
                .containsExactly("Dachdeckerei Öztürk", "Ayşe");
        assertThat(page.html().select("option[selected]").eachAttr("value"))
                .contains("gmbh", "hrb", "geschaeftsfuehrung");
        assertThat(page.html().select("button[value^=weniger]").eachText())
                .containsExactly("Entfernen: Person 1", "Entfernen: Person 2");
    }

    @Test
    void aPersonIsRemovedAndTheOthersMoveUp() {
        var two = with(
                "weiter",
                "weniger:" + PERSONS + ".0",
                PERSONS + ".entries",
                "2",
                PERSONS + ".1.given_names",
                "Bo",
                PERSONS + ".1.birth_date.year",
                "1980");
        var page = visitor.follow(visitor.post(step, two));

        assertThat(values(page, PERSONS + ".entries", PERSONS + ".0.given_names", PERSONS + ".0.birth_date.year"))
                .containsExactly("1", "Bo", "1980");
        assertThat(page.html().select("button[value^=weniger]"))
                .as("the last one stays")
                .isEmpty();
    }

    @Test
    void theEnterKeyGoesOnAndRemovesNobody() {
        var page = visitor.follow(visitor.post(step, with("weiter", "mehr:" + PERSONS)));
        var first = page.html().select("form[method=post] button[type=submit]").stream()
                .filter(button -> button.closest("main") != null)
                .findFirst()
                .map(Element::outerHtml)
                .orElse("");

        assertThat(first).doesNotContain("weniger").doesNotContain("name=");
    }

    @Test
    void whatIsMissingIsSaidAtItsPerson() {
        var refused = visitor.post(step, with(PERSONS + ".entries", "2", PERSONS + ".1.given_names", "Bo"));

        assertThat(refused.html().select(".errsum a").eachAttr("href"))
                .containsExactly("#" + PERSONS + ".1.family_name", "#" + PERSONS + ".1.function");
        assertThat(refused.html().getElementById(PERSONS + ".1.family_name")).isNotNull();
    }

    @Test
    void everybodyIsKept() {
        assertThat(visitor.post(step, COMPANY).location()).doesNotEndWith("/organisation");

        assertThat(values(visitor.get(step), "organisation.number")).containsExactly("4711");
        assertThat(COUNTY.owner()
                        .sql("select answers::text from cases.draft where id = :id::uuid")
                        .param("id", step.split("/", -1)[3])
                        .query(String.class)
                        .single())
                .contains("\"persons\":{\"entries\":[{\"family_name\":\"Öztürk\",\"function\":\"geschaeftsfuehrung\"");
    }

    @Test
    void aThousandPersonsAreRefusedKindly() {
        var many = with(PERSONS + ".entries", "1000");
        var refused = visitor.post(step, many);

        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.html().select(".errsum").text()).contains("Bitte höchstens 10 Einträge.");
        assertThat(visitor.get(step).html().select("fieldset.entry")).hasSize(10);
    }

    private String begin() {
        var first = visitor.follow(visitor.post("/angelburg/leistungen/handwerkerparkausweis/beginnen", Map.of()));
        var form = Form.listOf(first.html()).stream()
                .filter(one -> one.path().contains("/antrag/"))
                .findFirst()
                .orElseThrow();
        return form.path().replaceFirst("/[^/]+$", "/organisation");
    }

    private static Map<String, String> with(String... fields) {
        var form = new LinkedHashMap<>(COMPANY);
        var all = Arrays.asList(fields).iterator();
        while (all.hasNext()) {
            form.put(all.next(), all.next());
        }
        return form;
    }

    private static List<String> values(Answer page, String... inputs) {
        return Arrays.stream(inputs)
                .map(input -> page.html().select("input[name=" + input + "]").attr("value"))
                .toList();
    }
}
