package org.allmende.services.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.allmende.Answer;
import org.allmende.DemoCounty;
import org.allmende.Form;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.allmende.services.Services;
import org.junit.jupiter.api.Test;

/** Own texts of a tenant, from the first draft to the way back, seen from outside. */
class VariationPagesTest {

    private static final String PUBLIC = "/angelburg/leistungen/hund-abmelden";
    private static final String ADOPTION = "/arbeitsplatz/leistungen/hund-abmelden/angelburg";
    private static final String TEXTS = ADOPTION + "/texte";
    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final Visitor CENTER = COUNTY.staff("marburg-biedenkopf", Role.COMPETENCE_CENTER);
    private static final Visitor ADMIN = COUNTY.staff("angelburg", Role.ADMIN);
    private static final Visitor NEIGHBOUR = COUNTY.staff("steffenberg", Role.ADMIN);

    /** The editor's form as it is loaded, with some fields typed anew. */
    private static Map<String, String> form(Visitor who, String page, String... typed) {
        var form = Form.listOf(who.get(page).html()).stream()
                .filter(one -> one.path().equals(page.replaceAll("\\?.*", ""))
                        && !one.fields().containsKey("weiter")
                        && !one.fields().containsKey("original"))
                .findFirst()
                .orElseThrow();
        var fields = new LinkedHashMap<>(form.fields());
        // an empty field stays empty: here nobody fills it in
        who.get(page).html().select("textarea[name], input[name]").forEach(control -> {
            if (control.val().isEmpty()) {
                fields.put(control.attr("name"), "");
            }
        });
        for (int i = 0; i < typed.length; i += 2) {
            fields.put(typed[i], typed[i + 1]);
        }
        return fields;
    }

    private static Answer act(Visitor who, String act, String... fields) {
        var sent = new HashMap<>(Map.of("stand", mark(who)));
        for (int i = 0; i < fields.length; i += 2) {
            sent.put(fields[i], fields[i + 1]);
        }
        return who.post(TEXTS + "/" + act, sent);
    }

    private static String mark(Visitor who) {
        return who.get(TEXTS).html().select("input[name=stand]").first().val();
    }

    private static String portal() {
        return COUNTY.visitor().get(PUBLIC).text();
    }

    @Test
    void adoptThenEditThenPublishThenBack() {
        COUNTY.owner()
                .sql("delete from services.adoption where package = 'hund-abmelden' and tenant = 'angelburg'")
                .update();
        COUNTY.bean(Services.class).reload();
        assertThat(portal()).doesNotContain("/beginnen");
        assertThat(ADMIN.post("/arbeitsplatz/leistungen", Map.of("eine", "hund-abmelden/angelburg"))
                        .status())
                .isEqualTo(303);
        var before = portal();
        assertThat(before).contains("<h1>Hund abmelden</h1>");

        var saved = ADMIN.post(
                TEXTS,
                form(
                        ADMIN,
                        TEXTS,
                        "text.texts.summary",
                        "Łukasz' Hund ist <b>weg</b>?",
                        "kontakt.phone",
                        "06464 000001",
                        "kontakt.hours",
                        "Mi 10:00–11:30",
                        "hinweis",
                        "Bitte klingeln.",
                        "frage.f1",
                        "Wo parke ich?",
                        "antwort.f1",
                        "Hinter dem Rathaus."));
        assertThat(saved.status()).as(saved.text()).isEqualTo(303);
        assertThat(portal()).as("nothing is out yet").isEqualTo(before);

        var preview = ADMIN.get(TEXTS + "/vorschau");
        assertThat(preview.html().select(".preview").text()).contains("Vorschau", "Veröffentlichen");
        assertThat(preview.html().select(".hero .lead").text()).isEqualTo("Łukasz' Hund ist <b>weg</b>?");
        assertThat(preview.html().select("form[action$=beginnen]"))
                .as("nobody applies in a preview")
                .isEmpty();
        assertThat(preview.html().select("link[href*=angelburg]"))
                .as("in the town's colours")
                .isNotEmpty();

        assertThat(act(ADMIN, "veroeffentlichen").status()).isEqualTo(303);
        var out = COUNTY.visitor().get(PUBLIC).html();
        assertThat(out.select(".hero .lead").text()).isEqualTo("Łukasz' Hund ist <b>weg</b>?");
        assertThat(out.select("aside").text()).contains("06464 000001", "Mi 10:00–11:30");
        assertThat(out.select(".flow").text()).contains("Bitte klingeln.", "Wo parke ich?", "Hinter dem Rathaus.");
        assertThat(COUNTY.visitor().get("/steffenberg/leistungen/hund-abmelden").text())
                .doesNotContain("klingeln");

        var undo = ADMIN.get(TEXTS)
                .html()
                .select("aside form[action$=zurueck] input[name=nummer]")
                .first();
        assertThat(act(ADMIN, "zurueck", "nummer", undo.val()).status()).isEqualTo(303);
        assertThat(portal()).as("as before").isEqualTo(before);
        assertThat(act(CENTER, "zurueck", "nummer", "1").status()).isEqualTo(303);
        assertThat(portal()).contains("Bitte klingeln.");
        assertThat(act(CENTER, "zurueck", "nummer", "0").status()).isEqualTo(303);
        assertThat(COUNTY.owner()
                        .sql(
                                "select action from platform.audit_entry where subject = 'hund-abmelden/angelburg' order by seq")
                        .query(String.class)
                        .list())
                .contains("service.adopted", "service.texts.published", "service.texts.restored");
    }

    @Test
    void aSingleTextGoesBackToItsOriginalAndADraftIsDiscarded() {
        var original =
                ADMIN.get(TEXTS).html().select("[name=text.texts.duration]").val();
        ADMIN.post(TEXTS, form(ADMIN, TEXTS, "text.texts.duration", "Sofort.", "hinweis", "Entwurf"));
        var own = ADMIN.get(TEXTS).html();
        assertThat(own.select("[name=text.texts.duration]").val()).isEqualTo("Sofort.");
        assertThat(own.select(".own:has([name=text.texts.duration]) .orig").text())
                .contains(original, "eigener Text");

        ADMIN.post(TEXTS, form(ADMIN, TEXTS, "original", "texts.duration"));
        var back = ADMIN.get(TEXTS).html();
        assertThat(back.select("[name=text.texts.duration]").val()).isEqualTo(original);
        assertThat(back.select("[name=hinweis]").val()).isEqualTo("Entwurf");

        assertThat(act(ADMIN, "verwerfen").status()).isEqualTo(303);
        assertThat(ADMIN.get(TEXTS).html().select("[name=hinweis]").val()).isEmpty();
    }

    @Test
    void whatDoesNotFitComesBackWithASentenceAndAsItWasTyped() {
        var page = ADMIN.post(
                        TEXTS,
                        form(
                                ADMIN,
                                TEXTS,
                                "kontakt.email",
                                "nirgends",
                                "kontakt.hours",
                                "immer",
                                "text.texts.duration",
                                "x".repeat(201),
                                "frage.f1",
                                "Nur eine Frage?",
                                "hinweis",
                                "\uD83D\uDC36"))
                .html();
        assertThat(page.select(".errsum a").eachAttr("href"))
                .containsExactlyInAnyOrder(
                        "#text.texts.duration", "#kontakt.email", "#kontakt.hours", "#hinweis", "#antwort.f1");
        assertThat(page.select("[name=kontakt.hours]").val()).isEqualTo("immer");
        assertThat(ADMIN.get(TEXTS).html().select("aside").text()).contains("Es gibt keinen Entwurf.");
    }

    @Test
    void twoEditorsDoNotOverwriteEachOther() {
        var first = form(ADMIN, TEXTS, "text.texts.duration", "Einen Tag.");
        var second = form(CENTER, TEXTS, "hinweis", "Vom Kompetenzcenter");
        assertThat(ADMIN.post(TEXTS, first).status()).isEqualTo(303);

        var late = CENTER.post(TEXTS, second);

        assertThat(late.html().select(".kern-alert").text()).contains("Inzwischen hat jemand anderes etwas geändert");
        assertThat(late.html().select("[name=hinweis]").val()).isEqualTo("Vom Kompetenzcenter");
        assertThat(late.html().select("[name=text.texts.duration]").val())
                .as("what the other has saved")
                .isEqualTo("Einen Tag.");
        var seen = mark(CENTER);
        assertThat(act(ADMIN, "veroeffentlichen").status()).isEqualTo(303);
        var twice = CENTER.post(TEXTS + "/veroeffentlichen", Map.of("stand", seen));
        assertThat(twice.html().select(".kern-alert").text()).contains("Inzwischen hat jemand anderes etwas geändert");
        assertThat(act(ADMIN, "zurueck", "nummer", "0").status()).isEqualTo(303);
    }

    @Test
    void wordsOfTheFormAreOwnTooInBothLanguages() {
        var page = TEXTS + "?teil=formular&sprache=en";
        var name = ADMIN.get(page)
                .html()
                .select("[name^=text.form.][name$=.title]")
                .first()
                .attr("name");
        assertThat(ADMIN.post(TEXTS, form(ADMIN, page, name, "Your dear dog")).status())
                .isEqualTo(303);
        assertThat(ADMIN.get(page).html().select("[name=" + name + "]").val()).isEqualTo("Your dear dog");
        assertThat(ADMIN.get(TEXTS + "?teil=formular")
                        .html()
                        .select("[name=" + name + "]")
                        .val())
                .isNotEqualTo("Your dear dog");
        assertThat(act(ADMIN, "verwerfen").status()).isEqualTo(303);
    }

    @Test
    void aNewOriginalIsSeenBesideTheOwnText() {
        COUNTY.owner().sql("""
                update services.adoption
                   set difference = '[{"type":"text","path":"texts.duration","language":"de","text":"Bald","original":"Früher"},
                                      {"type":"text","path":"documents.gibtsnicht.hint","language":"de","text":"Alt","original":""}]'
                 where package = 'hund-gefaehrlich-erlaubnis' and tenant = 'angelburg'
                """).update();
        COUNTY.bean(Services.class).reload();
        var texts = "/arbeitsplatz/leistungen/hund-gefaehrlich-erlaubnis/angelburg/texte";

        var page = ADMIN.get(texts).html();
        assertThat(page.select(".own:has([name=text.texts.duration]) .orig").text())
                .contains("Original hat sich geändert");
        assertThat(page.select(".card:has(h2:contains(Passt nicht mehr))").text())
                .contains("documents.gibtsnicht.hint", "Alt");

        ADMIN.post(texts, form(ADMIN, texts, "behalten", "texts.duration"));
        ADMIN.post(texts, form(ADMIN, texts, "original", "documents.gibtsnicht.hint"));
        var kept = ADMIN.get(texts).html();
        assertThat(kept.select("[name=text.texts.duration]").val()).isEqualTo("Bald");
        assertThat(kept.text()).doesNotContain("Original hat sich geändert").doesNotContain("Passt nicht mehr");
    }

    @Test
    void anotherTenantsAdministratorGetsNowhere() {
        for (var path : new String[] {TEXTS, TEXTS + "/vorschau", ADOPTION + "/vorschau"}) {
            assertThat(NEIGHBOUR.get(path).status()).as(path).isEqualTo(403);
        }
        for (var path : new String[] {"", "/veroeffentlichen", "/verwerfen", "/zurueck"}) {
            assertThat(NEIGHBOUR.post(TEXTS + path, Map.of("stand", "v0")).status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(CENTER.get("/arbeitsplatz/leistungen/hund-abmelden/kreisjobcenter/texte")
                        .status())
                .as("is not offered there")
                .isEqualTo(404);
    }

    @Test
    void parametersAreShownBeforeTheyHold() {
        var path = "/arbeitsplatz/leistungen/eheurkunde/angelburg";
        var form = Form.listOf(CENTER.get(path).html()).stream()
                .filter(one -> one.path().equals(path + "/vorschau"))
                .findFirst()
                .orElseThrow()
                .with("angabe.gebuehr_erste", "17,35");
        var preview = CENTER.post(form).html();

        assertThat(preview.select(".facts").text()).contains("17,35");
        assertThat(preview.select(".preview").text()).contains("Gespeichert ist noch nichts.");
        assertThat(COUNTY.visitor().get("/angelburg/leistungen/eheurkunde").text())
                .doesNotContain("17,35");
        var back = CENTER.post(Form.listOf(preview).stream()
                        .filter(one -> one.fields().containsKey("zurueck"))
                        .findFirst()
                        .orElseThrow())
                .html();
        assertThat(back.select("[name=angabe.gebuehr_erste]").val()).isEqualTo("17,35");
        assertThat(CENTER.post(form.with("angabe.gebuehr_erste", "viel")).html().select(".errsum a"))
                .hasSize(1);
    }
}
