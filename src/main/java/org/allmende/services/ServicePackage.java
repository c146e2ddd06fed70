package org.allmende.services;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.services.bpmn.ProcessModel;
import org.allmende.services.form.Form;
import org.allmende.services.notice.NoticeTemplate;

/**
 * A service made once: what it is, its form, its process, its letters, its sample applicants. Read by {@link PackageReader},
 * which lets nothing through that is not whole.
 *
 * @param target within so many working days the office means to decide
 * @param deadlines within which it has to by law
 * @param notices by file name
 * @param extract paths of the questions whose answers may be read without who gave them; empty where they are not
 * @param digest SHA-256 of all its files
 */
public record ServicePackage(
        Identity identity,
        List<Law> law,
        Description description,
        Classification classification,
        Responsibility responsibility,
        List<Document> documents,
        Fee fee,
        Identification identification,
        Outcome outcome,
        Retention retention,
        int target,
        List<Deadline> deadlines,
        List<Parameter> parameters,
        Form form,
        ProcessModel process,
        Map<String, NoticeTemplate> notices,
        List<Sample> samples,
        List<String> extract,
        String digest) {

    public ServicePackage {
        law = List.copyOf(law);
        documents = List.copyOf(documents);
        deadlines = List.copyOf(deadlines);
        parameters = List.copyOf(parameters);
        notices = Map.copyOf(notices);
        samples = List.copyOf(samples);
        extract = List.copyOf(extract);
    }

    public String name() {
        return identity.name();
    }

    public Version version() {
        return identity.version();
    }

    public Optional<Parameter> findParameter(String id) {
        return parameters.stream()
                .filter(parameter -> parameter.id().equals(id))
                .findFirst();
    }

    /** Whether anybody offers it: what belongs to no topic is begun by the platform itself, like an objection. */
    public boolean isOffered() {
        return classification.topic().isPresent();
    }

    /** Whether a municipality of this Land may adopt it: it rests on federal law alone, or also on law of this very Land. */
    public boolean holdsIn(Land land) {
        return Law.allow(law, land);
    }

    /** The letter that tells a decision. */
    public Optional<NoticeTemplate> findNotice(String decision) {
        return outcome.findDecision(decision).map(Outcome.Decision::notice).map(notices::get);
    }

    @Override
    public String toString() {
        return identity.toString();
    }
}
