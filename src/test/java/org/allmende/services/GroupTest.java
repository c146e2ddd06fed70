package org.allmende.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.allmende.services.form.Answers;
import org.allmende.services.form.Entries;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Setting;
import org.allmende.services.form.Step;
import org.allmende.services.form.Submission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions that are asked for each child of a household and for a club, from what the browser sends to what letters say. */
class GroupTest {

    private static final String FILE = "familienpass.yaml";
    private static final ServicePackage FAMILIENPASS = read(example()).orThrow();
    private static final Setting SETTING = new Setting(
            Fixtures.TODAY, List.of(new Setting.Municipality("gladenbach", "Gladenbach")), Optional.empty(), Map.of());
    private static final String MIA =
            "kinder.0.vorname=Mia kinder.0.geburt.day=4 kinder.0.geburt.month=5 kinder.0.geburt.year=2018 kinder.0.art=eigen";
    private static final String OLE =
            "kinder.1.vorname=Ole kinder.1.geburt.day=4 kinder.1.geburt.month=5 kinder.1.geburt.year=2009 kinder.1.art=pflege";
    private static final String CLUB = "organisation.name=TSV organisation.form=ev organisation.register=vr"
            + " organisation.court=Marburg organisation.number=17 organisation.persons.entries=1"
            + " organisation.persons.0.given_names=Änne organisation.persons.0.family_name=Groß"
            + " organisation.persons.0.function=vorstand";

    @Test
    void eachEntryHasItsOwnErrors() {
        assertThat(errors("haushalt", "kinder.entries=2 " + MIA + " kinder.1.vorname=R2D2 kinder.1.geburt.year=20"))
                .isEqualTo("""
                        kinder.1.vorname: Das Zeichen 2 kann nicht in einem Namen stehen. Schreiben Sie den Namen wie im Ausweis, in lateinischen Buchstaben.
                        kinder.1.geburt.day: Geben Sie auch den Tag ein.
                        kinder.1.geburt.month: Geben Sie auch den Monat ein.
                        kinder.1.geburt.year: Geben Sie das Jahr mit vier Ziffern ein, zum Beispiel 2019.
                        kinder.1.art: Wählen Sie die Art aus.""");
        assertThat(errors("haushalt", ""))
                .as("the first one is asked for")
                .startsWith("kinder.0.vorname: Geben Sie den Vornamen ein.");
    }

    @Test
    void whatIsRequiredAndAllowedDependsOnTheSameEntry() {
        assertThat(errors("haushalt", "kinder.entries=2 " + MIA + " " + OLE)).isEqualTo("""
                        kinder.1.jugendamt: Geben Sie das Jugendamt ein.
                        kinder.1.einkommen: Geben Sie das Einkommen ein.""");
        assertThat(errors("haushalt", "kinder.entries=1 " + MIA + " kinder.0.einkommen=2.000"))
                .isEqualTo("kinder.0.einkommen: Das ist viel für ein Kind. Prüfen Sie den Betrag.");
        assertThat(errors("haushalt", "kinder.entries=1 " + MIA.replace("eigen", "pflege kinder.0.jugendamt=Marburg")))
                .isEqualTo("kinder: Mindestens ein eigenes Kind gehört dazu.");
    }

    @Test
    void anAnswerThatIsNotAskedInItsEntryIsDropped() {
        var run = accepted("haushalt", "kinder.entries=1 " + MIA + " kinder.0.jugendamt=Marburg");

        assertThat(show(run, "haushalt/kinder")).isEqualTo("""
                Kind 1
                Vorname: Mia
                Geburtsdatum: 4. Mai 2018
                Was für ein Kind ist es?: eigenes Kind""");
    }

    @Test
    void laterStepsCountAndAddUpTheEntries() {
        var run = accepted(
                "haushalt",
                "kinder.entries=3 " + MIA + " " + OLE + " kinder.1.jugendamt=Marburg kinder.1.einkommen=200,50 "
                        + MIA.replace("kinder.0", "kinder.2") + " kinder.2.einkommen=99");
        assertThat(run.steps()).extracting(Step::id).contains("viele");

        run = accepted("haushalt", "kinder.entries=1 " + MIA);
        assertThat(run.steps()).extracting(Step::id).doesNotContain("viele");
    }

    @Test
    void answersComeBackFromJsonAndIntoTheirInputs() {
        var run = accepted(
                "haushalt", "kinder.entries=2 " + MIA + " " + OLE + " kinder.1.jugendamt=A kinder.1.einkommen=7");
        var again = FormRun.of(run.form(), Answers.parse(run.answers().json()), SETTING);

        assertThat(again.answers()).isEqualTo(run.answers()).hasToString("""
                {"haushalt/kinder":{"entries":[\
                {"art":"eigen","geburt":{"date":"2018-05-04"},"vorname":"Mia"},\
                {"art":"pflege","einkommen":7.00,"geburt":{"date":"2009-05-04"},"jugendamt":"A","vorname":"Ole"}]}}""");
        assertThat(again.answers().hash()).isEqualTo(run.answers().hash());
        assertThat(again.typed(step(again, "haushalt")))
                .containsEntry("kinder.entries", List.of("2"))
                .containsEntry("kinder.1.geburt.year", List.of("2009"))
                .containsEntry("kinder.1.einkommen", List.of("7,00"));
    }

    @Test
    void aClubIsInTheRegisterOfClubsAndSomebodyActsForIt() {
        assertThat(errors("organisation", CLUB.replace("=vr", "=hrb")))
                .isEqualTo(
                        "organisation.register: Wählen Sie das passende Register. Zur Rechtsform „eingetragener Verein (e. V.)“ gehört: Vereinsregister (VR).");
        assertThat(errors("organisation", CLUB.replace("number=17", "number=")))
                .isEqualTo("organisation.number: Geben Sie die Registernummer ein.");
        assertThat(errors("organisation", CLUB.replace("=Groß", "=").replace("=vorstand", "=chef")))
                .isEqualTo("""
                        organisation.persons.0.family_name: Geben Sie den Familiennamen ein.
                        organisation.persons.0.function: Wählen Sie die Funktion aus.""");
        var run = accepted("organisation", CLUB);
        assertThat(show(run, "organisation/organisation")).isEqualTo("""
                Name: TSV
                Rechtsform: eingetragener Verein (e. V.)
                Register: Vereinsregister (VR)
                Registergericht, falls eingetragen: Marburg
                Registernummer, falls eingetragen: 17
                Person 1
                Vornamen: Änne
                Familienname: Groß
                Funktion: Vorstand""");
    }

    @Test
    void whoIsInNoRegisterHasNoCourt() {
        var run = accepted("organisation", CLUB.replace("form=ev", "form=gbr").replace("=vr", "=none"));

        assertThat(show(run, "organisation/organisation"))
                .contains("in keinem Register")
                .doesNotContain("Marburg");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            mehr:kinder       | kinder.0.vorname=a kinder.1.vorname=b kinder.entries=2 | kinder.2 | kinder.0.vorname=a kinder.1.vorname=b kinder.entries=3
            weniger:kinder.0  | kinder.0.vorname=a kinder.1.vorname=b kinder.entries=2 | kinder   | kinder.0.vorname=b kinder.entries=1
            weniger:kinder.1  | kinder.0.vorname=a kinder.1.vorname=b kinder.entries=2 | kinder   | kinder.0.vorname=a kinder.entries=1
            weniger:kinder.7  | kinder.0.vorname=a kinder.entries=1                    | kinder   | kinder.0.vorname=a kinder.entries=1
            weniger:kinder    | kinder.entries=1                                       | -        | -
            mehr:kinder.0     | kinder.entries=1                                       | -        | -
            mehr:miete        | miete.kalt=1                                           | -        | -
            mehr:gibt.es.nicht| kinder.entries=1                                       | -        | -
            """)
    void entriesAreAddedAndRemovedAndNothingTypedIsLost(String command, String typed, String at, String after) {
        var changed = Entries.change(step(begin(), "haushalt").questions(), posted(typed), command);

        assertThat(changed.map(Entries.Changed::at).orElse(null)).isEqualTo(at);
        assertThat(changed.map(it -> text(it.posted())).orElse(null)).isEqualTo(after);
    }

    @Test
    void thePersonsOfAClubAreAddedInTheSameWay() {
        var questions = step(begin(), "organisation").questions();

        assertThat(Entries.change(questions, posted(CLUB), "mehr:organisation.persons")
                        .map(Entries.Changed::at))
                .contains("organisation.persons.1");
    }

    @Test
    void tenThousandEntriesAreTooMany() {
        var many = posted("kinder.entries=10000 " + MIA);
        for (int i = 0; i < 10_000; i++) {
            many.put("kinder.%d.vorname".formatted(i), List.of("Mia"));
        }
        var run = begin();
        var question = run.form().findQuestion("haushalt/kinder").orElseThrow();

        assertThat(run.submit(step(run, "haushalt"), many))
                .isInstanceOfSatisfying(
                        Submission.Invalid.class,
                        it -> assertThat(it.errors().getFirst().message()).hasToString("Bitte höchstens 10 Einträge."));
        assertThat(question.fields(many).keySet())
                .as("what is kept of it")
                .hasSizeLessThan(100)
                .contains("9.vorname")
                .doesNotContain("10.vorname");
        assertThat(question.fields(posted("kinder.entries=99999999999999999999 kinder.-1.vorname=x kinder.0.0.0.0=x")))
                .doesNotContainKeys("-1.vorname", "0.0.0.0");
    }

    static ServicePackage example(String piece, String instead) {
        return read(changed(piece, instead)).orThrow();
    }

    static String problems(String piece, String instead) {
        return read(changed(piece, instead)).problems().stream()
                .map(Problem::message)
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    private static String changed(String piece, String instead) {
        assertThat(example()).contains(piece);
        return example().replace(piece, instead);
    }

    private static PackageReader.Reading read(String text) {
        return LightPackage.read(FILE, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String example() {
        try {
            return Files.readString(Path.of("src", "test", "resources", "light", FILE));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static FormRun begin() {
        return FormRun.of(FAMILIENPASS.form(), Answers.NONE, SETTING);
    }

    private static Step step(FormRun run, String id) {
        return run.form().findStep(id).orElseThrow();
    }

    private static FormRun accepted(String step, String typed) {
        var submission = begin().submit(step(begin(), step), posted(typed));
        assertThat(submission).as("%s", submission).isInstanceOf(Submission.Accepted.class);
        return ((Submission.Accepted) submission).run();
    }

    private static String errors(String step, String typed) {
        return ((Submission.Invalid) begin().submit(step(begin(), step), posted(typed)))
                .errors().stream()
                        .map(error -> error.input() + ": " + error.message())
                        .collect(Collectors.joining("\n"));
    }

    private static String show(FormRun run, String path) {
        return run.show(run.form().findQuestion(path).orElseThrow(), "de");
    }

    private static Map<String, List<String>> posted(String typed) {
        var posted = new LinkedHashMap<String, List<String>>();
        Arrays.stream(typed.split(" ", -1))
                .filter(pair -> !pair.isEmpty())
                .forEach(pair -> posted.put(
                        pair.substring(0, pair.indexOf('=')), List.of(pair.substring(pair.indexOf('=') + 1))));
        return posted;
    }

    private static String text(Map<String, List<String>> posted) {
        return posted.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().getFirst())
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
