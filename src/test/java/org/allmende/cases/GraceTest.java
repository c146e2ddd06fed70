package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.SentCase;
import org.allmende.Visitor;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** A decision can be taken back as long as nobody outside of the office knows of it. */
class GraceTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "bad-endbach";
    private static final Duration LONG = Duration.ofHours(1);
    private static final String WRONG = "Das war der falsche Vorgang.";

    private final Visitor citizen = COUNTY.visitor();
    private final Visitor clerk = COUNTY.staff(TENANT, Role.CLERK);
    private final Visitor lead = COUNTY.staff(TENANT, Role.LEAD);
    private final SentCase sent =
            SentCase.of(COUNTY, new Citizen(citizen).answering("ort", TENANT).send(TENANT, "reisegewerbekarte"));
    private final String path = sent.path();
    private final UUID id = sent.id();
    private final String desk = sent.desk();

    @Test
    void whatIsTakenBackNobodyOutsideHasHeardOf() throws Exception {
        refuse();
        assertThat(state(id)).isEqualTo("GRACE");
        var page = clerk.get(desk).html();
        assertThat(page.select("main h1").text()).contains("Entschieden, noch zurückzunehmen");
        assertThat(page.select("[aria-labelledby=h-grace]").text()).contains("Entschieden: Ablehnen");
        assertThat(page.select("#entscheiden")).isEmpty();
        assertThat(citizen.get(path).html().select("main").text()).doesNotContain("entschieden", WRONG);
        assertThat(letters()).isZero();

        assertThat(takeBack(clerk, desk).html().select(".toast").text()).contains("Das ist rückgängig gemacht.");

        assertThat(state(id)).isEqualTo("NEW");
        assertThat(citizen.get(path).html().select("main").text()).doesNotContain("entschieden", WRONG);
        assertThat(clerk.get(desk).html().select(".tl").text()).contains("hat rückgängig gemacht – hat entschieden");

        assertThat(clerk.post(desk + "/entscheiden", Map.of("outcome", "bewilligt"))
                        .location())
                .contains("erledigt=decided");
        awaitLetter();
        try (var pdf = Loader.loadPDF(citizen.get(path + "/bescheid.pdf").body())) {
            assertThat(new PDFTextStripper().getText(pdf)).doesNotContain(WRONG);
        }
    }

    @Test
    void whenItsTimeIsOverItStandsAndSaysWhyThereIsNoWayBack() {
        refuse();
        var button =
                clerk.get(desk).html().select("[aria-labelledby=h-grace] form").attr("action");

        timeIsOver(id);

        awaitLetter();
        assertThat(citizen.get(path).html().select("main").text()).contains("Wir haben entschieden");
        assertThat(clerk.get(desk).html().select(".tl").text()).contains("Die Entscheidung ist schon bekannt gegeben.");
        assertThat(clerk.post(button, Map.of()).html().text()).contains("Die Entscheidung ist schon bekannt gegeben.");
        assertThat(clerk.get(desk).html().select("[aria-labelledby=h-grace], form[action*=rueckgaengig]"))
                .isEmpty();
        assertThat(letters()).isOne();
    }

    @Test
    void whoDecidedOrLeadsTakesItBackAndNobodyElse() {
        refuse();
        var button =
                clerk.get(desk).html().select("[aria-labelledby=h-grace] form").attr("action");
        var colleague = COUNTY.staff(TENANT, Role.CLERK, Role.AUDITOR);
        assertThat(colleague
                        .get(desk)
                        .html()
                        .select("[aria-labelledby=h-grace]")
                        .text())
                .contains("nur, wer entschieden hat");
        assertThat(colleague.post(button, Map.of()).status()).isEqualTo(404);
        assertThat(COUNTY.staff("steffenberg", Role.LEAD).post(button, Map.of()).status())
                .isEqualTo(404);
        assertThat(state(id)).isEqualTo("GRACE");

        takeBack(lead, desk);

        assertThat(state(id)).isEqualTo("NEW");
    }

    @Test
    void whoTakesBackTheirConfirmationLeavesTheProposal() {
        var weapon = SentCase.of(
                COUNTY,
                new Citizen(COUNTY.visitor())
                        .answering("art", "erbe")
                        .answering("vornamen", "Jörg-Peter")
                        .answering("familienname", "Weiß")
                        .send("steffenberg", "waffenbesitzkarte"));
        var tenant = "marburg-biedenkopf";
        var first = COUNTY.staff(tenant, Role.CLERK);
        for (var task : List.of("pruefen", "aufgabe_register", "aufgabe_polizei", "aufgabe_schrank")) {
            first.post(weapon.desk() + "/aufgabe", Map.of("task", task));
        }
        first.post(
                weapon.desk() + "/entscheiden",
                Map.of("outcome", "abgelehnt", "reason", "Unzuverlässig.", "ohne", "Gefahr im Verzug"));
        var second = COUNTY.staff(tenant, Role.LEAD);
        COUNTY.bean(CaseWork.class).confirm(staff(tenant, Role.LEAD), weapon.id(), LONG);
        assertThat(state(weapon.id())).isEqualTo("GRACE");

        takeBack(second, weapon.desk());

        assertThat(state(weapon.id())).isEqualTo("CONFIRMATION");
        assertThat(second.post(weapon.desk() + "/bestaetigen", Map.of()).location())
                .contains("erledigt=confirmed");
        assertThat(state(weapon.id())).isIn("DECIDED", "NOTICE_READY", "DONE");
    }

    @Test
    void anApplicationThatIsWithdrawnMeanwhileIsNotDecided() {
        refuse();

        citizen.post(path + "/ruecknahme", Map.of("sicher", "on"));

        assertThat(state(id)).isEqualTo("DONE");
        assertThat(COUNTY.owner()
                        .sql("select count(*) from cases.proposal where case_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(letters()).isZero();
        assertThat(citizen.get(path).html().select("main").text()).doesNotContain("entschieden");
    }

    @Test
    void aNoticeAboutAPartIsTakenBackInTheSameWay() {
        sayPart();
        assertThat(clerk.get(desk).html().select("[aria-labelledby=h-schritte]").text())
                .contains("geht gleich hinaus");
        assertThat(citizen.get(path).html().select("main").text()).doesNotContain("Über einen Teil", WRONG);
        var page = clerk.get(desk + "/teilbescheid").html().select("[aria-labelledby=zweite]");
        assertThat(page.text()).contains("Teilbescheid ist entschieden", "lässt sich das zurücknehmen", WRONG);
        assertThat(page.select("[formaction$=bestaetigen]"))
                .as("needs nobody else")
                .isEmpty();

        clerk.post(page.select("form").attr("action"), Map.of());

        assertThat(further()).isEmpty();
        assertThat(clerk.get(desk).html().select(".tl").text()).contains("hat rückgängig gemacht");
        assertThat(citizen.get(path).html().select("main").text()).doesNotContain("Über einen Teil", WRONG);
        assertThat(clerk.post(desk + "/teilbescheid/verwerfen", Map.of())
                        .html()
                        .select("[role=alert]")
                        .text())
                .contains("inzwischen weiter");
    }

    @Test
    void aNoticeAboutAPartStandsWhenItsTimeIsOver() {
        sayPart();
        COUNTY.owner()
                .sql("update cases.further_notice set stands = now() - interval '1 second' where case_id = ?")
                .param(id)
                .update();

        for (int patience = 0;
                patience < 300 && citizen.get(path + "/teilbescheid-1.pdf").status() != 200;
                patience++) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        assertThat(citizen.get(path).html().select("main").text()).contains("Über einen Teil ist entschieden");
        assertThat(further()).containsExactly(true);
        assertThat(clerk.post(desk + "/teilbescheid/verwerfen", Map.of())
                        .html()
                        .select("[role=alert]")
                        .text())
                .contains("inzwischen weiter");
    }

    private void sayPart() {
        var staff = staff(TENANT, Role.CLERK);
        var parts = COUNTY.bean(PartialDeciding.class);
        var wanted = new PartialNotice("abgelehnt", "Ankauf von Altmetall", List.of(), "Kein Anlass", null, 0);
        COUNTY.bean(Tenancy.class).run(TENANT, () -> {
            var it = COUNTY.bean(DeskActs.class).lock(staff, id);
            COUNTY.bean(FurtherDeciding.class).decide(staff, parts, it, parts.draft(staff, it, wanted, WRONG), LONG);
        });
    }

    /** Whether each of the case is out. */
    private List<Boolean> further() {
        return COUNTY.owner()
                .sql("select issued is not null from cases.further_notice where case_id = ?")
                .param(id)
                .query(Boolean.class)
                .list();
    }

    private void refuse() {
        COUNTY.bean(CaseWork.class).decide(staff(TENANT, Role.CLERK), id, "abgelehnt", 0, WRONG, "Kein Anlass", LONG);
    }

    /** Presses the button of the page, as somebody does who has no script. */
    private static Answer takeBack(Visitor who, String desk) {
        var form = who.get(desk).html().select("[aria-labelledby=h-grace] form");
        assertThat(form).hasSize(1);
        return who.follow(who.post(form.attr("action"), Map.of()));
    }

    /** Nothing but the database knows of it: whichever server comes by next finds it there. */
    private static void timeIsOver(UUID id) {
        COUNTY.owner()
                .sql("update cases.proposal set stands = now() - interval '1 second' where case_id = ?")
                .param(id)
                .update();
    }

    private static Staff staff(String tenant, Role role) {
        var login = "probe-%s.%s".formatted(role.name().toLowerCase(java.util.Locale.ROOT), tenant);
        var account = COUNTY.bean(Accounts.class).findByLogin(login).orElseThrow();
        return new Staff(account.id(), account.name(), tenant, List.of(tenant), Set.of(role), Set.of("*"));
    }

    private void awaitLetter() {
        for (int patience = 0; patience < 300 && letters() == 0; patience++) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private int letters() {
        return COUNTY.owner()
                .sql("select count(*) from cases.letter where case_id = ? and kind = 'NOTICE'")
                .param(id)
                .query(Integer.class)
                .single();
    }

    private static String state(UUID id) {
        return COUNTY.owner()
                .sql("select state from cases.case where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }
}
