package org.allmende.cases.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Form;
import org.allmende.Visitor;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.services.Identification;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Setting;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever wants a Waffenbesitzkarte shows who they are; in the demo they pretend to. */
class IdentityTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "steffenberg";
    private static final String SERVICE = "waffenbesitzkarte";
    private static final LocalDate BORN = LocalDate.of(1990, 5, 5);

    private final Visitor visitor = COUNTY.visitor();
    private final Citizen citizen = new Citizen(visitor)
            .answering("art", "erbe")
            .answering("vornamen", "Jörg-Peter")
            .answering("familienname", "Weiß");

    private Answer send(Answer check) {
        return visitor.follow(visitor.post(check.address().getPath().replace("/pruefen", "/absenden"), Map.of()));
    }

    private static String page(Answer answer) {
        return answer.html().select("main").text();
    }

    private static UUID draft(Answer check) {
        return UUID.fromString(check.address().getPath().split("/")[3]);
    }

    private static int kept(String table, Answer check) {
        return COUNTY.owner()
                .sql("select count(*) from cases.%s where draft = :draft".formatted(table))
                .param("draft", draft(check))
                .query(Integer.class)
                .single();
    }

    /** The address of the identity service to which the page sends somebody. */
    private String begin(Answer check) {
        return visitor.post(check.address().getPath().replace("/pruefen", "/ausweisen"), Map.of())
                .location();
    }

    private Answer card(String address) {
        return visitor.get(address.substring(address.indexOf("/demo/")));
    }

    /** The address to which somebody goes back who is Jörg-Peter Weiß. */
    private String answer(String address) {
        var form = Form.listOf(card(address).html())
                .getFirst()
                .with("vornamen", "Jörg-Peter")
                .with("familienname", "Weiß")
                .with("geburtsdatum", BORN.toString());
        var back = visitor.post(form).location();
        return back.substring(back.indexOf("/ausweisen/"));
    }

    @Test
    void whoHasProvedItSendsAndTheOfficeAndTheReceiptSayHow() throws IOException {
        var check = citizen.fillIn(TENANT, SERVICE);
        assertThat(page(check)).contains("Bitte weisen Sie sich aus", "Niveau substanziell");
        assertThat(Form.listOf(check.html()))
                .as("it cannot be sent yet")
                .noneMatch(form -> form.path().endsWith("/absenden"));

        var proven = citizen.identify(check, "JÖRG PETER", "weiß", BORN, null);

        assertThat(page(proven)).contains("Sie haben sich ausgewiesen", "Demonstration – kein echter Ausweis");
        var sent = send(proven);
        assertThat(sent.toString()).endsWith("/gesendet → 200");
        assertThat(kept("draft_identity", check))
                .as("nothing is left of it in the draft")
                .isZero();
        var it = COUNTY.owner()
                .sql("select id::text || ' ' || tenant from cases.case where draft = :draft")
                .param("draft", draft(check))
                .query(String.class)
                .single()
                .split(" ");
        var desk = COUNTY.staff(it[1], Role.CLERK).get("/arbeitsplatz/vorgaenge/" + it[0]);
        assertThat(page(desk))
                .contains("Ausgewiesen mit Demonstration – kein echter Ausweis (Niveau substanziell) am ")
                .doesNotContain("Identität noch nicht geprüft");
        var receipt = visitor.get(sent.address().getPath().replace("/gesendet", "/eingang.pdf"));
        try (var pdf = Loader.loadPDF(receipt.body())) {
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
                    .contains("Ausgewiesen mit Demonstration – kein echter Ausweis (Niveau substanziell) am ");
        }
    }

    @Test
    void withoutProofNothingIsSent() {
        var check = citizen.fillIn(TENANT, SERVICE);

        assertThat(send(check).toString()).endsWith("/pruefen → 200");
        assertThat(kept("case", check)).isZero();
    }

    @Test
    void whoSaysAnotherNameIsToldWhichAndMustProveItAgainAfterCorrectingIt() {
        var check = citizen.identify(
                citizen.fillIn(TENANT, SERVICE), "Jörg-Peter", "Schwarz", LocalDate.of(1991, 5, 5), null);

        assertThat(page(check))
                .contains("Ihr Ausweis sagt etwas anderes als Ihr Antrag: Familienname, Geburtsdatum")
                .doesNotContain("Schwarz");
        assertThat(send(check).toString()).endsWith("/pruefen → 200");

        var person = visitor.get(check.address().getPath().replace("/pruefen", "/person"));
        visitor.post(Form.listOf(person.html()).stream()
                .filter(form -> form.path().endsWith("/person"))
                .findFirst()
                .orElseThrow()
                .with("familienname", "Schwarz"));
        var changed = visitor.get(check.address().getPath());
        assertThat(page(changed)).contains("nachdem Sie sich ausgewiesen haben");
        assertThat(send(changed).toString()).endsWith("/pruefen → 200");

        var proven = citizen.identify(changed);
        assertThat(send(proven).toString()).endsWith("/gesendet → 200");
    }

    @Test
    void aLowerLevelIsNotEnoughAndAHigherOneIs() {
        var check = citizen.identify(citizen.fillIn(TENANT, SERVICE), "Jörg-Peter", "Weiß", BORN, "NONE");
        assertThat(page(check)).contains("nur mit dem Niveau niedrig", "nötig ist substanziell");
        assertThat(send(check).toString()).endsWith("/pruefen → 200");

        var proven = citizen.identify(check, "Jörg-Peter", "Weiß", BORN, "HIGH");
        assertThat(send(proven).toString()).endsWith("/gesendet → 200");
    }

    @Test
    void aProofIsGoodForAnHour() {
        var check = citizen.identify(citizen.fillIn(TENANT, SERVICE));
        COUNTY.owner()
                .sql("update cases.draft_identity set at = at - interval '61 min' where draft = :draft")
                .param("draft", draft(check))
                .update();

        assertThat(page(visitor.get(check.address().getPath()))).contains("vor mehr als einer Stunde");
        assertThat(send(check).toString()).endsWith("/pruefen → 200");
    }

    @Test
    void anAnswerIsGoodOnceAndOnlyForTheLastQuestionOfItsDraft() {
        var check = citizen.fillIn(TENANT, SERVICE);
        var old = begin(check);
        var answer = answer(old);
        var newer = begin(check);
        assertThat(visitor.open(answer).toString()).as("an older question").endsWith("?ausweis=fehler → 200");
        assertThat(kept("draft_identity", check)).isZero();

        var nonce = old.replaceFirst(".*nonce=([^&]*).*", "$1");
        var mixed = answer(newer.replaceFirst("nonce=[^&]*", "nonce=" + nonce));
        assertThat(visitor.open(mixed).toString()).as("another nonce").endsWith("?ausweis=fehler → 200");

        var good = answer(begin(check));
        assertThat(visitor.open(good).toString()).endsWith("/pruefen → 200");
        assertThat(visitor.open(good).toString()).as("the second time").endsWith("?ausweis=fehler → 200");
    }

    @Test
    void nobodyProvesAnythingForTheDraftOfSomebodyElse() {
        var check = citizen.fillIn(TENANT, SERVICE);
        var stranger = COUNTY.visitor();
        var others = new Citizen(stranger).answering("art", "erbe").fillIn(TENANT, SERVICE);
        var answer = answer(begin(check));

        assertThat(stranger.open(answer).toString()).as("has not its key").contains("/antrag?geschlossen");
        var moved =
                answer.replace("/ausweisen/antwort", others.address().getPath().replace("/pruefen", "/ausweisen"));
        assertThat(stranger.open(moved).toString()).as("in their own draft").endsWith("?ausweis=fehler → 200");
        assertThat(kept("draft_identity", others)).isZero();
        assertThat(kept("draft_identity", check)).isZero();
    }

    @Test
    void whoBreaksOffReadsThatNothingIsLost() {
        var check = citizen.fillIn(TENANT, SERVICE);
        var cancel = Form.listOf(card(begin(check)).html()).getLast();

        var back = visitor.follow(visitor.post(cancel));

        assertThat(page(back)).contains("Sie haben das Ausweisen abgebrochen", "Ausweisen");
        assertThat(kept("identity_request", check)).isZero();
    }

    @Test
    void whereNoServiceIsSetUpNobodyIsHeldUpAndTheOfficeLooksAtTheCard() {
        var form = COUNTY.bean(Services.class)
                .find(TENANT, SERVICE)
                .orElseThrow()
                .pack()
                .form();
        var run = FormRun.of(
                form, Answers.NONE, new Setting(LocalDate.of(2026, 11, 22), List.of(), Optional.empty(), Map.of()));
        var without = new Identities(
                COUNTY.bean(JdbcClient.class),
                COUNTY.bean(Tenancy.class),
                Clock.systemUTC(),
                new StaticListableBeanFactory().getBeanProvider(IdentityService.class));

        assertThat(without.findServiceName()).isEmpty();
        assertThat(without.standing(UUID.randomUUID(), Identification.SUBSTANTIAL, run))
                .isEqualTo(new Standing.AtTheOffice());
        assertThatThrownBy(() -> without.begin(TENANT, UUID.randomUUID(), Identification.SUBSTANTIAL))
                .isInstanceOf(ProofRefused.class);
    }

    @Test
    void theServicePageSaysHowSurelyOneMustBeKnown() {
        assertThat(page(visitor.get("/%s/leistungen/%s".formatted(TENANT, SERVICE))))
                .contains("Ausweis nötig, Niveau substanziell");
        assertThat(page(visitor.get("/%s/leistungen/wohnsitz-anmeldung".formatted(TENANT))))
                .contains("Ausweis nötig, Niveau hoch");
        assertThat(page(visitor.get("/%s/leistungen/eheurkunde".formatted(TENANT))))
                .contains("keine nötig");
    }
}
