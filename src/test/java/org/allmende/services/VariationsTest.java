package org.allmende.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VariationsTest {

    private static final Fixtures HERE = new Fixtures();

    private final Variations variations = HERE.variations();
    private ServicePackage pack;

    @BeforeEach
    void lohraOffersTheEheurkunde() {
        HERE.empty();
        pack = HERE.packages.publish(Fixtures.eheurkunde());
        HERE.adoptions.adopt("lohra", pack, Land.HE, Fixtures.PARAMETERS);
        HERE.adoptions.adopt("lahntal", pack, Land.HE, Fixtures.PARAMETERS);
    }

    @AfterAll
    static void close() {
        HERE.close();
    }

    private static Difference.OwnText text(String path, String text) {
        return new Difference.OwnText(path, "de", text, "Original");
    }

    private static Variation of(Difference... differences) {
        return new Variation(List.of(differences));
    }

    private Variations.Stand stand() {
        return variations.find("lohra", "eheurkunde").orElseThrow();
    }

    private void publish(Variation variation) {
        variations.save("lohra", "eheurkunde", stand().mark(), variation, "Anna");
        variations.publish("lohra", pack, stand().mark(), "Anna");
    }

    private Service offered(String tenant) {
        return HERE.instance().find(tenant, "eheurkunde").orElseThrow();
    }

    @Test
    void everyKindOfDifferenceComesBackFromTheDatabase() {
        var all = of(
                text("texts.summary", "Urkunden gibt es bei uns im Rathaus."),
                new Difference.OwnContact(Difference.Part.HOURS, "Mi 10:00–11:00", ""),
                new Difference.AddedNote("de", "Bitte klingeln."),
                new Difference.AddedFaq("f1", "de", "Wo parke ich?", "Hinter dem Rathaus."));

        publish(all);

        assertThat(stand().published()).isEqualTo(all);
        var service = offered("lohra");
        assertThat(service.pack().description().summary().de()).isEqualTo("Urkunden gibt es bei uns im Rathaus.");
        assertThat(service.pack().description().summary().en())
                .as("not said differently")
                .isEqualTo(pack.description().summary().en());
        assertThat(service.note("de")).isEqualTo("Bitte klingeln.");
        assertThat(service.listFaq("de").getLast().question()).isEqualTo("Wo parke ich?");
        assertThat(service.listFaq("en")).hasSameSizeAs(pack.description().faq());
        assertThat(offered("lahntal").pack()).as("another tenant's").isEqualTo(pack);
    }

    @Test
    void everyTextHasAPathThatLeadsBackToIt() {
        var paths = PackageTexts.of(pack);
        assertThat(paths).containsKeys("texts.about", "form.ehe.title", "form.ehe/ort.label", "form.ehe/ort.hint");
        for (var path : paths.keySet()) {
            var varied = of(text(path, "Anders")).applyTo(pack);
            var changed = PackageTexts.of(varied);
            assertThat(changed.get(path).de()).as(path).isEqualTo("Anders");
            changed.put(path, paths.get(path));
            assertThat(changed).as("everything else beside " + path).isEqualTo(paths);
        }
    }

    @Test
    void aDraftIsSeenByNobodyUntilItIsPublishedAndOneStepLeadsBack() {
        variations.save("lohra", "eheurkunde", stand().mark(), of(text("texts.summary", "Erst")), "Anna");
        assertThat(offered("lohra").pack()).isEqualTo(pack);

        variations.publish("lohra", pack, stand().mark(), "Anna");
        publish(of(text("texts.summary", "Dann")));
        assertThat(offered("lohra").pack().description().summary().de()).isEqualTo("Dann");

        variations.restore("lohra", pack, stand().mark(), 1, "Bernd");
        assertThat(offered("lohra").pack().description().summary().de()).isEqualTo("Erst");
        variations.restore("lohra", pack, stand().mark(), 0, "Bernd");
        assertThat(offered("lohra").pack()).isEqualTo(pack);
        assertThat(stand().history())
                .extracting(Variations.Publication::number, Variations.Publication::by)
                .containsExactly(tuple(4, "Bernd"), tuple(3, "Bernd"), tuple(2, "Anna"), tuple(1, "Anna"));
    }

    @Test
    void whoeverIsSlowerIsToldAndOverwritesNothing() {
        var both = stand().mark();
        variations.save("lohra", "eheurkunde", both, of(text("texts.summary", "Anna")), "Anna");

        assertThatExceptionOfType(VariationChanged.class)
                .isThrownBy(() ->
                        variations.save("lohra", "eheurkunde", both, of(text("texts.summary", "Bernd")), "Bernd"));
        var seen = stand().mark();
        variations.publish("lohra", pack, seen, "Anna");
        assertThatExceptionOfType(VariationChanged.class)
                .isThrownBy(() -> variations.publish("lohra", pack, seen, "Bernd"));
        assertThatExceptionOfType(VariationChanged.class)
                .isThrownBy(() -> variations.restore("lohra", pack, seen, 0, "Bernd"));
        assertThatExceptionOfType(VariationChanged.class)
                .isThrownBy(() -> variations.discard("lohra", "eheurkunde", seen));
        assertThat(offered("lohra").pack().description().summary().de()).isEqualTo("Anna");
    }

    @Test
    void ownTextsOutliveANewVersionAndWhatNoLongerFitsIsKept() {
        publish(of(
                text("documents.reisepass.hint", "Den alten auch"),
                new Difference.OwnText(
                        "texts.duration",
                        "de",
                        "Einen Tag",
                        pack.description().duration().de())));
        var next = HERE.packages.publish(Fixtures.eheurkundeWith("service.yaml", "version: 1.0.0", "version: 1.1.0"));
        HERE.adoptions.adopt("lohra", next, Land.HE, Fixtures.PARAMETERS);

        assertThat(offered("lohra").pack().version()).hasToString("1.1.0");
        assertThat(offered("lohra").pack().description().duration().de()).isEqualTo("Einen Tag");
        assertThat(stand().published().listUnfitting(next))
                .extracting(Difference.OwnText::path)
                .containsExactly("documents.reisepass.hint");
    }

    @Test
    void sampleApplicantsPassWithOwnWordsInTheForm() {
        publish(of(text("form.ehe/ort.label", "Wo haben Sie sich das Jawort gegeben?")));

        var varied = offered("lohra").pack();
        assertThat(varied.form().findQuestion("ehe/ort").orElseThrow().label().de())
                .isEqualTo("Wo haben Sie sich das Jawort gegeben?");
        assertThat(varied.samples())
                .allSatisfy(
                        sample -> assertThat(SampleRunner.run(varied, sample)).isEmpty());
    }

    @Test
    void onlyTheLastTwentyAreKept() {
        for (int number = 1; number <= Variations.KEPT + 2; number++) {
            publish(of(text("texts.summary", "Nr. " + number)));
        }
        assertThat(stand().history()).hasSize(Variations.KEPT);
        assertThat(stand().history().getLast().number()).isEqualTo(3);
        assertThatExceptionOfType(VariationChanged.class)
                .isThrownBy(() -> variations.restore("lohra", pack, stand().mark(), 1, "Anna"));
    }

    @Test
    void anotherTenantSeesNoDraftAndNoHistory() {
        publish(of(text("texts.summary", "Erst")));
        variations.save("lohra", "eheurkunde", stand().mark(), Variation.NONE, "Anna");

        HERE.as("lahntal", () -> {
            for (var table : List.of("difference_draft", "difference_publication")) {
                assertThat(HERE.db()
                                .sql("select count(*) from services." + table)
                                .query(Long.class)
                                .single())
                        .as(table)
                        .isZero();
            }
        });
        assertThat(variations.find("gladenbach", "eheurkunde"))
                .as("has not adopted it")
                .isEmpty();
    }
}
