package org.allmende.cases.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.SentCase;
import org.allmende.Visitor;
import org.allmende.demo.DemoPaymentService;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.platform.pdf.VeraPdf;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.form.Euro;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** An Eheurkunde for which something is owed, in Angelburg. */
class PaymentTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "angelburg";

    private final Visitor citizen = COUNTY.visitor();
    private final Visitor cashier = COUNTY.staff(TOWN, Role.CASHIER);

    /** A case with its path for the citizen. */
    private record Owed(UUID id, String status) {

        String cash() {
            return "/arbeitsplatz/kasse/" + id;
        }
    }

    @Test
    void onlyWhatThePaymentServiceItselfSaysIsBooked() {
        var owed = decided();
        var begun = citizen.post(owed.status() + "/bezahlen", Map.of()).location();
        assertThat(begun).contains("/demo/bezahlen?zahlung=");
        var id = begun.substring(begun.indexOf('=') + 1);
        var back = owed.status() + "/bezahlt?zahlung=" + id;

        assertThat(citizen.get(back + "&betrag=1200&stand=bezahlt&signatur=" + "0".repeat(64))
                        .location())
                .as("a signature that anybody can write")
                .endsWith("?bezahlt=forged");
        assertThat(citizen.get(back).location()).as("no signature").endsWith("?bezahlt=forged");
        assertThat(paid(owed)).isZero();

        var genuine = returned(citizen.post("/demo/bezahlen", Map.of("zahlung", id, "was", "bezahlen"))
                .location());
        assertThat(citizen.get(genuine.replaceFirst("betrag=\\d+", "betrag=1")).location())
                .as("another amount under the same signature")
                .endsWith("?bezahlt=forged");
        var other = decided();
        assertThat(citizen.get(genuine.replace(owed.status(), other.status())).location())
                .as("the same payment for another case")
                .endsWith("?bezahlt=forged");
        assertThat(paid(owed) + paid(other)).isZero();

        assertThat(citizen.get(genuine).location()).endsWith("?bezahlt=paid");
        assertThat(citizen.get(genuine).location()).as("once more").endsWith("?bezahlt=paid");
        assertThat(paid(owed)).isEqualTo(demand(owed).cents());
        assertThat(COUNTY.bean(Tenancy.class)
                        .as(TOWN, () -> COUNTY.bean(Demands.class).payments(owed.id())))
                .hasSize(1);
        assertThat(citizen.get(owed.status()).text()).contains("Die Gebühr ist bezahlt");
        assertThat(citizen.post(owed.status() + "/bezahlen", Map.of()).location())
                .as("nothing is owed any more")
                .endsWith("?bezahlt=not_paid");
    }

    @Test
    void whatCameIsBookedEvenIfItIsNotWhatWasAskedFor() {
        var owed = decided();
        var id = begin(owed);
        var service = COUNTY.bean(DemoPaymentService.class);
        var begun = service.find(UUID.fromString(id)).orElseThrow().request();
        service.begin(new PaymentRequest(begun.id(), 1, begun.purpose(), begun.back()));
        var genuine = returned(citizen.post("/demo/bezahlen", Map.of("zahlung", id, "was", "bezahlen"))
                .location());
        assertThat(citizen.get(genuine).location()).endsWith("?bezahlt=other_amount");
        assertThat(citizen.get(owed.status() + "?bezahlt=other_amount").text()).contains("anderen Betrag");
        COUNTY.bean(OnlinePayments.class).askAboutOpen(TOWN);
        assertThat(citizen.get(genuine).location()).as("once more").endsWith("?bezahlt=other_amount");

        assertThat(paid(owed)).isOne();
        assertThat(demand(owed).state()).isEqualTo(Demand.State.PARTLY);
        assertThat(cashier.get(owed.cash()).text()).contains("teils bezahlt", "Verlangt waren " + euro(owed));
        assertThat(COUNTY.owner()
                        .sql("select state from cases.payment_request where id = :id::uuid")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .as("nobody asks about it any more")
                .isEqualTo("PAID");
    }

    private static String euro(Owed owed) {
        return Euro.ofCents(demand(owed).cents()).in("de");
    }

    @Test
    void whoPaysAndNeverComesBackHasPaidAllTheSame() {
        var owed = decided();
        var id = begin(owed);
        citizen.post("/demo/bezahlen", Map.of("zahlung", id, "was", "bezahlen"));
        COUNTY.owner()
                .sql("update cases.payment_request set asked = now() - interval '6 minutes' where id = :id::uuid")
                .param("id", id)
                .update();
        COUNTY.bean(OnlinePayments.class).askAboutOpen(TOWN);
        assertThat(demand(owed).state()).isEqualTo(Demand.State.PAID);
    }

    @Test
    void whoBreaksOffOwesAsBefore() {
        var owed = decided();
        var back = citizen.post("/demo/bezahlen", Map.of("zahlung", begin(owed), "was", "abbrechen"))
                .location();
        assertThat(citizen.get(returned(back)).location()).endsWith("?bezahlt=not_paid");
        assertThat(citizen.get(owed.status()).text()).contains("Zu zahlen sind");
    }

    @Test
    void theCashierBooksAPartThenTheRestThenGivesSomeBack() {
        var owed = decided();
        var today = LocalDate.now(GermanDates.BERLIN).toString();
        var all = demand(owed).cents();
        book(owed, "5,00", today);
        assertThat(demand(owed).state()).isEqualTo(Demand.State.PARTLY);
        assertThat(citizen.get(owed.status()).text()).contains("Noch zu zahlen sind");
        book(owed, cents(all), today);
        assertThat(demand(owed).state()).isEqualTo(Demand.State.OVERPAID);
        assertThat(cashier.post(owed.cash() + "/erstattung", Map.of("betrag", "999", "grund", "zu viel"))
                        .text())
                .contains("So viel ist nicht gekommen");
        cashier.post(owed.cash() + "/erstattung", Map.of("betrag", "5,00", "grund", "doppelt überwiesen"));
        assertThat(demand(owed).state()).isEqualTo(Demand.State.PAID);
        assertThat(cashier.get(owed.cash()).text())
                .contains("doppelt überwiesen")
                .contains("-5,00");
        assertThat(book(owed, "5,00", "2099-01-01")).contains("in der Zukunft");
        assertThat(book(owed, "-5,00", today)).contains("Geben Sie einen Betrag");
        assertThat(demand(owed).paid()).isEqualTo(all);
        assertThat(cashier.get("/arbeitsplatz/kasse/liste.csv?ansicht=paid").text())
                .contains("Zahlmeister")
                .contains("bezahlt");
    }

    @Test
    void anotherTownsCashierFindsNothing() {
        var owed = decided();
        var stranger = COUNTY.staff("steffenberg", Role.CASHIER);
        assertThat(stranger.get(owed.cash()).status()).isEqualTo(404);
        assertThat(stranger.post(owed.cash() + "/zahlung", Map.of("betrag", "5", "tag", "2026-01-01"))
                        .status())
                .isEqualTo(404);
        assertThat(COUNTY.staff(TOWN, Role.CLERK).get(owed.cash()).status()).isEqualTo(403);
        assertThat(cashier.get("/arbeitsplatz/vorgaenge/" + owed.id()).status())
                .as("a cashier opens no case")
                .isEqualTo(403);
    }

    @Test
    void whoHasNotPaidIsRemindedOnce() {
        var owed = decided();
        COUNTY.owner()
                .sql("update cases.demand set due = current_date - 8 where case_id = :id")
                .param("id", owed.id())
                .update();
        COUNTY.bean(Reminders.class).remindDue(TOWN);
        COUNTY.bean(Reminders.class).remindDue(TOWN);
        assertThat(demand(owed).reminders()).isEqualTo(1);
        assertThat(COUNTY.owner()
                        .sql("select count(*) from platform.mail where tenant = :tenant and subject like :subject")
                        .param("tenant", TOWN)
                        .param(
                                "subject",
                                "Zahlungserinnerung zu " + demand(owed).number())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        var pdf = citizen.get(owed.status() + "/rechnung.pdf").body();
        assertThat(text(pdf)).contains("Zahlungserinnerung").contains("Zahlmeister");
        assertThat(VeraPdf.faults(pdf)).isEmpty();
    }

    @Test
    void whoIsExemptOwesNothingAndReadsWhy() {
        var sent = send();
        var clerk = COUNTY.staff(TOWN, Role.CLERK);
        var desk = "/arbeitsplatz/vorgaenge/" + sent.id();
        assertThat(clerk.post(desk + "/gebuehr", Map.of("betrag", "0", "grund", ""))
                        .text())
                .contains("Geben Sie einen Betrag bis");
        assertThat(clerk.post(desk + "/gebuehr", Map.of("betrag", "9999", "grund", "mehr"))
                        .text())
                .contains("Geben Sie einen Betrag bis");
        clerk.post(desk + "/gebuehr", Map.of("betrag", "0", "grund", "Bezug von Bürgergeld"));
        decide(sent);

        var notice = text(citizen.get(sent.status() + "/bescheid.pdf").body());

        assertThat(notice)
                .contains("Bezug von Bürgergeld")
                .doesNotContain("Einzelbetrag")
                .doesNotContain("IBAN");
        assertThat(COUNTY.owner()
                        .sql("select count(*) from cases.demand where case_id = :id")
                        .param("id", sent.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private String begin(Owed owed) {
        var begun = citizen.post(owed.status() + "/bezahlen", Map.of()).location();
        return begun.substring(begun.indexOf('=') + 1);
    }

    private static String returned(String location) {
        var address = URI.create(location);
        return address.getRawPath() + "?" + address.getRawQuery();
    }

    private String book(Owed owed, String amount, String day) {
        return cashier.follow(cashier.post(owed.cash() + "/zahlung", Map.of("betrag", amount, "tag", day)))
                .text();
    }

    private static String cents(int cents) {
        return "%d,%02d".formatted(cents / 100, cents % 100);
    }

    private static Demand demand(Owed owed) {
        return COUNTY.bean(Tenancy.class)
                .as(TOWN, () -> COUNTY.bean(Demands.class).find(owed.id()))
                .orElseThrow();
    }

    private static int paid(Owed owed) {
        return demand(owed).paid();
    }

    private Owed send() {
        var sent = SentCase.of(
                COUNTY,
                new Citizen(citizen)
                        .answering("ort", TOWN)
                        .answering("familienname", "Zahlmeister")
                        .send(TOWN, "eheurkunde"));
        return new Owed(sent.id(), sent.path());
    }

    private void decide(Owed sent) {
        COUNTY.staff(TOWN, Role.CLERK)
                .post("/arbeitsplatz/vorgaenge/" + sent.id() + "/entscheiden", Map.of("outcome", "bewilligt"));
        for (int patience = 0;
                patience < 150 && citizen.get(sent.status() + "/bescheid.pdf").status() != 200;
                patience++) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private Owed decided() {
        var sent = send();
        decide(sent);
        for (int patience = 0; patience < 150 && !isOwed(sent); patience++) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        return sent;
    }

    private static boolean isOwed(Owed sent) {
        return COUNTY.bean(Tenancy.class)
                .as(TOWN, () -> COUNTY.bean(Demands.class).find(sent.id()))
                .isPresent();
    }

    private static String text(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
