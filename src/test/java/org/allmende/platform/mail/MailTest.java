package org.allmende.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.TestDatabase;
import org.allmende.platform.mail.Letter.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MailTest {

    private static final String TENANT = "gladenbach";
    private static final String EVA = "eva@musterau.example";

    private static TestDatabase database;

    private final SettableClock clock = new SettableClock();
    private SmtpSink sink = new SmtpSink(0);
    private Mail mail = mail("localhost");
    private MailDelivery delivery = delivery("localhost");

    @BeforeAll
    static void startDatabase() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void open() {
        database.owner.sql("truncate platform.mail").update();
        mail = mail("localhost");
        delivery = delivery("localhost");
    }

    @AfterEach
    void stop() {
        sink.close();
    }

    @Test
    void aLetterArrivesAsItWasWritten() throws Exception {
        send(EVA, "Ihr Antrag auf eine Eheurkunde – Größe", "Guten Tag Frau Żółć,\n\n.\nGrüße");

        assertThat(delivery.deliverDue(TENANT)).isEqualTo(1);

        var letter = new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(sink.letters().getFirst().getBytes(StandardCharsets.UTF_8)));
        assertThat(letter.getSubject()).isEqualTo("Ihr Antrag auf eine Eheurkunde – Größe");
        assertThat((String) letter.getContent()).isEqualToNormalizingNewlines("Guten Tag Frau Żółć,\n\n.\nGrüße\n");
        assertThat(letter.getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
        assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(letter.getMessageID()).isEqualTo("<" + only().id() + "@allmende.example>");
        assertThat(letter.getFrom()).singleElement().hasToString("noreply@allmende.example");
        assertThat(sink.recipients()).containsExactly(EVA);
        assertThat(only().state()).isEqualTo(State.SENT);
        assertThat(delivery.deliverDue(TENANT)).as("once only").isZero();
    }

    @Test
    void aLetterThatWasOrderedCanBeEndedByTheMailProgram() {
        var end = URI.create("https://portal.kreis.example/gladenbach/abonnement/1/geheim");
        database.tenancy.run(TENANT, () -> mail.send(new Message(EVA, "Die Lahn steigt", "Text", end)));
        send(EVA, "Ihr Antrag", "Text");
        delivery.deliverDue(TENANT);

        assertThat(sink.letters().getFirst())
                .contains("List-Unsubscribe: <" + end + ">", "List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        assertThat(sink.letters().getLast()).doesNotContain("List-Unsubscribe");
    }

    @Test
    void whatWaitsDoesNotLeaveAfterItsReaderHasEndedIt() {
        var end = URI.create("https://portal.kreis.example/gladenbach/abonnement/1/geheim");
        database.tenancy.run(TENANT, () -> mail.send(new Message(EVA, "Die Lahn steigt", "Text", end)));
        send(EVA, "Ihr Antrag", "Text");
        database.tenancy.run(TENANT, () -> mail.forgetWaiting(end));

        assertThat(delivery.deliverDue(TENANT)).isEqualTo(1);
        assertThat(sink.letters().getFirst()).contains("Ihr Antrag");
    }

    @Test
    void whatAPersonTypedBecomesNoHeader() {
        send(EVA, "Antrag\r\nBcc: alle@musterau.example\r\n\r\n<script>", "Bcc: alle@musterau.example");
        delivery.deliverDue(TENANT);

        String head = sink.letters().getFirst().split("\r\n\r\n", 2)[0];
        assertThat(head.lines()).noneMatch(line -> line.startsWith("Bcc"));
        assertThat(sink.recipients()).containsExactly(EVA);
    }

    @Test
    void aTransactionThatFailsSendsNothing() {
        assertThatThrownBy(() -> database.tenancy.run(TENANT, () -> {
                    mail.send(new Message(EVA, "Betreff", "Text"));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(delivery.deliverDue(TENANT)).isZero();
    }

    @Test
    void anotherTenantsLettersAreNotTouched() {
        send(EVA, "Betreff", "Text");

        assertThat(delivery.deliverDue("lahntal")).isZero();
        assertThat(database.tenancy.as("lahntal", () -> mail.list(10))).isEmpty();
    }

    @Test
    void withoutAMailServerLettersStayInTheOutboxToBeRead() {
        mail = mail(null);
        send(EVA, "Betreff", "Text");

        assertThat(delivery(null).deliverDue(TENANT)).isZero();
        assertThat(only().state()).isEqualTo(State.KEPT);
        assertThat(only().text()).isEqualTo("Text");
    }

    @Test
    void lettersOutliveAnOutageOfTheMailServerAndArriveOnceInOrder() {
        int port = sink.port();
        sink.close();
        for (int i = 1; i <= 3; i++) {
            send(EVA, "Brief " + i, "Text");
        }

        assertThat(delivery.deliverDue(TENANT)).isZero();
        assertThat(outbox().map(Letter::attempts))
                .as("one knock on the door, not three")
                .containsExactly(0, 0, 1);
        assertThat(outbox().map(Letter::failure)).contains("ConnectException");
        assertThat(delivery.deliverDue(TENANT)).as("it waits half a minute").isZero();
        assertThat(outbox().mapToInt(Letter::attempts).sum()).isEqualTo(1);

        sink = new SmtpSink(port);
        clock.advance(Duration.ofMinutes(2));
        assertThat(delivery.deliverDue(TENANT)).isEqualTo(3);
        assertThat(sink.letters()).hasSize(3);
        assertThat(outbox().map(Letter::state)).containsOnly(State.SENT);
    }

    @Test
    void aRecipientWhomTheServerDoesNotKnowIsTriedOnceAndHoldsUpNobody() {
        sink.refuse("weg@musterau.example", 550);
        send("weg@musterau.example", "Betreff", "Text");
        send(EVA, "Betreff", "Text");

        assertThat(delivery.deliverDue(TENANT)).isEqualTo(1);
        assertThat(outbox().map(Letter::state)).containsExactly(State.SENT, State.FAILED);
        assertThat(outbox().map(Letter::failure)).containsExactly(null, "550");

        sink.acceptAll();
        Letter failed = outbox().toList().getLast();
        database.tenancy.run(TENANT, () -> mail.retry(failed.id()));
        assertThat(delivery.deliverDue(TENANT)).isEqualTo(1);
    }

    @Test
    void aServerThatAsksToComeBackIsAskedAgainWithGrowingPauses() {
        sink.refuse(EVA, 450);
        send(EVA, "Betreff", "Text");
        delivery.deliverDue(TENANT);
        assertThat(only().state()).isEqualTo(State.WAITING);

        sink.acceptAll();
        clock.advance(Duration.ofSeconds(59));
        assertThat(delivery.deliverDue(TENANT)).isZero();
        clock.advance(Duration.ofSeconds(2));
        assertThat(delivery.deliverDue(TENANT)).isEqualTo(1);
        assertThat(IntStream.of(0, 1, 2, 8, 9, 500).mapToObj(MailDelivery::waitAfter))
                .extracting(Duration::toMinutes)
                .containsExactly(1L, 2L, 4L, 256L, 360L, 360L);
    }

    @Test
    void afterFiveDaysALetterIsGivenUp() {
        sink.refuse(EVA, 450);
        send(EVA, "Betreff", "Text");
        clock.advance(Duration.ofDays(4));
        delivery.deliverDue(TENANT);
        assertThat(only().state()).isEqualTo(State.WAITING);

        clock.advance(Duration.ofDays(2));
        delivery.deliverDue(TENANT);
        assertThat(only().state()).isEqualTo(State.FAILED);
    }

    @Test
    void recipientAndTextAreForgottenThirtyDaysAfterSending() {
        send(EVA, "Betreff", "Text");
        delivery.deliverDue(TENANT);
        clock.advance(Duration.ofDays(29));
        assertThat(delivery.forget(TENANT)).isZero();

        clock.advance(Duration.ofDays(2));
        assertThat(delivery.forget(TENANT)).isEqualTo(1);
        assertThat(only().recipient()).isNull();
        assertThat(only().text()).isNull();
        assertThat(delivery.forget(TENANT)).isZero();
    }

    @Test
    void twoServersOnOneOutboxSendEachLetterOnce() throws Exception {
        for (int i = 0; i < 40; i++) {
            send(EVA, "Brief " + i, "Text");
        }
        Callable<Integer> server = () -> delivery("localhost").deliverDue(TENANT);
        int sent = 0;
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var each :
                    threads.invokeAll(Stream.generate(() -> server).limit(4).toList())) {
                sent += each.get();
            }
        }

        assertThat(sent).isEqualTo(40);
        assertThat(sink.letters().stream()
                        .map(letter -> letter.lines()
                                .filter(line -> line.startsWith("Subject"))
                                .findFirst()
                                .orElseThrow())
                        .collect(Collectors.toSet()))
                .hasSize(40);
        assertThat(sink.letters()).hasSize(40);
    }

    @Test
    void theRunnerSeesThatATenantHasMailAndNothingOfIt() {
        send(EVA, "Betreff", "Text");
        var runner = JdbcClient.create(new DriverManagerDataSource(
                database.server.runner().url(),
                database.server.runner().user(),
                database.server.runner().password()));

        assertThat(runner.sql("""
                        select distinct tenant
                          from platform.mail
                         where state = 'WAITING' and next_attempt <= :now
                        """)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .query(String.class)
                        .list())
                .containsExactly(TENANT);
        assertThatThrownBy(() -> runner.sql("select recipient from platform.mail")
                        .query()
                        .listOfRows())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private void send(String recipient, String subject, String text) {
        clock.advance(Duration.ofMillis(1));
        database.tenancy.run(TENANT, () -> mail.send(new Message(recipient, subject, text)));
    }

    private Stream<Letter> outbox() {
        return database.tenancy.as(TENANT, () -> mail.list(100)).stream();
    }

    private Letter only() {
        return outbox().collect(Collectors.collectingAndThen(Collectors.toList(), all -> {
            assertThat(all).hasSize(1);
            return all.getFirst();
        }));
    }

    private Mail mail(@Nullable String host) {
        return new Mail(database.db, database.tenancy, clock, smtp(host));
    }

    private MailDelivery delivery(@Nullable String host) {
        return new MailDelivery(database.db, database.tenancy, clock, smtp(host));
    }

    private Smtp smtp(@Nullable String host) {
        return new Smtp(new Configuration.Mail(host, sink.port(), "", "", false, "noreply@allmende.example"));
    }

    private static final class SettableClock extends Clock {

        private Instant now = Instant.parse("2026-11-20T17:42:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
