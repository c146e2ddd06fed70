package org.allmende.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.allmende.services.form.Answers;
import org.allmende.services.form.FileRef;
import org.allmende.services.form.Form;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Setting;
import org.allmende.services.form.Step;
import org.allmende.services.form.Submission;
import org.allmende.services.form.Value;
import org.junit.jupiter.api.Test;

/** A citizen's way through the form of the Eheurkunde. */
class FormRunTest {

    private static final ServicePackage EHEURKUNDE =
            PackageReader.read(Fixtures.eheurkunde()).orThrow();
    private static final Setting SETTING = new Setting(
            Fixtures.TODAY,
            List.of(
                    new Setting.Municipality("gladenbach", "Gladenbach"),
                    new Setting.Municipality("marburg", "Marburg")),
            Optional.empty(),
            Map.of(
                    "gebuehr_erste",
                    new java.math.BigDecimal("12.00"),
                    "gebuehr_weitere",
                    new java.math.BigDecimal("6.00")));

    @Test
    void beginsWithThePlaceAndLeadsFromStepToStep() {
        var run = begin();

        assertThat(run.first().id()).isEqualTo("ehe");
        assertThat(run.previous(run.first())).isEmpty();
        run = accepted(run, "ehe", "ort=gladenbach");
        assertThat(run.next(run.first()).map(Step::id)).contains("trauung");
        assertThat(run.firstOpen().map(Step::id)).contains("trauung");
        assertThat(run.complete()).isFalse();
    }

    @Test
    void endsKindlyWhenTheMarriageWasElsewhere() {
        var run = accepted(begin(), "ehe", "ort=elsewhere", "ort.elsewhere=Köln");

        assertThat(steps(run)).isEqualTo("ehe anderswo");
        assertThat(run.ended()).isTrue();
        assertThat(run.complete()).as("nothing can be sent").isFalse();
        assertThat(EHEURKUNDE.responsibility().findTenant(run)).isEmpty();
    }

    @Test
    void saysWhatIsWrongAtEachInputAndKeepsWhatWasTyped() {
        var run = accepted(begin(), "ehe", "ort=gladenbach");

        assertThat(errors(run, "trauung")).isEqualTo("datum.day: Geben Sie das Datum der Eheschließung ein.");
        assertThat(errors(run, "trauung", "datum.day=31", "datum.month=2", "datum.year=2019"))
                .isEqualTo("datum.day: Den 31.2.2019 gibt es nicht. Bitte prüfen Sie Tag und Monat.");
        assertThat(errors(run, "trauung", "datum.day=4", "datum.year=19"))
                .isEqualTo(
                        "datum.month: Geben Sie auch den Monat ein. | datum.year: Geben Sie das Jahr mit vier Ziffern ein, zum Beispiel 2019.");
        assertThat(errors(run, "trauung", "datum.day=1", "datum.month=1", "datum.year=2030"))
                .isEqualTo("datum.day: Das Datum liegt in der Zukunft. Bitte prüfen Sie das Jahr.");
        assertThat(errors(run, "trauung", "datum.day=1", "datum.month=1", "datum.year=1850"))
                .isEqualTo("datum.day: Das Datum muss am 1. Januar 1876 oder später liegen.");
        assertThat(errors(run, "erste_person", "vornamen=Мария", "familienname=Weiß"))
                .isEqualTo(
                        "vornamen: Das Zeichen М kann nicht in einem Namen stehen. Schreiben Sie den Namen wie im Ausweis, in lateinischen Buchstaben.");
        var submission = submit(run, "erste_person", Map.of(), "vornamen=  Ayşe ", "familienname=");
        assertThat(((Submission.Invalid) submission).typed()).containsEntry("vornamen", List.of("  Ayşe "));
    }

    @Test
    void messagesAreThereInEnglishToo() {
        var invalid = (Submission.Invalid) submit(begin(), "ehe", Map.of());

        assertThat(invalid.errors().getFirst().message().in("en"))
                .isEqualTo("Select the town or municipality of the wedding.");
    }

    @Test
    void answersThatAreNotAskedForAnyMoreAreKeptAsideAndComeBack() {
        var run = accepted(begin(), "ehe", "ort=gladenbach");
        run = accepted(run, "trauung", "datum.day=4", "datum.month=5", "datum.year=2019");
        run = accepted(run, "antrag", "bezug=andere");
        var nachweis = Map.of("nachweis", List.of(file("brief.pdf", "application/pdf")));
        run = ((Submission.Accepted) submit(run, "interesse", nachweis, "grund=Ich bin die Erbin.")).run();
        assertThat(run.submitted().has("interesse/grund")).isTrue();

        run = accepted(run, "antrag", "bezug=ehegatte");
        assertThat(steps(run)).doesNotContain("interesse");
        assertThat(run.submitted().has("interesse/grund")).as("is not sent").isFalse();
        assertThat(run.aside().has("interesse/grund")).as("is not lost").isTrue();

        run = accepted(run, "antrag", "bezug=andere");
        assertThat(run.submitted().find("interesse/grund")).contains(new Value.Plain("Ich bin die Erbin."));
    }

    @Test
    void filesAreCheckedForKindSizeAndNumber() {
        var run = accepted(begin(), "antrag", "bezug=bevollmaechtigt");

        assertThat(errors(run, "vollmacht")).isEqualTo("datei: Fügen Sie die Vollmacht hinzu.");
        assertThat(errors(run, "vollmacht", Map.of("datei", List.of(file("x.exe", "application/x-msdownload")))))
                .isEqualTo("datei: Die Datei x.exe können wir nicht lesen. Erlaubt sind: JPG, PDF, PNG.");
        var many = java.util.Collections.nCopies(4, file("a.pdf", "application/pdf"));
        assertThat(errors(run, "vollmacht", Map.of("datei", many))).isEqualTo("datei: Bitte höchstens 3 Dateien.");
        var large = new FileRef(new UUID(1, 1), "scan.pdf", "application/pdf", 11L * 1024 * 1024);
        assertThat(errors(run, "vollmacht", Map.of("datei", List.of(large))))
                .isEqualTo("datei: Die Datei scan.pdf ist zu groß. Erlaubt sind 10 MB.");
    }

    @Test
    void whatIsRequiredDependsOnEarlierAnswers() {
        var spouse = accepted(begin(), "antrag", "bezug=ehegatte");
        var other = accepted(begin(), "antrag", "bezug=andere");

        assertThat(submit(spouse, "ausweis", Map.of())).isInstanceOf(Submission.Accepted.class);
        assertThat(errors(other, "ausweis")).isEqualTo("kopie: Fügen Sie die Kopie Ihres Ausweises hinzu.");
    }

    @Test
    void whoIsFifteenIsToldWhy() {
        assertThat(errors(
                        begin(),
                        "person",
                        "vornamen=Mia",
                        "familienname=Hahn",
                        "geburtsdatum.day=2",
                        "geburtsdatum.month=1",
                        "geburtsdatum.year=2011"))
                .startsWith(
                        "geburtsdatum.day: Urkunden können nur Personen bestellen, die mindestens 16 Jahre alt sind.");
    }

    @Test
    void anAnswerThatANewerFormNoLongerUnderstandsIsAGap() {
        var answers = Answers.of(
                Map.of("ehe/ort", Value.Place.in("köln-gibt-es-nicht"), "wunsch/exemplare", new Value.Plain("zwei")));
        var run = FormRun.of(EHEURKUNDE.form(), answers, SETTING);

        assertThat(run.gaps().getFirst().question().path()).isEqualTo("ehe/ort");
        assertThat(run.submitted().has("wunsch/exemplare"))
                .as("a text where a number belongs")
                .isFalse();
        assertThat(run.aside().has("wunsch/exemplare")).isTrue();
    }

    @Test
    void knowsWhoApplies() {
        var run = accepted(
                begin(),
                "person",
                "vornamen=Ayşe",
                "familienname=Groß",
                "geburtsdatum.day=28",
                "geburtsdatum.month=2",
                "geburtsdatum.year=1990");

        assertThat(run.find(Form.Role.FAMILY_NAME)).contains(new Value.Plain("Groß"));
        assertThat(run.find(Form.Role.BIRTH_DATE)).contains(new Value.Day(LocalDate.of(1990, 2, 28)));
        assertThat(NoticeFields.applicant(run)).isEqualTo("Ayşe Groß");
        assertThat(run.find(Form.Role.EMAIL)).isEmpty();
    }

    @Test
    void whatWasAnsweredIsShownAndTypedAgain() {
        var run = accepted(begin(), "ehe", "ort=gladenbach");
        run = accepted(run, "trauung", "datum.day=04", "datum.month=5", "datum.year=2019");
        var datum = run.form().findQuestion("trauung/datum").orElseThrow();

        assertThat(run.show(datum, "de")).isEqualTo("4. Mai 2019");
        assertThat(run.show(datum, "en")).isEqualTo("4 May 2019");
        assertThat(run.typed(run.findStep("trauung").orElseThrow()))
                .containsEntry("datum.day", List.of("4"))
                .containsEntry("datum.year", List.of("2019"));
    }

    private static FormRun begin() {
        return FormRun.of(EHEURKUNDE.form(), Answers.NONE, SETTING);
    }

    private static String steps(FormRun run) {
        return run.steps().stream().map(Step::id).collect(Collectors.joining(" "));
    }

    private static FormRun accepted(FormRun run, String step, String... typed) {
        return ((Submission.Accepted) submit(run, step, Map.of(), typed)).run();
    }

    private static String errors(FormRun run, String step, String... typed) {
        return errors(run, step, Map.of(), typed);
    }

    private static String errors(FormRun run, String step, Map<String, List<FileRef>> files, String... typed) {
        return ((Submission.Invalid) submit(run, step, files, typed))
                .errors().stream()
                        .map(error -> error.input() + ": " + error.message())
                        .collect(Collectors.joining(" | "));
    }

    private static Submission submit(FormRun run, String step, Map<String, List<FileRef>> files, String... typed) {
        var posted = new LinkedHashMap<String, List<String>>();
        Arrays.stream(typed)
                .forEach(pair -> posted.put(
                        pair.substring(0, pair.indexOf('=')), List.of(pair.substring(pair.indexOf('=') + 1))));
        return run.submit(run.form().findStep(step).orElseThrow(), posted, files);
    }

    private static FileRef file(String name, String mediaType) {
        return new FileRef(new UUID(0, 1), name, mediaType, 1000);
    }
}
