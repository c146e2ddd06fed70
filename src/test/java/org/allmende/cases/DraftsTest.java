package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.allmende.platform.database.TestDatabase;
import org.allmende.platform.time.Ids;
import org.allmende.services.form.Answers;
import org.allmende.services.form.Question;
import org.allmende.services.form.Step;
import org.allmende.services.form.Text;
import org.allmende.services.form.TextType;
import org.allmende.services.form.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DraftsTest {

    private static final String TENANT = "gladenbach";

    private static TestDatabase database;
    private static Drafts drafts;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        drafts = new Drafts(database.db, database.tenancy, Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void twoWindowsOnOneDraftLoseNothingOfEachOther() {
        var code = AccessCode.next();
        var draft = database.tenancy.as(TENANT, () -> drafts.begin("eheurkunde", "1.0.0", "de", code));
        var asBothSawIt = Answers.parse(draft.answers());

        keep(draft, "person/vorname", asBothSawIt.with("person/vorname", new Value.Plain("Zoë")));
        keep(draft, "kontakt/telefon", asBothSawIt.with("kontakt/telefon", new Value.Plain("00000 00-10")));

        assertThat(answers(draft, code).values()).containsOnlyKeys("person/vorname", "kontakt/telefon");
    }

    @Test
    void twoUploadsAtOnceDoNotWaitForEachOther() {
        var draft = database.tenancy.as(TENANT, () -> drafts.begin("eheurkunde", "1.0.0", "de", AccessCode.next()));
        var attachments = new Attachments(database.db, Clock.systemUTC());
        var bothHaveAdded = new CyclicBarrier(2);
        Runnable upload = () -> database.tenancy.run(TENANT, () -> {
            attachments.addToDraft(draft.id(), "ausweis/kopie", Ids.next());
            await(bothHaveAdded);
            drafts.keep(draft, step("ausweis/kopie"), Answers.NONE);
        });

        CompletableFuture.allOf(CompletableFuture.runAsync(upload), CompletableFuture.runAsync(upload))
                .join();

        assertThat(database.tenancy.as(TENANT, () -> attachments.listOfDraft(draft.id())))
                .hasSize(2);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException alone) {
            throw new IllegalStateException(alone);
        }
    }

    @Test
    void anAnswerThatIsTakenBackIsGone() {
        var code = AccessCode.next();
        var draft = database.tenancy.as(TENANT, () -> drafts.begin("eheurkunde", "1.0.0", "de", code));
        keep(draft, "kontakt/telefon", Answers.NONE.with("kontakt/telefon", new Value.Plain("00000 00-10")));

        keep(draft, "kontakt/telefon", Answers.NONE);

        assertThat(answers(draft, code).isEmpty()).isTrue();
    }

    @Test
    void whatIsNotAcceptedWaitsAsItWasTyped() {
        var code = AccessCode.next();
        var draft = database.tenancy.as(TENANT, () -> drafts.begin("eheurkunde", "1.0.0", "de", code));
        var step = step("kontakt/telefon");
        var typed = Map.of("telefon", List.of("0 \ud83d\udcde ' \" \\u0041 <b>"), "weiter", List.of("speichern"));

        database.tenancy.run(TENANT, () -> drafts.keepUnfinished(draft, step, Answers.NONE, typed));

        assertThat(unfinished(draft, code).find(step))
                .hasValue(Map.of("telefon", List.of("0 \ud83d\udcde ' \" \\u0041 <b>")));

        keep(draft, "kontakt/telefon", Answers.NONE.with("kontakt/telefon", new Value.Plain("00000 00-10")));

        assertThat(unfinished(draft, code).find(step)).isEmpty();
    }

    private static Unfinished unfinished(Draft draft, AccessCode code) {
        return database.tenancy.as(
                TENANT,
                () -> Unfinished.parse(
                        drafts.find(draft.id(), code).orElseThrow().unfinished()));
    }

    @Test
    void anotherTenantOrCodeOpensNothing() {
        var code = AccessCode.next();
        var draft = database.tenancy.as(TENANT, () -> drafts.begin("eheurkunde", "1.0.0", "de", code));

        assertThat(database.tenancy.as("lohra", () -> drafts.find(draft.id(), code)))
                .isEmpty();
        assertThat(database.tenancy.as(TENANT, () -> drafts.find(draft.id(), AccessCode.next())))
                .isEmpty();
    }

    private static void keep(Draft draft, String question, Answers given) {
        database.tenancy.run(TENANT, () -> drafts.keep(draft, step(question), given));
    }

    /** A step that asks one thing. */
    private static Step step(String question) {
        var only = new Question(
                question, Text.NONE, Text.NONE, Text.NONE, new TextType(200), null, null, List.of(), "", List.of());
        return new Step(
                question.replaceFirst("/.*", ""), "", Text.NONE, Text.NONE, null, false, List.of(only), List.of());
    }

    private static Answers answers(Draft draft, AccessCode code) {
        return database.tenancy.as(
                TENANT,
                () -> Answers.parse(drafts.find(draft.id(), code).orElseThrow().answers()));
    }
}
