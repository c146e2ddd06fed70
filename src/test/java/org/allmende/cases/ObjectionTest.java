package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.SentCase;
import org.allmende.Visitor;
import org.allmende.cases.deadlines.Statutes;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.WorkingDays;
import org.allmende.services.Land;
import org.allmende.services.PackageReader;
import org.junit.jupiter.api.Test;

/** A citizen objects to a notice, with the code that opens it (§§ 68 ff. VwGO). */
class ObjectionTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "angelburg";
    private static final LocalDate TODAY = LocalDate.now(GermanDates.BERLIN);

    private final Visitor citizen = COUNTY.visitor();
    private final Visitor clerk = COUNTY.staff(TENANT, Role.CLERK);
    private final SentCase sent = SentCase.of(
            COUNTY,
            new Citizen(citizen).answering("ort", TENANT).answering("email", "").send(TENANT, "reisegewerbekarte"));
    private final String path = sent.path();
    private final UUID id = sent.id();
    private final String desk = sent.desk();

    @Test
    void beforeThereIsANoticeNobodyCanObject() {
        assertThat(citizen.get(path).html().select("form[action$=/widerspruch]"))
                .isEmpty();

        assertThat(object("Ich bin dagegen.")).isEqualTo(path);
        assertThat(objections()).isEmpty();
    }

    @Test
    void thePageSaysUntilWhenOneCanObjectOnceTheNoticeWasRetrieved() {
        refuse();
        citizen.get(path + "/bescheid.pdf");

        var announced = TODAY.plusDays(1);
        var ends = new WorkingDays(COUNTY.bean(org.allmende.region.Regions.class)
                        .current()
                        .lead()
                        .ags())
                .orNext(announced.plusMonths(1));
        assertThat(citizen.get(path).html().select("main").text())
                .contains(
                        "Sie können bis %s Widerspruch einlegen. Die Frist läuft seit der Bekanntgabe am %s (§ 70 Abs. 1 VwGO)."
                                .formatted(GermanDates.date(ends, "de"), GermanDates.date(announced, "de")));
    }

    @Test
    void anObjectionIsACaseOfItsOwnThatTheSameCodeOpens() {
        refuse();
        var objection = object("Ich bin zuverlässig (Łódź).");

        assertThat(objection).isNotEqualTo(path);
        var page = citizen.get(objection).html().select("main").text();
        assertThat(page).contains("Widerspruch");
        assertThat(citizen.get(objection + "/eingang.pdf").status()).isEqualTo(200);
        assertThat(citizen.get(path).html().select("a[href='%s']".formatted(objection)))
                .hasSize(1);
        assertThat(COUNTY.visitor().get(objection).status())
                .as("without the code the case stays shut")
                .isEqualTo(303);

        var shown = clerk.get(SentCase.of(COUNTY, objection).desk()).html();
        assertThat(shown.select("main").text())
                .contains("Widerspruch gegen", "Fristgerecht", "Ich bin zuverlässig (Łódź).", "§ 75 Satz 2 VwGO");
        assertThat(shown.select("a[href='%s']".formatted(desk))).hasSize(1);
        assertThat(clerk.get(desk).html().select("main").text())
                .contains("Gegen diesen Bescheid gibt es einen Widerspruch");
        assertThat(COUNTY.staff("lohra", Role.CLERK)
                        .get(SentCase.of(COUNTY, objection).desk())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoeverObjectsTwiceHasObjectedOnce() {
        refuse();
        var objection = object("");

        assertThat(object("Noch einmal.")).isEqualTo(path);
        assertThat(objections()).hasSize(1);
        assertThat(objection).isNotEqualTo(path);
    }

    @Test
    void anObjectionThatComesLateIsAcceptedAndMarked() {
        refuse();
        citizen.get(path + "/bescheid.pdf");
        COUNTY.owner()
                .sql(
                        "update cases.letter set first_opened = now() - interval '40 days' where case_id = ? and kind = 'NOTICE'")
                .param(id)
                .update();
        assertThat(citizen.get(path).html().select("main").text())
                .contains("Die Frist für den Widerspruch ist am", "Sie können trotzdem widersprechen.");

        var objection = object("Ich lag im Krankenhaus.");

        assertThat(clerk.get(SentCase.of(COUNTY, objection).desk())
                        .html()
                        .select("main")
                        .text())
                .contains("Verspätet", "Prüfen Sie die Wiedereinsetzung (§ 60 VwGO).");
    }

    @Test
    void theFirstCaseHearsWhatCameOfIt() {
        refuse();
        var objection = object("Bitte prüfen Sie das noch einmal.");
        var desk = SentCase.of(COUNTY, objection).desk();

        assertThat(clerk.post(desk + "/entscheiden", Map.of("outcome", "abgegeben", "reason", "Es bleibt dabei."))
                        .location())
                .contains("erledigt=decided");

        eventually(objection + "/bescheid.pdf");
        assertThat(citizen.get(objection).html().select("form[action$=/widerspruch]"))
                .as("there is no objection against an objection")
                .isEmpty();
        for (int patience = 0;
                patience < 300 && !statusText().contains("Über Ihren Widerspruch ist entschieden");
                patience++) {
            LockSupport.parkNanos(100_000_000);
        }
        assertThat(statusText()).contains("Über Ihren Widerspruch ist entschieden");
    }

    @Test
    void whereTheLawOfTheLandKnowsNoObjectionNoneIsOffered() throws IOException {
        var outcome = PackageReader.read(Path.of("packages/waffenbesitzkarte"))
                .orThrow()
                .outcome();

        assertThat(outcome.allowsObjection(Land.HE)).isTrue();
        assertThat(outcome.allowsObjection(Land.NW)).isFalse();
        assertThat(PackageReader.read(Path.of("packages/fahrzeugabmeldung"))
                        .orThrow()
                        .outcome()
                        .allowsObjection(Land.HE))
                .as("a package says so or does not")
                .isFalse();
    }

    @Test
    void theLawIsThatOfTheDay() {
        assertThat(Statutes.OBJECTION.on(LocalDate.of(2025, 1, 1)).law()).isEqualTo("§ 70 Abs. 1 VwGO");
        assertThat(Statutes.OBJECTION_SOCIAL.on(LocalDate.of(2025, 1, 1)).law()).isEqualTo("§ 84 Abs. 1 SGG");
    }

    private String statusText() {
        return citizen.get(path).html().select("main").text();
    }

    private void refuse() {
        assertThat(clerk.post(desk + "/entscheiden", Map.of("outcome", "abgelehnt", "reason", "Unzuverlässig."))
                        .location())
                .contains("erledigt=decided");
        for (int patience = 0; patience < 300; patience++) {
            if (!COUNTY.owner()
                    .sql("select id from cases.letter where case_id = ? and kind = 'NOTICE'")
                    .param(id)
                    .query(UUID.class)
                    .list()
                    .isEmpty()) {
                return;
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError("The notice was not made.");
    }

    /** Files an objection; gives where that leads. */
    private String object(String why) {
        return citizen.post(path + "/widerspruch", Map.of("begruendung", why)).location();
    }

    private List<UUID> objections() {
        return COUNTY.owner()
                .sql("select case_id from cases.objection where against = ?")
                .param(id)
                .query(UUID.class)
                .list();
    }

    private void eventually(String address) {
        for (int patience = 0; patience < 300 && citizen.get(address).status() != 200; patience++) {
            LockSupport.parkNanos(100_000_000);
        }
        assertThat(citizen.get(address).status()).isEqualTo(200);
    }
}
