package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Form;
import org.allmende.Visitor;
import org.junit.jupiter.api.Test;

/** What is typed into a form is there again, right or wrong, until it is sent. */
class UnfinishedTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    private static final Map<String, String> NO_DAY =
            Map.of("datum.day", "31", "datum.month", "Hornung", "datum.year", "2019");

    private final Visitor citizen = COUNTY.visitor();
    private final String draft = new Citizen(citizen)
            .fillIn("gladenbach", "eheurkunde")
            .address()
            .getPath()
            .replace("/pruefen", "");

    @Test
    void anUnfinishedStepIsSavedForLaterAndShownOnAnotherDevice() {
        var saved = citizen.follow(post("trauung", NO_DAY, "speichern"));
        assertThat(saved.toString()).endsWith("/speichern → 200");
        var code = saved.html().select(".codebox b").text();

        var phone = COUNTY.visitor();
        var opened = phone.follow(phone.post("/gladenbach/antrag/fortsetzen", Map.of("code", code)));

        assertThat(opened.toString()).endsWith("/trauung → 200");
        assertThat(values(opened, "datum.day", "datum.month", "datum.year")).containsExactly("31", "Hornung", "2019");
        assertThat(opened.html().select("[role=alert], [aria-invalid=true]")).isEmpty();
    }

    @Test
    void whatIsBeingTypedIsKeptWithoutAWordAboutWhatIsWrong() {
        var kept = citizen.post(draft + "/trauung/merken", NO_DAY);

        assertThat(kept.status()).isEqualTo(200);
        assertThat(kept.text()).matches("Zuletzt gespeichert um \\d\\d:\\d\\d Uhr");
        var page = citizen.get(draft + "/trauung");
        assertThat(values(page, "datum.day", "datum.month")).containsExactly("31", "Hornung");
        assertThat(page.html().select("[role=alert], [aria-invalid=true]")).isEmpty();
        assertThat(citizen.post(draft + "/gibt-es-nicht/merken", NO_DAY).status())
                .isEqualTo(204);
        assertThat(COUNTY.visitor().post(draft + "/trauung/merken", NO_DAY).status())
                .as("without the key")
                .isEqualTo(204);
    }

    @Test
    void whatWasRefusedIsThereAfterTheBrowserWasClosed() {
        var refused = post("trauung", NO_DAY, "");
        assertThat(refused.html().select("[role=alert]")).isNotEmpty();

        assertThat(values(citizen.get(draft + "/trauung"), "datum.month")).containsExactly("Hornung");
    }

    @Test
    void anUnfinishedChangeIsFinishedBeforeAnythingIsSent() {
        post("trauung", NO_DAY, "speichern");

        assertThat(citizen.get(draft + "/pruefen").location()).endsWith("/trauung");
        assertThat(citizen.follow(citizen.post(draft + "/absenden", Map.of())).toString())
                .endsWith("/trauung → 200");

        post("trauung", Map.of("datum.day", "28", "datum.month", "2", "datum.year", "2019"), "");

        assertThat(unfinished()).isEqualTo("{}");
        assertThat(citizen.get(draft + "/pruefen").html().text()).contains("28. Februar 2019");
    }

    @Test
    void aSentApplicationLeavesNothingBehind() {
        COUNTY.owner()
                .sql("update cases.draft set unfinished = '{\"nie_gesehen\": {\"a\": [\"b\"]}}' where id = :id")
                .param("id", id())
                .update();

        assertThat(citizen.follow(citizen.post(draft + "/absenden", Map.of())).toString())
                .endsWith("/gesendet → 200");

        assertThat(unfinished()).isEqualTo("{}");
    }

    @Test
    void removingAFileLosesNothingThatWasTypedBesideIt() {
        var heir = COUNTY.visitor();
        var check = new Citizen(heir).answering("bezug", "andere").fillIn("gladenbach", "eheurkunde");
        var step = check.address().getPath().replace("/pruefen", "/interesse");
        var removal = Form.listOf(heir.get(step).html()).stream()
                .filter(form -> form.path().contains("/entfernen/"))
                .findFirst()
                .orElseThrow();

        var after = heir.follow(heir.post(removal.with("grund", "Nachlass von Tante Käthe")));

        assertThat(after.toString()).endsWith("/interesse → 200");
        assertThat(after.html().select("[formaction*=entfernen]")).isEmpty();
        assertThat(after.html().select("textarea[name=grund]").text()).isEqualTo("Nachlass von Tante Käthe");
    }

    @Test
    void wickedThingsAreKeptAsTextAndOnlyTheStepsOwn() {
        var wicked = "\"><script>probe()</script>\u0000\u202e' {\"a\": 1} \\u0000 \ud83d\udc24";
        post("erste_person", Map.of("vornamen", wicked, "familienname", "", "geburtsname", "x".repeat(60_000)), "");
        citizen.post(draft + "/erste_person?probe=1", Map.of("vornamen", wicked, "probe", "<b>", "__proto__", "1"));

        var page = citizen.get(draft + "/erste_person");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).doesNotContain("<script>probe()");
        assertThat(values(page, "vornamen").getFirst())
                .startsWith("\"><script>")
                .contains("\ud83d\udc24");
        assertThat(unfinished()).doesNotContain("probe\":", "__proto__");
    }

    @Test
    void muchThatIsTypedHasAnEnd() {
        post("erste_person", Map.of("vornamen", "x".repeat(500_000), "familienname", "", "geburtsname", ""), "");

        assertThat(unfinished().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(50_000, 60_000);
    }

    private Answer post(String step, Map<String, String> fields, String button) {
        var all = new java.util.HashMap<>(fields);
        if (!button.isEmpty()) {
            all.put("weiter", button);
        }
        return citizen.post(draft + "/" + step, all);
    }

    private static List<String> values(Answer page, String... inputs) {
        return java.util.Arrays.stream(inputs)
                .map(input ->
                        page.html().select("input[name=%s]".formatted(input)).val())
                .toList();
    }

    private String unfinished() {
        return COUNTY.owner()
                .sql("select unfinished from cases.draft where id = :id")
                .param("id", id())
                .query(String.class)
                .single();
    }

    private UUID id() {
        return UUID.fromString(draft.substring(draft.lastIndexOf('/') + 1));
    }
}
