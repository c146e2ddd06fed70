package org.allmende.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Objects;
import org.allmende.services.bpmn.BpmnCheck;
import org.allmende.services.bpmn.BpmnEdit;
import org.allmende.services.bpmn.ProcessModel;
import org.junit.jupiter.api.Test;

class ProcessTrialTest {

    private final ServicePackage service =
            PackageReader.read(Fixtures.eheurkunde()).orThrow();

    @Test
    void eachSampleApplicantTakesItsWayThroughTheDraft() {
        var trials = ProcessTrial.list(service, model(secondOpinion()));
        assertThat(trials)
                .extracting(ProcessTrial::file)
                .contains("tests/01-zwei-exemplare.yaml")
                .hasSizeGreaterThan(3);
        assertThat(trials).allSatisfy(trial -> {
            assertThat(trial.stuck()).isEmpty();
            assertThat(trial.now().contains("aufgabe_zweite_meinung"))
                    .as(trial.name())
                    .isEqualTo(trial.isChanged());
        });
        assertThat(trials)
                .filteredOn(ProcessTrial::isChanged)
                .extracting(ProcessTrial::file)
                .as("more than two copies")
                .containsExactly("tests/02-rente-ohne-gebuehr.yaml", "tests/08-mehrsprachig-mit-vollmacht.yaml");
    }

    @Test
    void theSamplesFollowAndEveryOtherLetterStays() {
        var files = new LinkedHashMap<>(Fixtures.eheurkunde());
        files.put(PackageFiles.PROCESS, secondOpinion().getBytes(StandardCharsets.UTF_8));
        assertThat(PackageReader.read(files).problems())
                .extracting(Problem::file)
                .contains("tests/02-rente-ohne-gebuehr.yaml");
        var trial = ProcessTrial.list(service, model(secondOpinion())).stream()
                .filter(ProcessTrial::isChanged)
                .findFirst()
                .orElseThrow();
        var before = Objects.requireNonNull(files.get(trial.file()));
        var after = SampleEdit.office(before, trial);
        assertThat(text(after).lines())
                .as("only the two places that change")
                .containsAll(text(before)
                        .lines()
                        .filter(line -> !line.startsWith("  - {task") && !line.startsWith("office:"))
                        .filter(line -> !line.startsWith("  tasks:"))
                        .toList());
        ProcessTrial.list(service, model(secondOpinion())).stream()
                .filter(ProcessTrial::isChanged)
                .forEach(it -> files.computeIfPresent(it.file(), (name, content) -> SampleEdit.office(content, it)));
        files.computeIfPresent(
                PackageFiles.SERVICE, (name, content) -> SampleEdit.version(content, new Version(1, 1, 0)));
        assertThat(PackageReader.read(files).orThrow().version()).isEqualTo(new Version(1, 1, 0));
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }

    private String secondOpinion() {
        var edit = BpmnEdit.of(service.process().xml());
        edit.insert("alles_da", "", "Zweite Meinung", "wunsch.exemplare > 2", false);
        return edit.xml();
    }

    private ProcessModel model(String xml) {
        var decisions = new LinkedHashSet<String>();
        service.outcome().decisions().forEach(decision -> decisions.add(decision.id()));
        return BpmnCheck.check(
                        xml.getBytes(StandardCharsets.UTF_8),
                        decisions,
                        PackageReader.answers(service.form(), service.parameters()))
                .model()
                .orElseThrow();
    }
}
