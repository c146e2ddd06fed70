package org.allmende.services;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Staff;
import org.allmende.services.bpmn.BpmnCheck;
import org.allmende.services.bpmn.Finding;
import org.allmende.services.bpmn.ProcessModel;
import org.springframework.stereotype.Component;

/**
 * What the Kompetenzcenter does with the process of a service: checks a draft as the package that it would become, tries it on the
 * sample applicants, and publishes it as the next version.
 */
@Component
public class ProcessWorkshop {

    private final Packages packages;
    private final ProcessDrafts drafts;
    private final Adoptions adoptions;
    private final Services services;
    private final Tenancy tenancy;
    private final Audit audit;

    ProcessWorkshop(
            Packages packages,
            ProcessDrafts drafts,
            Adoptions adoptions,
            Services services,
            Tenancy tenancy,
            Audit audit) {
        this.packages = packages;
        this.drafts = drafts;
        this.adoptions = adoptions;
        this.services = services;
        this.tenancy = tenancy;
        this.audit = audit;
    }

    /**
     * What came out of a check.
     *
     * @param model the process, absent as long as it is not sound by itself
     * @param findings all that stands in the way of publishing, with the element in the drawing where there is one
     */
    public record Check(Optional<ProcessModel> model, List<ProcessTrial> trials, List<Finding> findings) {}

    /** Somebody else has published the service since the draft began. */
    public static final class NotNewest extends RuntimeException {

        NotNewest(Version newest) {
            super("Inzwischen gibt es die Version %s.".formatted(newest));
        }
    }

    /** The highest published version of every service, by name. */
    public Map<String, ServicePackage> listNewest() {
        return packages.list().stream()
                .collect(Collectors.toMap(
                        ServicePackage::name,
                        service -> service,
                        (one, other) -> one.version().compareTo(other.version()) > 0 ? one : other,
                        java.util.TreeMap::new));
    }

    public Optional<ServicePackage> findNewest(String service) {
        return packages.findNewest(service);
    }

    /** Checks a draft by the same rules as every package. */
    public Check check(ServicePackage base, String bpmn) {
        var decisions = base.outcome().decisions().stream()
                .map(Outcome.Decision::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var result = BpmnCheck.check(
                bpmn.getBytes(StandardCharsets.UTF_8),
                decisions,
                PackageReader.answers(base.form(), base.parameters()));
        if (result.model().isEmpty()) {
            return new Check(Optional.empty(), List.of(), result.findings());
        }
        var trials = ProcessTrial.list(base, result.model().get());
        var findings = PackageReader.read(files(base, bpmn, trials, base.version())).problems().stream()
                .map(problem -> new Finding(
                        problem.file().equals(PackageFiles.PROCESS) ? problem.line() : 0,
                        "",
                        problem.file().equals(PackageFiles.PROCESS) ? "" : problem.file(),
                        problem.message(),
                        problem.fix()))
                .toList();
        return new Check(result.model(), trials, findings);
    }

    /** The package with another process, whose samples take the ways that they take now. */
    private Map<String, byte[]> files(ServicePackage base, String bpmn, List<ProcessTrial> trials, Version version) {
        var files = packages.files(base.name(), base.version().toString());
        files.put(PackageFiles.PROCESS, bpmn.getBytes(StandardCharsets.UTF_8));
        files.computeIfPresent(PackageFiles.SERVICE, (name, content) -> SampleEdit.version(content, version));
        trials.stream()
                .filter(ProcessTrial::isChanged)
                .forEach(trial ->
                        files.computeIfPresent(trial.file(), (name, content) -> SampleEdit.office(content, trial)));
        return files;
    }

    /** Who offers the service now, in which version. */
    public List<Adoption> listOffering(String service) {
        return adoptions.list().stream()
                .filter(adoption -> adoption.service().equals(service) && adoption.active())
                .toList();
    }

    /**
     * Publishes the draft as the next version, and lets the chosen tenants offer that from now on, each with what it had filled in.
     * Cases that run stay on their version.
     *
     * @return the new version; empty when somebody has changed the draft since
     * @throws NotNewest when another version was published since the draft began
     * @throws PackageRefused when the package would not be whole
     */
    public Optional<ServicePackage> publish(Staff staff, ProcessDrafts.Draft draft, Land land, Set<String> tenants) {
        var newest = packages.findNewest(draft.service())
                .orElseThrow(
                        () -> new IllegalStateException("A draft of what was never published: " + draft.service()));
        if (!newest.version().equals(draft.base())) {
            throw new NotNewest(newest.version());
        }
        var check = check(newest, draft.bpmn());
        if (!check.findings().isEmpty()) {
            throw new PackageRefused(check.findings().stream()
                    .map(it -> new Problem(PackageFiles.PROCESS, it.line(), it.message(), it.fix()))
                    .toList());
        }
        var published = new ArrayList<ServicePackage>();
        tenancy.run(staff.tenant(), () -> {
            if (!drafts.close(draft, ProcessDrafts.State.PUBLISHED, staff.account())) {
                return;
            }
            var service = packages.publish(
                    files(newest, draft.bpmn(), check.trials(), newest.version().next()));
            var version = Map.of("version", service.version().toString());
            audit.record("service.process.published", service.name(), version);
            listOffering(service.name()).stream()
                    .filter(adoption -> tenants.contains(adoption.tenant()))
                    .forEach(adoption -> {
                        adoptions.adopt(adoption.tenant(), service, land, adoption.parameters());
                        audit.record("service.changed", service.name() + "/" + adoption.tenant(), version);
                    });
            published.add(service);
        });
        services.reload();
        return published.stream().findFirst();
    }
}
