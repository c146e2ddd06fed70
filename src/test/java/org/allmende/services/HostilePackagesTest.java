package org.allmende.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A package is a stranger's code: one door each, and a sentence at every one of them. */
class HostilePackagesTest {

    @TestFactory
    Stream<DynamicTest> everyDoorIsShutAndSaysWhy() {
        return Stream.of(
                        Door.yaml(
                                "a billion laughs",
                                "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
                                "service.yaml:1: Anker (&) und Verweise (*) sind nicht erlaubt."),
                        Door.yaml(
                                "a Java object",
                                "identity: !!javax.script.ScriptEngineManager [x]\n",
                                "service.yaml:1: Kennzeichnungen mit Ausrufezeichen sind nicht erlaubt."),
                        Door.yaml(
                                "deep nesting",
                                "x: " + "[".repeat(5000) + "]".repeat(5000),
                                "service.yaml: Die Datei ist zu groß oder zu tief geschachtelt."),
                        Door.yaml(
                                "a list instead of a mapping",
                                "- a\n- b\n",
                                "service.yaml:1: Die Datei enthält keine Angaben der Form „name: wert“."),
                        Door.yaml(
                                "too large",
                                "x: " + "y".repeat(600_000),
                                "service.yaml: Die Datei ist größer als 600 KB."),
                        Door.file(
                                "latin letters",
                                "service.yaml",
                                new byte[] {'a', ':', ' ', (byte) 0xe4},
                                "service.yaml: Die Datei ist kein Text in UTF-8."),
                        Door.file(
                                "a path upwards",
                                "../../etc/passwd",
                                Door.bytes("x"),
                                "../../etc/passwd: Eine Datei mit diesem Namen gehört nicht in ein Paket."),
                        Door.file(
                                "an absolute path",
                                "/etc/passwd",
                                Door.bytes("x"),
                                "/etc/passwd: Eine Datei mit diesem Namen gehört nicht in ein Paket."),
                        Door.file(
                                "a class",
                                "tests/Evil.class",
                                Door.bytes("x"),
                                "tests/Evil.class: Eine Datei mit diesem Namen gehört nicht in ein Paket."),
                        Door.file(
                                "a zero in the name",
                                "notice\0.html",
                                Door.bytes("x"),
                                "notice\0.html: Eine Datei mit diesem Namen gehört nicht in ein Paket."),
                        Door.bpmn(
                                "a script task",
                                "<bpmn:userTask id=\"entscheiden\" name=\"Entscheiden\">",
                                "<bpmn:scriptTask id=\"boese\" scriptFormat=\"groovy\"><bpmn:script>1</bpmn:script></bpmn:scriptTask><bpmn:userTask id=\"entscheiden\" name=\"Entscheiden\">",
                                "Nicht erlaubt: Ein Programm (scriptTask)."),
                        Door.bpmn(
                                "a class delegate",
                                "<bpmn:userTask id=\"entscheiden\" name=\"Entscheiden\">",
                                "<bpmn:serviceTask id=\"boese\" xmlns:f=\"http://flowable.org/bpmn\" f:class=\"java.lang.Runtime\"/><bpmn:userTask id=\"entscheiden\" name=\"Entscheiden\">",
                                "Nicht erlaubt: Eine Aufgabe für eine Maschine (serviceTask)."),
                        Door.bpmn(
                                "a listener",
                                "<bpmn:documentation>Ist",
                                "<bpmn:extensionElements/><bpmn:documentation>Ist",
                                "Nicht erlaubt: Erweiterungen eines Herstellers (extensionElements)."),
                        Door.bpmn(
                                "an assignee by JUEL",
                                "<bpmn:userTask id=\"entscheiden\" name=\"Entscheiden\">",
                                "<bpmn:userTask id=\"entscheiden\" name=\"${evil.run()}\">",
                                "Ausdrücke in ${…} sind nicht erlaubt."),
                        Door.bpmn(
                                "an attribute of the engine",
                                "<bpmn:userTask id=\"entscheiden\" name=\"Entscheiden\">",
                                "<bpmn:userTask xmlns:f=\"http://flowable.org/bpmn\" f:assignee=\"x\" id=\"entscheiden\" name=\"Entscheiden\">",
                                "Das Attribut „assignee“ ist an „userTask“ nicht erlaubt."),
                        Door.bpmn("a JUEL condition", "= not(complete)", "${true}", "FEEL versteht den Ausdruck nicht"),
                        Door.bpmn(
                                "another language",
                                "language=\"https://www.omg.org/spec/DMN/20191111/FEEL/\">= complete",
                                "language=\"groovy\">= complete",
                                "Die Bedingung ist nicht als FEEL gekennzeichnet."),
                        Door.bpmn(
                                "an unknown flag",
                                "= not(complete)",
                                "= not(komplett)",
                                "Den Namen „komplett“ gibt es nicht. Gemeint ist vielleicht „complete“."),
                        Door.bpmn(
                                "a decision nobody makes",
                                "= decision = \"bewilligt\"",
                                "= decision = \"bewiligt\"",
                                "„bewiligt“ ist keine Antwort auf „decision“. Gemeint ist vielleicht „bewilligt“."),
                        Door.bpmn(
                                "a file of the machine",
                                "<bpmn:definitions ",
                                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><bpmn:definitions ",
                                "Dokumenttypen und Entitäten sind nicht erlaubt."),
                        Door.bpmn(
                                "an import",
                                "<bpmn:process ",
                                "<bpmn:import namespace=\"x\" location=\"http://evil.example\" importType=\"x\"/><bpmn:process ",
                                "Nicht erlaubt: Der Verweis auf eine andere Datei (import)."),
                        Door.bpmn(
                                "another schema",
                                "id=\"definitionen\"",
                                "id=\"definitionen\" xsi:schemaLocation=\"a http://evil.example/x.xsd\"",
                                "Das Attribut „schemaLocation“ ist an „definitions“ nicht erlaubt."),
                        Door.bpmn(
                                "the same id twice",
                                "id=\"alles_da\"",
                                "id=\"etwas_fehlt\"",
                                "Die id „etwas_fehlt“ gibt es zweimal."),
                        Door.bpmn(
                                "nothing drawn",
                                "bpmnElement=\"pruefen\"",
                                "bpmnElement=\"anderes\"",
                                "„pruefen“ ist nicht gezeichnet."),
                        Door.bpmn(
                                "a gateway without a way out",
                                " default=\"ohne_urkunde\"",
                                "",
                                "Am Gateway „ergebnis“ gibt es keinen Weg für {complete=true, decision=abgelehnt}."),
                        Door.bpmn(
                                "a process of another package",
                                "<bpmn:process id=\"eheurkunde\"",
                                "<bpmn:process id=\"waffenschein\"",
                                "Der Prozess heißt „waffenschein“, das Paket „eheurkunde“."),
                        Door.form(
                                "an unknown name",
                                "when: antrag.bezug = \"andere\"",
                                "when: antrag.bezugg = \"andere\"",
                                "Den Namen „bezugg“ gibt es in „antrag“ nicht. Gemeint ist vielleicht „bezug“."),
                        Door.form(
                                "an option that does not exist",
                                "when: antrag.bezug = \"andere\"",
                                "when: antrag.bezug = \"anderer\"",
                                "„anderer“ ist keine Antwort auf „antrag.bezug“. Gemeint ist vielleicht „andere“."),
                        Door.form(
                                "an answer of the future",
                                "when: antrag.bezug = \"andere\"",
                                "when: wunsch.exemplare = 3",
                                "„wunsch.exemplare“ ist an dieser Stelle noch nicht beantwortet."),
                        Door.form(
                                "an endless loop",
                                "when: antrag.bezug = \"andere\"",
                                "when: count(for i in 1..99999999 return i) > 3",
                                "„IterationContext“ ist in Paketen nicht erlaubt."),
                        Door.form(
                                "a slow regular expression",
                                "when: antrag.bezug = \"andere\"",
                                "when: matches(antrag.bezug, \"(a+)+b\")",
                                "Die Funktion „matches“ ist nicht erlaubt."),
                        Door.form(
                                "a condition that is a number",
                                "when: antrag.bezug = \"andere\"",
                                "when: \"1 + 1\"",
                                "Der Ausdruck ergibt nicht Ja oder Nein."),
                        Door.form(
                                "an unknown key",
                                "type: place",
                                "type: place\n        onload: alert(1)",
                                "„onload“ ist hier nicht bekannt."),
                        Door.form(
                                "an unknown type", "type: place", "type: iframe", "„iframe“ gibt es für „type“ nicht."),
                        Door.form(
                                "a missing translation",
                                "title: {de: Vollmacht, en: Authorisation}",
                                "title: {de: Vollmacht}",
                                "Der englische Text fehlt."),
                        Door.form(
                                "a name with a meaning of its own",
                                "- id: vollmacht",
                                "- id: today",
                                "„today“ hat in Ausdrücken schon eine Bedeutung."),
                        Door.form(
                                "a field in a question",
                                "de: Registernummer, en",
                                "de: \"{{parameter.gericht}}\", en",
                                "Das Feld „parameter.gericht“ gibt es hier nicht."),
                        Door.extract("person/familienname", "kann verraten, wer jemand ist."),
                        Door.extract("person/geburtsdatum", "kann verraten, wer jemand ist."),
                        Door.extract("vollmacht/datei", "kann verraten, wer jemand ist."),
                        Door.extract("archiv/hinweis", "Die Frage „archiv/hinweis“ gibt es nicht."),
                        Door.notice(
                                "logic", "Guten Tag", "{{#if x}}Guten Tag{{/if}}", "Vorlagen enthalten keine Logik."),
                        Door.notice(
                                "an expression", "Guten Tag", "${7*7} Guten Tag", "Vorlagen enthalten keine Logik."),
                        Door.notice(
                                "a script",
                                "Guten Tag",
                                "<script>alert(1)</script>Guten Tag",
                                "Das Element „script“ ist in Vorlagen nicht erlaubt."),
                        Door.notice(
                                "a picture from elsewhere",
                                "Guten Tag",
                                "<img src=\"http://evil.example/x\"/>Guten Tag",
                                "Das Element „img“ ist in Vorlagen nicht erlaubt."),
                        Door.notice(
                                "a handler",
                                "<h2>Gründe</h2>",
                                "<h2 onclick=\"x()\">Gründe</h2>",
                                "Das Attribut „onclick“ ist an „h2“ nicht erlaubt."),
                        Door.notice("an entity", "Guten Tag", "&evil;Guten Tag", "notice.html:"),
                        Door.notice(
                                "an unknown field",
                                "{{case.received}}",
                                "{{case.recieved}}",
                                "Das Feld „case.recieved“ gibt es nicht. Gemeint ist vielleicht „case.received“."))
                .map(Door::test);
    }

    @Test
    void anEntryOfTheCatalogueHasTheSameDoors() {
        var bombs = List.of(
                "a: &a [x, x]\nb: [*a, *a]\n",
                "identity: !!javax.script.ScriptEngineManager [x]\n",
                "x: " + "[".repeat(5000) + "]".repeat(5000),
                "- a\n",
                "x: " + "y".repeat(600_000));
        for (var bomb : bombs) {
            assertThatThrownBy(() -> EntryReader.read("rente.yaml", Door.bytes(bomb)))
                    .isInstanceOf(PackageRefused.class);
        }
    }

    @Test
    void aDraftOfTheWorkshopHasTheSameDoors() {
        var bombs = List.of(
                "a: &a [x, x]\nb: [*a, *a]\n",
                "identity: !!javax.script.ScriptEngineManager [x]\n",
                "x: " + "[".repeat(5000) + "]".repeat(5000),
                "- a\n",
                "x: " + "y".repeat(600_000));
        for (var bomb : bombs) {
            assertThatThrownBy(() -> LightDraft.parse(bomb)).isInstanceOf(PackageRefused.class);
            assertThat(LightPackage.read("rente.yaml", Door.bytes(bomb)).service())
                    .isEmpty();
        }
        var odd = LightDraft.parse("steps: {a: [b, {c: d}]}\nsample: [x]\noutcome: x\nidentity: [1]\nwho: {a: b}\n");
        assertThat(odd.read().service()).isEmpty();
    }

    @Test
    void allProblemsAreSaidAtOnceWithTheirLines() {
        var files = Fixtures.eheurkundeWith("form.yaml", "type: place", "type: plaza");
        files.putAll(Map.of(
                "service.yaml",
                Fixtures.eheurkundeWith("service.yaml", "  version: 1.0.0\n", "")
                        .getOrDefault("service.yaml", new byte[0])));
        files.put("refusal.html", Door.bytes("<section data-block=\"a\" title=\"A\"><p>{{nichts}}</p></section>"));

        assertThat(PackageReader.read(files).problems())
                .extracting(problem -> problem.file() + ":" + problem.line())
                .contains("form.yaml:17", "service.yaml:5", "refusal.html:1");
    }

    @Test
    void aSampleThatFaresOtherwiseIsNamed() {
        var files = Fixtures.eheurkundeWith("tests/01-zwei-exemplare.yaml", "fee: 18.00", "fee: 20.00");

        assertThat(PackageReader.read(files).problems())
                .containsExactly(new Problem(
                        "tests/01-zwei-exemplare.yaml",
                        0,
                        "Gebühr: erwartet „20,00 €“, herausgekommen ist „18,00 €“.",
                        "Ändern Sie das Paket oder die Erwartung."));
    }

    @Test
    void linksOutOfTheFolderAreNotFollowed(@TempDir Path folder) throws IOException {
        for (var file : Fixtures.eheurkunde().entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling("."));
            Files.write(path, file.getValue());
        }
        Files.delete(folder.resolve("README.md"));
        Files.createSymbolicLink(folder.resolve("README.md"), folder.resolve("service.yaml"));

        assertThat(PackageReader.read(folder).problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "README.md: Verknüpfungen sind nicht erlaubt. Legen Sie die Datei selbst in das Paket.");
    }

    @Test
    void whateverBytesComeNothingBreaks() {
        var random = new java.util.Random(20261123);
        for (int i = 0; i < 300; i++) {
            var files = Fixtures.eheurkunde();
            var name = List.of("service.yaml", "form.yaml", "process.bpmn", "notice.html", "tests/05-archiv.yaml")
                    .get(i % 5);
            var content = files.getOrDefault(name, new byte[0]).clone();
            for (int j = 0; j < 1 + i % 7; j++) {
                content[random.nextInt(content.length)] = (byte) random.nextInt(256);
            }
            files.put(name, content);
            assertThat(PackageReader.read(files)).isNotNull();
        }
    }
}
