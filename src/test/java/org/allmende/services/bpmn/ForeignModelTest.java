package org.allmende.services.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ForeignModelTest {

    private static final Path FOLDER = Path.of("../shared/data/services/bpmn");
    private static final String BEGIN =
            "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><process id='p' isExecutable='true'>";
    private static final String END = "</process></definitions>";

    @Test
    void everyModelOfTheReferenceSetIsReadAndEachElementThatCannotRunIsNamed() throws IOException {
        for (var file : referenceModels()) {
            var model = ForeignModel.read(Files.readAllBytes(file));
            assertThat(model.hostile()).as(file.toString()).isEmpty();
            assertThat(model.runs()).as(file.toString()).isFalse();
            assertThat(model.findings()).as(file.toString()).allSatisfy(finding -> {
                assertThat(finding.line()).isPositive();
                assertThat(finding.message()).endsWith(".");
                assertThat(finding.fix()).isNotEmpty();
            });
            var told = told(model);
            var xml = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (var kind :
                    List.of("task", "subProcess", "callActivity", "boundaryEvent", "inclusiveGateway", "lane")) {
                var inFile = xml.lines()
                        .flatMap(line -> java.util.regex.Pattern.compile("<(?:\\w+:)?" + kind + "[ >]")
                                .matcher(line)
                                .results())
                        .count();
                assertThat(told.lines().filter(line -> line.contains("(" + kind + ")")))
                        .as("%s of %s", kind, file)
                        .hasSize((int) inFile);
            }
        }
    }

    @Test
    void aModelIsToldElementByElementWithWhatToUseInstead() throws IOException {
        var found = ForeignModel.read(Files.readAllBytes(referenceModels().getFirst()))
                .findings();
        assertThat(found).anySatisfy(finding -> {
            assertThat(finding.name()).isEqualTo("Task 1");
            assertThat(finding.element()).startsWith("_");
            assertThat(finding.line()).isEqualTo(7);
            assertThat(finding.message()).isEqualTo("Nicht erlaubt: Eine Aufgabe ohne Art (task).");
            assertThat(finding.fix()).startsWith("Machen Sie daraus eine Benutzeraufgabe (userTask).");
        });
        assertThat(found)
                .anySatisfy(finding -> assertThat(finding.message()).isEqualTo("Der Prozess ist nicht ausführbar."));
    }

    @Test
    void ourOwnProcessesRunAndLettersOfAnyEncodingAreRead() throws IOException {
        assertThat(ForeignModel.read(Files.readAllBytes(Path.of("packages/waffenbesitzkarte/process.bpmn")))
                        .runs())
                .isTrue();
        var umlauts = "<?xml version='1.0' encoding='%s'?>" + BEGIN + "<task id='a' name='Prüfung Łódź'/>" + END;
        assertThat(names(umlauts.formatted("UTF-8").getBytes(StandardCharsets.UTF_8)))
                .contains("Prüfung Łódź");
        assertThat(names(umlauts.formatted("UTF-16").getBytes(StandardCharsets.UTF_16)))
                .contains("Prüfung Łódź");
        assertThat(names(umlauts.replace("Łódź", "").formatted("ISO-8859-1").getBytes(StandardCharsets.ISO_8859_1)))
                .contains("Prüfung ");
        assertThat(refusal(umlauts.formatted("EBCDIC-CP-DE").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("Die Zeichen der Datei sind nicht lesbar.");
    }

    @Test
    void hostileFilesAreRefusedWithOneSentence() {
        var laughs = "<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>" + BEGIN + "<task id='&b;'/>" + END;
        assertThat(refusal(laughs)).isEqualTo("Dokumenttypen und Entitäten sind nicht erlaubt.");
        var outside = "<!DOCTYPE d SYSTEM 'http://evil.example/x.dtd'>" + BEGIN + END;
        assertThat(refusal(outside)).isEqualTo("Dokumenttypen und Entitäten sind nicht erlaubt.");
        assertThat(refusal(BEGIN + "<a>".repeat(100_000)))
                .isEqualTo("Das Prozessmodell ist zu groß oder zu tief geschachtelt.");
        assertThat(refusal(BEGIN + "<task/>".repeat(6000) + END))
                .isEqualTo("Das Prozessmodell ist zu groß oder zu tief geschachtelt.");
        assertThat(refusal(BEGIN + "<task name='" + "ä".repeat(100_000) + "'/>" + END))
                .isEqualTo("Das Prozessmodell ist zu groß oder zu tief geschachtelt.");
        assertThat(refusal(" ".repeat(600 * 1024))).isEqualTo("Das Prozessmodell ist größer als 512 KB.");
        assertThat(refusal("PK\3\4 nothing of the kind")).isEqualTo("Das ist kein lesbares XML.");
        assertThat(refusal(new byte[0])).isEqualTo("Das ist kein lesbares XML.");
        assertThat(refusal("<html/>")).isEqualTo("Die Datei enthält keinen Prozess.");
    }

    private static String refusal(String file) {
        return refusal(file.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(byte[] file) {
        var model = ForeignModel.read(file);
        assertThat(model.xml()).isEmpty();
        assertThat(model.findings()).isEmpty();
        return model.hostile().map(Finding::message).orElse("");
    }

    private static List<String> names(byte[] file) {
        return ForeignModel.read(file).findings().stream().map(Finding::name).toList();
    }

    private static String told(ForeignModel model) {
        return model.findings().stream().map(Finding::message).collect(Collectors.joining("\n"));
    }

    private static List<Path> referenceModels() throws IOException {
        if (!Files.isDirectory(FOLDER) && !"true".equals(System.getenv("CI"))) {
            Assumptions.abort("The BPMN reference models are not here: " + FOLDER);
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            var models = files.filter(file -> file.toString().endsWith(".bpmn"))
                    .sorted()
                    .toList();
            assertThat(models).hasSize(8);
            return models;
        }
    }
}
