package org.allmende.services.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.allmende.DemoCounty;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** From an empty page to a service that a citizen uses. */
class WorkshopPagesTest {

    private static final String LIST = "/arbeitsplatz/werkstatt";
    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final Visitor CLERK = COUNTY.staff("steffenberg", Role.CLERK);
    private static final Visitor CENTER = COUNTY.staff("marburg-biedenkopf", Role.COMPETENCE_CENTER);

    @Test
    void aClerkWritesTheKompetenzcenterPublishesAndAllTownsOfferIt() {
        var draft = begin(CLERK);
        assertThat(CLERK.get(draft + "/pruefen")
                        .html()
                        .select("main a[href*=?pruefen#]")
                        .size())
                .isGreaterThan(5);

        describe(draft, "Lampion aufhängen", "Hang a lantern");
        var checked = CLERK.get(draft + "/pruefen").html();
        assertThat(checked.text()).contains("Alles ist vollständig").doesNotContain("Veröffentlichen und anbieten");
        assertThat(CLERK.post(draft + "/veroeffentlichen", Map.of()).status()).isEqualTo(403);
        assertThat(CENTER.get(draft + "/pruefen").status()).isEqualTo(404);
        assertThat(CLERK.post(draft + "/abgeben", Map.of()).status()).isEqualTo(303);

        assertThat(CENTER.get(LIST).html().select("a[href^=" + draft + "]").text())
                .isEqualTo("Lampion aufhängen");
        var release = CENTER.get(draft + "/pruefen").html();
        var towns = release.select("input[name=wo]").eachAttr("value");
        assertThat(towns).hasSize(22).contains("gladenbach", "steffenberg");
        var published = CENTER.post(
                draft + "/veroeffentlichen",
                "application/x-www-form-urlencoded",
                towns(towns).getBytes());
        assertThat(published.location()).endsWith("?erledigt=22");
        assertThat(CENTER.follow(published).html().text()).contains("an 22 Stellen online");

        for (var town : towns) {
            var page = COUNTY.visitor().get("/" + town + "/leistungen/lampion-aufhaengen");
            assertThat(page.status()).as(town).isEqualTo(200);
        }
        assertThat(COUNTY.visitor()
                        .get("/gladenbach/?q=Lampion")
                        .html()
                        .select("#leistungen a")
                        .eachAttr("href"))
                .contains("/gladenbach/leistungen/lampion-aufhaengen");
        assertThat(COUNTY.owner()
                        .sql("select count(*) from platform.audit_entry where action = 'service.published'")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void whatWasTypedStaysWhenTwoWriteAtOnce() {
        var draft = begin(CLERK);
        assertThat(keep(draft, "was", 0, Map.of("texts.title.de", "Erste"))).isTrue();
        var second = CLERK.post(draft + "/was", Map.of("stand", "0", "texts.title.de", "Zweite"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.html().text()).contains("Jemand anderes hat diesen Entwurf");
        assertThat(second.html().select("[name=texts.title.de]").val()).isEqualTo("Zweite");
        assertThat(CLERK.get(draft + "/was")
                        .html()
                        .select("[name=texts.title.de]")
                        .val())
                .isEqualTo("Erste");
        assertThat(CLERK.post(draft + "/loeschen", Map.of()).location()).endsWith(LIST);
        assertThat(CLERK.get(draft + "/was").status()).isEqualTo(404);
    }

    @Test
    void brokenTextIsRefusedWithASentenceAndChangesNothing() {
        var draft = begin(CLERK);
        var answer = CLERK.post(draft + "/text", Map.of("stand", "0", "text", "texts: [unclosed"));
        assertThat(answer.html().text()).contains("kein lesbares YAML");
        assertThat(CLERK.get(draft + "/was").status()).isEqualTo(200);
    }

    @Test
    void anotherTenantsDraftStaysShut() {
        var draft = begin(COUNTY.staff("angelburg", Role.ADMIN));
        assertThat(CLERK.get(draft + "/was").status()).isEqualTo(403);
        assertThat(CLERK.get(draft.replace("angelburg", "steffenberg") + "/was").status())
                .isEqualTo(404);
    }

    @Test
    void aProcessThatWasChangedMeanwhileStaysWhenTheTextIsPublishedAnew() {
        var draft = begin(CLERK);
        describe(draft, "Wimpelkette spannen", "String up bunting");
        publish(draft);
        var process = "/arbeitsplatz/prozesse/wimpelkette-spannen";
        CENTER.post(
                process + "/liste",
                Map.of(
                        "stand", stand(process),
                        "weiter", "neu",
                        "neu.name", "Straße ansehen",
                        "neu.weg", "alles_da"));
        assertThat(CENTER.post(process + "/veroeffentlichen", Map.of("stand", stand(process)))
                        .location())
                .contains("erledigt=1.1.0");

        var change = new LinkedHashMap<String, String>();
        both(change, "texts.title", "Wimpelkette aufspannen", "String up bunting");
        var sheet = CLERK.get(draft + "/was").html();
        assertThat(keep(
                        draft,
                        "was",
                        Integer.parseInt(sheet.select("[name=stand]").val()),
                        filled(sheet, change)))
                .isTrue();
        publish(draft);

        assertThat(CENTER.get(process + "/liste")
                        .html()
                        .select("input[name^=name:]")
                        .eachAttr("value"))
                .contains("Straße ansehen");
        assertThat(COUNTY.visitor()
                        .get("/gladenbach/leistungen/wimpelkette-spannen")
                        .html()
                        .select("h1")
                        .text())
                .isEqualTo("Wimpelkette aufspannen");
    }

    private static String stand(String process) {
        return CENTER.get(process).html().select("input[name=stand]").val();
    }

    /** The sheet as it is shown, with these fields changed. */
    private static Map<String, String> filled(Document sheet, Map<String, String> changed) {
        var fields = new LinkedHashMap<String, String>();
        sheet.select("main form [name]").forEach(field -> {
            if (!field.is("[type=radio]:not([checked]), [type=checkbox]:not([checked]), button, [name=stand]")) {
                fields.put(
                        field.attr("name"),
                        field.is("select") ? field.select("option[selected]").val() : field.val());
            }
        });
        fields.putAll(changed);
        return fields;
    }

    /** The clerk hands it in, the Kompetenzcenter publishes it for Gladenbach. */
    private static void publish(String draft) {
        assertThat(CLERK.post(draft + "/abgeben", Map.of()).status()).isEqualTo(303);
        assertThat(CENTER.post(draft + "/veroeffentlichen", Map.of("wo", "gladenbach"))
                        .status())
                .isEqualTo(303);
    }

    private static String begin(Visitor staff) {
        var at = staff.post(LIST, Map.of()).location();
        return at.substring(at.indexOf(LIST), at.lastIndexOf('/'));
    }

    private static boolean keep(String draft, String sheet, int revision, Map<String, String> typed) {
        var fields = new LinkedHashMap<>(typed);
        fields.put("stand", String.valueOf(revision));
        return CLERK.post(draft + "/" + sheet, fields).status() == 303;
    }

    private static void describe(String draft, String title, String english) {
        var what = new LinkedHashMap<String, String>();
        both(what, "texts.title", title, english);
        for (var text : new String[] {"summary", "about", "applicants", "duration"}) {
            both(what, "texts." + text, "Für Lampions an Laternen.", "For lanterns on lamp posts.");
        }
        what.put("texts.words", "Laterne");
        what.put("catalogue.topic", "ordnung");
        what.put("catalogue.audience", "people");
        assertThat(keep(draft, "was", 0, what)).isTrue();
        var who = new LinkedHashMap<>(Map.of(
                "responsible.level", "municipality",
                "responsible.office", "ordnungsamt",
                "who", "either",
                "target", "5",
                "law.0.level", "HE",
                "law.0.provision", "§ 16 HStrG"));
        both(who, "law.0.about", "Sondernutzung braucht eine Erlaubnis.", "Special use needs a permit.");
        both(who, "place.title", "Wo hängt der Lampion?", "Where will it hang?");
        both(who, "place.label", "Stadt oder Gemeinde", "Town or municipality");
        assertThat(keep(draft, "wer", 1, who)).isTrue();
        var questions = new LinkedHashMap<>(Map.of("steps.0.questions.0.type", "text"));
        both(questions, "steps.0.title", "An welcher Laterne?", "On which lamp post?");
        both(questions, "steps.0.questions.0.label", "Straße und Nummer der Laterne", "Street and number");
        assertThat(keep(draft, "fragen", 2, questions)).isTrue();
        assertThat(keep(draft, "unterlagen", 3, Map.of("fee.default", ""))).isTrue();
        var result = new LinkedHashMap<>(Map.of(
                "outcome.kind", "permit",
                "outcome.remedy", "objection",
                "outcome.letter.de", "Sie dürfen den Lampion aufhängen.",
                "retention", "P1Y"));
        both(result, "retention-reason", "Für Nachfragen nach dem Fest, ein Jahr lang.", "For questions afterwards.");
        assertThat(keep(draft, "ergebnis", 4, result)).isTrue();
    }

    private static void both(Map<String, String> fields, String path, String german, String english) {
        fields.put(path + ".de", german);
        fields.put(path + ".en", english);
    }

    private static String towns(Iterable<String> towns) {
        return "wo=" + String.join("&wo=", towns);
    }
}
