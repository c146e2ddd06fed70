package org.allmende.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** A day at the desk: views that are kept, several cases at once, and the way back. */
class OfficeTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "angelburg";
    private static final String DESK = "/arbeitsplatz";
    private static final String TOGETHER = DESK + "/vorgaenge/gemeinsam";

    private final Visitor clerk = COUNTY.staff(TENANT, Role.CLERK);
    private final Visitor lead = COUNTY.staff(TENANT, Role.LEAD);

    /** A new case of somebody with this family name: its id. */
    private static String send(String familyName) {
        var sent = new Citizen(COUNTY.visitor())
                .answering("ort", TENANT)
                .answering("familienname", familyName)
                .send(TENANT, "eheurkunde");
        var number = sent.address().getPath().replaceFirst(".*/vorgang/([^/]+)/.*", "$1");
        return COUNTY.owner()
                .sql("select id::text from cases.case where number = :number")
                .param("number", number)
                .query(String.class)
                .single();
    }

    /** Sends a form for several cases. */
    private static Answer together(Visitor who, List<String> ids, Map<String, String> fields) {
        var body = Stream.concat(
                        ids.stream().map(id -> "case=" + id),
                        fields.entrySet().stream()
                                .map(field -> field.getKey() + "="
                                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
        return who.follow(
                who.post(TOGETHER, "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.US_ASCII)));
    }

    private static List<String> listed(Answer list) {
        return list.html().select("input[name=case]").eachAttr("value");
    }

    /** Presses the button of the message that says what was done. */
    private static Answer undo(Visitor who, Answer done) {
        var form = done.html().select(".toast form").first();
        assertThat(form).as("a way back at %s", done).isNotNull();
        return who.follow(who.post(form.attr("action"), Map.of()));
    }

    private static String desk(String id) {
        return DESK + "/vorgaenge/" + id;
    }

    private static String account(String tenant, Role role) {
        return COUNTY.owner()
                .sql("select id::text from platform.account where login = :login")
                .param("login", "probe-%s.%s".formatted(role.name().toLowerCase(Locale.ROOT), tenant))
                .query(String.class)
                .single();
    }

    private static String state(String id) {
        return COUNTY.owner()
                .sql("select concat_ws(' ', state, (select name from platform.account where id = assignee), mark,"
                        + " aside_until) from cases.case where id = :id::uuid")
                .param("id", id)
                .query(String.class)
                .single();
    }

    @Test
    void aViewIsAnAddressAndIsKeptForOneselfOrForAll() {
        var id = send("Ößterreicher-Ćirić");
        together(clerk, List.of(id), Map.of("act", "mark", "zeichen", "call"));
        assertThat(listed(clerk.get(DESK + "?q=%C3%B6%C3%9Fterreicher"))).containsExactly(id);
        var view = "ansicht=all&zeichen=call&folge=newest&spalten=state";
        var page = clerk.get(DESK + "?" + view);
        assertThat(listed(page)).containsExactly(id);
        assertThat(page.html().select("thead th").eachText()).containsExactly("Vorgang", "Status");

        clerk.follow(clerk.post(DESK + "/ansichten", Map.of("adresse", view + "&q=%C3%B6%C3%9F", "name", "Meine Öß")));
        clerk.follow(clerk.post(DESK + "/ansichten", Map.of("adresse", view, "name", "Alle Öß", "wer", "alle")));

        var tabs = clerk.get(DESK).html().select(".views a");
        var mine = tabs.stream()
                .filter(tab -> tab.text().contains("Meine Öß"))
                .findFirst()
                .orElseThrow();
        assertThat(mine.text()).isEqualTo("Meine Öß 1");
        assertThat(listed(clerk.get(mine.attr("href")))).containsExactly(id);
        assertThat(clerk.get(mine.attr("href"))
                        .html()
                        .select(".views [aria-current]")
                        .eachText())
                .containsExactly("Meine Öß 1", "Ansicht für alle: Alle Öß 1");
        assertThat(lead.get(DESK).html().select(".views").text())
                .contains("Alle Öß 1")
                .doesNotContain("Meine Öß");
        assertThat(COUNTY.staff("steffenberg", Role.CLERK).get(DESK).html().text())
                .doesNotContain("Alle Öß");

        var forget = forgetForm(lead.get(DESK + "?" + view));
        assertThat(COUNTY.staff("steffenberg", Role.LEAD).post(forget, Map.of()).status())
                .isEqualTo(404);
        assertThat(clerk.post(forget, Map.of()).status())
                .as("only a lead forgets what all see")
                .isEqualTo(403);
        lead.post(forget, Map.of());
        assertThat(lead.get(DESK).html().text()).doesNotContain("Alle Öß");
    }

    private static String forgetForm(Answer page) {
        return page.html().select("form[action$=entfernen]").attr("action");
    }

    @Test
    void severalCasesAreHandedOverSetAsideAndMarkedAndAllOfItIsUndone() {
        var ids = List.of(send("Gemeinsam-Eins"), send("Gemeinsam-Zwei"));
        var before = ids.stream().map(OfficeTest::state).toList();
        var later = LocalDate.now(ZoneId.of("Europe/Berlin")).plusDays(3).toString();

        var given = together(clerk, ids, Map.of("act", "assign", "an", account(TENANT, Role.LEAD)));
        assertThat(given.html().select(".toast").text()).startsWith("2 Vorgänge übergeben.");
        var marked = together(clerk, ids, Map.of("act", "mark", "zeichen", "talk"));
        var aside = together(clerk, ids, Map.of("act", "aside", "tag", later));
        assertThat(ids)
                .map(OfficeTest::state)
                .allMatch(state -> state.equals("IN_REVIEW Probe probe-lead.angelburg TALK " + later));
        assertThat(listed(lead.get(DESK + "?ansicht=mine"))).doesNotContainAnyElementsOf(ids);
        assertThat(listed(lead.get(DESK + "?ansicht=aside"))).containsAll(ids);
        assertThat(listed(lead.get(DESK + "?zeichen=talk"))).containsAll(ids);

        assertThat(undo(clerk, aside).html().select(".toast").text()).startsWith("2 Vorgänge sind wieder wie vorher.");
        undo(clerk, marked);
        undo(clerk, given);
        assertThat(ids).map(OfficeTest::state).containsExactlyElementsOf(before);
        assertThat(clerk.get(desk(ids.getFirst())).html().select(".tl").text())
                .contains("hat rückgängig gemacht – hat den Vorgang übergeben");
        assertThat(undo(clerk, given).html().text()).contains("Das ist schon rückgängig gemacht.");
    }

    @Test
    void whatCannotBeDoneIsToldCaseByCase() {
        var free = send("Frei");
        var asked = send("Gefragt");
        clerk.post(desk(asked) + "/schreiben", Map.of("kind", "message", "text", "Wann?", "bis", "2099-01-01"));

        var answer = together(
                clerk,
                List.of(free, asked),
                Map.of("act", "ask", "text", "Bitte senden Sie eine Kopie des Ausweises.", "bis", "2099-01-01"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.html().select(".toast").text()).startsWith("1 Rückfrage liegt im Portal.");
        assertThat(answer.html().select("tbody tr").eachText())
                .singleElement()
                .asString()
                .contains("Gefragt", "Der Prozess erlaubt das gerade nicht.");
        assertThat(state(free)).startsWith("QUESTION_OPEN");
    }

    @Test
    void aQuestionIsTakenBackUntilTheAnswerIsThere() {
        var id = send("Zurückgenommen");
        var asked = clerk.follow(
                clerk.post(desk(id) + "/schreiben", Map.of("kind", "message", "text", "Wozu?", "bis", "2099-01-01")));
        assertThat(state(id)).startsWith("QUESTION_OPEN");

        undo(clerk, asked);

        assertThat(state(id)).isEqualTo("NEW");
        var page = clerk.get(desk(id)).html();
        assertThat(page.select(".tl").text()).contains("hat zurückgezogen");
        assertThat(page.select("#entscheiden")).as("it can be decided again").hasSize(1);
    }

    @Test
    void theHistoryOffersTheWayBackUntilTheCaseMovesOn() {
        var id = send("Verlauf");
        clerk.post(desk(id) + "/uebernehmen", Map.of());
        var note = clerk.follow(clerk.post(desk(id) + "/schreiben", Map.of("kind", "note", "text", "Nur ein Wort")));
        assertThat(undoButtons(note)).hasSize(2);
        assertThat(undoButtons(COUNTY.staff(TENANT, Role.CLERK, Role.AUDITOR).get(desk(id))))
                .as("others do not undo what somebody did")
                .isEmpty();

        lead.post(desk(id) + "/uebergeben", Map.of("an", account(TENANT, Role.LEAD)));

        var moved = clerk.get(desk(id));
        assertThat(undoButtons(moved)).as("the note still can").hasSize(1);
        assertThat(moved.html().select(".tl").text()).contains("Der Vorgang hat sich seitdem geändert");
    }

    private static List<Element> undoButtons(Answer page) {
        return List.copyOf(page.html().select(".tl form[action*=rueckgaengig]"));
    }

    @Test
    void nobodyReachesAnotherTenantsCasesOrActs() {
        var id = send("Geschützt");
        var batch = clerk.follow(clerk.post(desk(id) + "/uebernehmen", Map.of()))
                .html()
                .select(".toast form")
                .attr("action");
        var stranger = COUNTY.staff("steffenberg", Role.CLERK, Role.LEAD);
        var before = state(id);

        for (var act : List.of("claim", "release", "mark", "aside", "decide")) {
            together(stranger, List.of(id), Map.of("act", act, "zeichen", "call", "outcome", "bewilligt"));
        }
        assertThat(stranger.post(batch, Map.of()).status()).isEqualTo(404);
        assertThat(stranger.get(TOGETHER + "?case=" + id).isRedirect()).isTrue();
        assertThat(state(id)).isEqualTo(before);
    }

    @Test
    void brokenAndHugeInputIsAnsweredKindly() {
        var id = send("Kaputt");
        var huge = "ä".repeat(5_000);
        for (var query : List.of("ansicht=%00", "bei=keine-uuid", "folge=drop&spalten=x", "q=" + "%25".repeat(300))) {
            assertThat(clerk.get(DESK + "?" + query).status()).as(query).isEqualTo(200);
        }
        assertThat(together(clerk, List.of(id), Map.of("act", "ask", "text", huge, "bis", "2099-01-01"))
                        .html()
                        .select("[role=alert]")
                        .text())
                .contains("Der Text ist zu lang");
        assertThat(together(clerk, List.of(id), Map.of("act", "aside", "tag", "1999-01-01"))
                        .html()
                        .select("[role=alert]")
                        .text())
                .contains("ab morgen");
        assertThat(Arrays.asList(
                        clerk.follow(clerk.post(DESK + "/ansichten", Map.of("adresse", "x", "name", huge)))
                                .html()
                                .select(".toast")
                                .text(),
                        state(id)))
                .satisfies(all -> assertThat(all.getFirst()).contains("höchstens 40 Zeichen"))
                .satisfies(all -> assertThat(all.getLast()).isEqualTo("NEW"));
    }
}
