package org.allmende.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.AccessCode;
import org.allmende.cases.Attachments;
import org.allmende.cases.Case;
import org.allmende.cases.CaseState;
import org.allmende.cases.CaseWork;
import org.allmende.cases.Cases;
import org.allmende.cases.Drafts;
import org.allmende.cases.Objecting;
import org.allmende.cases.Sending;
import org.allmende.cases.Unfinished;
import org.allmende.cases.identity.Identities;
import org.allmende.cases.identity.Proof;
import org.allmende.platform.audit.Actor;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.Files;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.services.Sample;
import org.allmende.services.Service;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.FileRef;
import org.allmende.services.form.Form;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Submission;
import org.allmende.services.form.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The tour's case that is going to be refused: an invented applicant of the package {@code waffenbesitzkarte} has applied, all
 * enquiries are answered, and now somebody has to be heard. It is made when somebody asks for it, and made again when the one
 * before has been played to its end.
 */
@OnlyInDemo
@Component
public class Refusal {

    static final String SERVICE = "waffenbesitzkarte";

    private static final String REFUSED = "abgelehnt";
    private static final List<String> TASKS =
            List.of("pruefen", "aufgabe_register", "aufgabe_polizei", "aufgabe_schrank");

    private final Regions regions;
    private final Services services;
    private final DemoAccounts accounts;
    private final Tenancy tenancy;
    private final Drafts drafts;
    private final Attachments attachments;
    private final Files files;
    private final Identities identities;
    private final Sending sending;
    private final Cases cases;
    private final CaseWork work;
    private final Objecting objecting;
    private final Clock clock;
    private final long fileLimit;

    Refusal(
            Regions regions,
            Services services,
            DemoAccounts accounts,
            Tenancy tenancy,
            Drafts drafts,
            Attachments attachments,
            Files files,
            Identities identities,
            Sending sending,
            Cases cases,
            CaseWork work,
            Objecting objecting,
            Clock clock,
            Configuration configuration) {
        this.regions = regions;
        this.services = services;
        this.accounts = accounts;
        this.tenancy = tenancy;
        this.drafts = drafts;
        this.attachments = attachments;
        this.files = files;
        this.identities = identities;
        this.sending = sending;
        this.cases = cases;
        this.work = work;
        this.objecting = objecting;
        this.clock = clock;
        this.fileLimit = configuration.files().limit();
    }

    /** The case as it stands; none where nobody offers the service. */
    public Optional<Tour.Opened> current() {
        return prepared("refusal");
    }

    /** Another one like it, told apart by its key. */
    synchronized Optional<Tour.Opened> prepared(String key) {
        var portal = Place.ofTour(regions.current()).slug().value();
        var service = services.find(portal, SERVICE);
        if (service.isEmpty() || service.get().county().isEmpty()) {
            return Optional.empty();
        }
        accounts.ensure();
        for (int number = 0; ; number++) {
            var code = Story.codeOf(key + "-" + number);
            var found = find(service.get(), code);
            if (found.isEmpty()) {
                return Optional.of(new Tour.Opened(make(portal, service.get(), code), code));
            }
            if (!isPlayed(found.get())) {
                return Optional.of(new Tour.Opened(found.get(), code));
            }
        }
    }

    private Optional<Case> find(Service service, AccessCode code) {
        return tenancy.as(service.county().orElseThrow(), () -> cases.find(code));
    }

    /** Decided otherwise, or objected to. */
    private boolean isPlayed(Case it) {
        return it.state() == CaseState.DONE
                && (!REFUSED.equals(it.outcome()) || !objecting.listFiled(it).isEmpty());
    }

    private Case make(String portal, Service service, AccessCode code) {
        var sample = service.pack().samples().stream()
                .filter(one -> one.expected().decision().filter(REFUSED::equals).isPresent())
                .findFirst()
                .orElseThrow();
        var draft = tenancy.as(
                portal, () -> drafts.begin(SERVICE, service.pack().version().toString(), "de", code));
        var run = filledIn(portal, draft.id(), service, sample);
        prove(portal, draft.id(), run, service);
        var sent = sending.send(portal, draft.id(), code).orElseThrow();
        checkEverything(sent);
        return find(service, code).orElseThrow();
    }

    /** Page by page, with what the package's own sample applicant types. */
    private FormRun filledIn(String portal, UUID draft, Service service, Sample sample) {
        return tenancy.as(portal, () -> {
            var run = service.run(Answers.NONE, GermanDates.today(clock));
            var step = Optional.of(run.first());
            while (step.isPresent()) {
                var posted = new LinkedHashMap<String, List<String>>();
                var added = new LinkedHashMap<String, List<FileRef>>();
                for (var question : step.get().questions()) {
                    posted.putAll(sample.posted().getOrDefault(question.path(), Map.of()));
                    added.put(
                            question.id(),
                            sample.files().getOrDefault(question.path(), List.of()).stream()
                                    .map(file -> add(portal, draft, question.path(), file.name()))
                                    .toList());
                }
                if (!(run.submit(step.get(), posted, added) instanceof Submission.Accepted accepted)) {
                    throw new IllegalStateException(
                            "The sample applicant is stuck at " + step.get().id());
                }
                run = accepted.run();
                step = run.next(step.get());
            }
            drafts.keep(draft, run.answers(), Unfinished.NONE, run.steps());
            drafts.markChecked(draft);
            return run;
        });
    }

    private FileRef add(String portal, UUID draft, String question, String name) {
        var enclosure = new Enclosure(question, name);
        try {
            var received =
                    files.receive(portal, new ByteArrayInputStream(enclosure.content()), enclosure.name(), fileLimit);
            attachments.addToDraft(draft, question, files.add(received).id());
            return StoryTeller.ref(received);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** As the form says, to the demo's own identity service. */
    private void prove(String portal, UUID draft, FormRun run, Service service) {
        var level = service.pack().identification();
        var query = UriComponentsBuilder.fromUriString(identities.begin(portal, draft, level))
                .build()
                .getQueryParams();
        var said = new Proof(
                level,
                text(run, Form.Role.GIVEN_NAMES),
                text(run, Form.Role.FAMILY_NAME),
                run.find(Form.Role.BIRTH_DATE)
                        .map(value -> ((Value.Day) value).date())
                        .orElse(LocalDate.EPOCH));
        identities.finish(
                portal,
                draft,
                String.valueOf(query.getFirst("state")),
                DemoIdentityService.code(String.valueOf(query.getFirst("nonce")), said),
                run);
    }

    private static String text(FormRun run, Form.Role role) {
        return run.find(role).map(Value::feel).map(Object::toString).orElse("");
    }

    private void checkEverything(Case it) {
        var clerk = accounts.staff(it.tenant(), Role.CLERK);
        Actor.as("%s (%s)".formatted(clerk.name(), clerk.account()), () -> {
            work.claim(clerk, it.id());
            TASKS.forEach(task -> work.tickOff(clerk, it.id(), task));
        });
    }
}
