package org.allmende.platform.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.allmende.Answer;
import org.allmende.DemoCounty;
import org.allmende.Inbox;
import org.allmende.platform.database.Tenancy;
import org.junit.jupiter.api.Test;

class SubscribersTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "angelburg";
    private static final String TITLE = "Perf an der Größenbrücke";

    private final Subscribers subscribers = COUNTY.bean(Subscribers.class);
    private final Tenancy tenancy = COUNTY.bean(Tenancy.class);

    private static Inbox somebody() {
        return new Inbox(COUNTY, UUID.randomUUID() + "@musterau.example");
    }

    private void ask(Inbox who, String topic) {
        tenancy.run(
                TENANT, () -> subscribers.ask(new Wanted("probe", topic, TITLE, "/angelburg/"), who.address(), "de"));
    }

    private void tell(String topic, String subject) {
        subscribers.listActive("probe").stream()
                .filter(it -> it.wanted().topic().equals(topic))
                .forEach(it -> subscribers.tell(it, subject, "Es steigt."));
    }

    private static Answer oneClick(String link) {
        var program = COUNTY.visitor();
        return program.send(program.plainRequest(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click")));
    }

    private static long rows(String topic) {
        return COUNTY.owner()
                .sql("select count(*) from platform.subscription where topic = :topic")
                .param("topic", topic)
                .query(Long.class)
                .single();
    }

    @Test
    void nothingComesBeforeItIsConfirmedAndNothingAfterItIsEnded() {
        var reader = somebody();
        var topic = "weg " + reader.address();
        ask(reader, topic);
        assertThat(reader.subjects()).hasSize(1).first().asString().startsWith("Bitte bestätigen");
        tenancy.run(TENANT, () -> tell(topic, "zu früh"));
        var link = reader.link();

        var looked = COUNTY.visitor().get(link);
        assertThat(looked.status()).isEqualTo(200);
        assertThat(looked.text()).contains(TITLE);
        assertThat(looked.header("Cache-Control")).contains("no-store");
        tenancy.run(TENANT, () -> tell(topic, "Ein Mailscanner sieht hin, das bestätigt nichts"));
        assertThat(reader.letters()).hasSize(1);

        reader.confirm();
        tenancy.run(TENANT, () -> tell(topic, "Die Perf steigt"));
        assertThat(reader.subjects()).hasSize(2).last().isEqualTo("Die Perf steigt");
        assertThat(reader.letters().getLast().body()).contains("Es steigt.", TITLE, COUNTY.url(link));
        assertThat(reader.letters().getLast().unsubscribe()).isEqualTo(COUNTY.url(link));

        assertThat(COUNTY.visitor().get(link).status()).isEqualTo(200);
        assertThat(rows(topic)).as("a look at the link ends nothing").isEqualTo(1);
        assertThat(oneClick(link).status()).as("a mail program, from nowhere").isEqualTo(200);
        assertThat(rows(topic)).as("address and all").isZero();
        tenancy.run(TENANT, () -> tell(topic, "zu spät"));
        assertThat(reader.letters()).hasSize(2);
        assertThat(COUNTY.visitor().get(link).status()).isEqualTo(410);
        assertThat(oneClick(link).status()).as("twice is once").isEqualTo(200);
    }

    @Test
    void aStrangersInboxIsNotFilled() throws Exception {
        var stranger = somebody();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            pool.invokeAll(IntStream.range(0, 20)
                    .mapToObj(any -> (Callable<Object>) () -> {
                        ask(stranger, "dasselbe " + stranger.address());
                        return true;
                    })
                    .toList());
        }
        assertThat(stranger.letters()).as("one thing, twenty times at once").hasSize(1);
        for (int i = 0; i < 20; i++) {
            ask(stranger, "anderes %d %s".formatted(i, stranger.address()));
        }
        var alias = new Inbox(COUNTY, stranger.address().replace("@", "+x@").toUpperCase(java.util.Locale.ROOT));
        ask(alias, "noch eines " + stranger.address());
        assertThat(stranger.letters().size() + alias.letters().size())
                .as("letters of a day, whatever was asked for")
                .isEqualTo(ConfirmationLimit.OF_ONE_PERSON);
    }

    @Test
    void whoeverHasItAlreadyIsToldSoInTheLetterOnly() {
        var reader = somebody();
        var topic = "schon " + reader.address();
        ask(reader, topic);
        reader.confirm();
        tomorrow();
        ask(new Inbox(COUNTY, reader.address().toUpperCase(java.util.Locale.ROOT)), topic);
        assertThat(rows(topic)).isEqualTo(1);
        assertThat(new Inbox(COUNTY, reader.address().toUpperCase(java.util.Locale.ROOT)).letters())
                .isEmpty();
        assertThat(COUNTY.owner()
                        .sql("select count(*) from platform.mail where lower(recipient) = :address")
                        .param("address", reader.address())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    private static void tomorrow() {
        COUNTY.owner()
                .sql("update platform.confirmation_asked set expires = now() - interval '1 second'")
                .update();
    }

    @Test
    void theDatabaseDoesNotKnowTheAddress() throws Exception {
        var reader = somebody();
        ask(reader, "geheim " + reader.address().hashCode());
        var all = COUNTY.owner()
                .sql(
                        "select t::text from platform.subscription t union all select t::text from platform.confirmation_asked t")
                .query(String.class)
                .list()
                .toString();
        var hash = java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                        .digest(reader.address().getBytes(StandardCharsets.UTF_8)));
        var hex = java.util.HexFormat.of().formatHex(reader.address().getBytes(StandardCharsets.UTF_8));
        assertThat(all).isNotEmpty().doesNotContain(reader.address(), hash, hex);
    }

    @Test
    void onlyTheWholeLinkOpens() {
        var reader = somebody();
        ask(reader, "Link " + reader.address());
        var link = reader.link();
        var other = somebody();
        ask(other, "Link " + other.address());
        var token = other.link().substring(other.link().lastIndexOf('/'));
        var wrong = link.substring(0, link.lastIndexOf('/')) + token;
        assertThat(COUNTY.visitor().get(wrong).status()).isEqualTo(410);
        assertThat(COUNTY.visitor().post(wrong + "/bestaetigen", Map.of()).status())
                .isEqualTo(410);
        assertThat(COUNTY.visitor().get(link.replace(TENANT, "steffenberg")).status())
                .isEqualTo(410);
        assertThat(COUNTY.visitor().get("/angelburg/abonnement/x/y").status()).isEqualTo(410);
        assertThat(COUNTY.visitor().get("/gibt-es-nicht/abonnement/x/y").status())
                .isEqualTo(404);
        assertThat(oneClick(wrong).status()).isEqualTo(200);
        assertThat(COUNTY.visitor().get(link).status()).as("still there").isEqualTo(200);
        assertThat(COUNTY.visitor().post(link, Map.of("text", "x")).status())
                .as("no click")
                .isEqualTo(403);
    }

    @Test
    void whatNobodyConfirmsIsDeletedAndWhatIsOldSaysGoodbye() {
        var silent = somebody();
        ask(silent, "still " + silent.address());
        var link = silent.link();
        var old = somebody();
        ask(old, "alt " + old.address());
        old.confirm();
        COUNTY.owner()
                .sql("update platform.subscription set expires = now() - interval '1 second' where topic in (:a, :b)")
                .param("a", "still " + silent.address())
                .param("b", "alt " + old.address())
                .update();
        assertThat(COUNTY.visitor().get(link).status())
                .as("too late, also before it is swept up")
                .isEqualTo(410);
        tenancy.run(TENANT, subscribers::endDue);
        assertThat(rows("still " + silent.address())).isZero();
        assertThat(rows("alt " + old.address())).isZero();
        assertThat(silent.letters()).hasSize(1);
        assertThat(old.letters()).hasSize(2);
        assertThat(old.letters().getLast().body()).contains("enden heute").doesNotContain("/abonnement/");
    }

    @Test
    void whatIsTakenBackIsNotTold() {
        var reader = somebody();
        var topic = "zurück " + reader.address();
        ask(reader, topic);
        reader.confirm();
        assertThatThrownBy(() -> tenancy.run(TENANT, () -> {
                    tell(topic, "Die Perf steigt");
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(reader.letters()).hasSize(1);
        tenancy.run(TENANT, () -> tell(topic, "Die Perf steigt"));
        assertThat(reader.letters()).hasSize(2);
    }

    @Test
    void aTenantSeesItsOwnOnly() {
        var reader = somebody();
        ask(reader, "Mauer " + reader.address());
        reader.confirm();
        assertThat(tenancy.as("steffenberg", () -> subscribers.listActive("probe")))
                .isEmpty();
        assertThat(tenancy.as(TENANT, () -> subscribers.listActive("probe"))).isNotEmpty();
    }
}
