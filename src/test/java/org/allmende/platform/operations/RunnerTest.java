package org.allmende.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.allmende.platform.PlatformServer;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two instances of the server on one database. */
@Timeout(120)
class RunnerTest {

    @TempDir
    static Path folder;

    private static PlatformServer one;
    private static PlatformServer other;
    private static JdbcClient owner;

    @BeforeAll
    static void twoInstances() {
        var database = TestDatabase.newDatabase();
        one = PlatformServer.startOn(database, folder);
        other = PlatformServer.startOn(database, folder);
        owner = JdbcClient.create(TestDatabase.serverFor(database).ownerSource());
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void workOfATenantIsDoneByOneInstanceAtATime() throws InterruptedException {
        var atWork = new CountDownLatch(1);
        var enough = new CountDownLatch(1);
        var runs = new AtomicInteger();
        var work = new DueWork("shearing", Duration.ofHours(1), runner -> List.of("lohra"), tenant -> {
            runs.incrementAndGet();
            atWork.countDown();
            await(enough);
        });
        var first = Thread.ofVirtual().start(() -> one.bean(Runner.class).run(work));
        atWork.await();
        assertThat(other.bean(Runner.class).run(work))
                .as("the other leaves it alone")
                .isZero();
        enough.countDown();
        first.join();
        assertThat(other.bean(Runner.class).run(work))
                .as("and may do it afterwards")
                .isEqualTo(1);
        assertThat(runs).hasValue(2);
    }

    @Test
    void aFailureInOneTenantDoesNotHoldUpTheOthers() {
        var work = new DueWork("counting", Duration.ofHours(1), runner -> List.of("lohra", "wetter"), tenant -> {
            if (tenant.equals("lohra")) {
                throw new IllegalStateException("Lohra has lost count");
            }
        });
        assertThat(one.bean(Runner.class).run(work)).isEqualTo(1);
    }

    @Test
    void theRunnerFindsTenantsButReadsNoLetter() {
        one.bean(Tenancy.class)
                .run(
                        "wetter",
                        () -> one.bean(JdbcClient.class)
                                .sql("""
                insert into platform.mail (tenant, id, recipient, subject, body, state, next_attempt, created, done)
                values ('wetter', :id, 'a@b.example', 'Alt', 'Text', 'SENT', now(), now(), now() - interval '40 days')
                """)
                                .param("id", UUID.randomUUID())
                                .update());
        var work = new PlatformWork().forgetMail(one.bean(org.allmende.platform.mail.MailDelivery.class));
        assertThat(one.bean(Runner.class).run(work))
                .as("one tenant has an old letter")
                .isEqualTo(1);
        assertThat(one.bean(Runner.class).run(work)).as("now it is forgotten").isZero();
    }

    @Test
    void whatAKilledInstanceHadInHandIsTakenUpOnce() {
        leaveBehind("orphan", "PROCESSING", "allmende-app dead0000");
        leaveBehind("waiting orphan", "PUBLISHED", "allmende-app dead0000");
        waitFor(() -> countOf("orphan") + countOf("waiting orphan") > 1);
        waitFor(() -> left() == 0);
        assertThat(countOf("orphan")).as("by one of the two, once").isEqualTo(1);
        assertThat(countOf("waiting orphan")).isEqualTo(1);
    }

    @Test
    void whatALivingInstanceHasInHandIsLeftToIt() throws InterruptedException {
        var living = owner.sql("""
                select application_name
                  from pg_stat_activity
                 where datname = current_database() and application_name like 'allmende-app%'
                 limit 1
                """).query(String.class).single();
        leaveBehind("in hand", "PROCESSING", living);
        Thread.sleep(7_000);
        assertThat(countOf("in hand")).as("both instances have looked by now").isZero();
        owner.sql("delete from platform.event_publication where serialized_event like '%in hand%'")
                .update();
    }

    @Test
    void whatFailedIsTriedAgain() {
        one.publish("lohra", new PlatformServer.Shorn("black Berta"));
        waitFor(() -> countOf("black Berta") == 2);
        waitFor(() -> left() == 0);
    }

    @Test
    void thePauseAfterAFailureGrows() {
        assertThat(FollowUps.Retry.waitAfter(1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(FollowUps.Retry.waitAfter(4)).isEqualTo(Duration.ofSeconds(80));
        assertThat(FollowUps.Retry.waitAfter(100)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void theNightIsTheLastOneThatBegan() {
        var at = LocalTime.of(2, 0);
        assertThat(Nightly.lastTime(at, Instant.parse("2026-07-01T00:30:00Z"))).isEqualTo("2026-07-01T00:00:00Z");
        assertThat(Nightly.lastTime(at, Instant.parse("2026-06-30T23:30:00Z"))).isEqualTo("2026-06-30T00:00:00Z");
    }

    private static void leaveBehind(String sheep, String status, String instance) {
        owner.sql("""
                insert into platform.event_publication
                       (id, listener_id, event_type, serialized_event, publication_date, status, completion_attempts, instance)
                values (:id, 'test.shepherd', :type, :event, now(), :status, 1, :instance)
                """)
                .param("id", UUID.randomUUID())
                .param("type", PlatformServer.Shorn.class.getName())
                .param("event", "{\"sheep\":\"%s\"}".formatted(sheep))
                .param("status", status)
                .param("instance", instance)
                .update();
    }

    private static long countOf(String sheep) {
        return java.util.stream.Stream.of(one, other)
                .flatMap(server -> server.bean(PlatformServer.Shepherd.class).heard().stream())
                .filter(sheep::equals)
                .count();
    }

    private static int left() {
        return owner.sql("select count(*) from platform.event_publication")
                .query(Integer.class)
                .single();
    }

    private static void waitFor(BooleanSupplier condition) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("It does not happen");
            }
            sleep();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
