package org.allmende.cases;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.identity.CaseIdentities;
import org.allmende.cases.identity.Identities;
import org.allmende.cases.identity.Standing;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.Files;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.Ids;
import org.allmende.region.Office;
import org.allmende.region.Regions;
import org.allmende.services.Service;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.Form;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The moment in which a draft becomes a case: one transaction stores answers, number, time, hash and event in the tenant
 * of the responsible office and empties the draft. Sending again gives the same case.
 */
@Component
public class Sending {

    private final Tenancy tenancy;
    private final Drafts drafts;
    private final FormVersions versions;
    private final Cases cases;
    private final Entries entries;
    private final Attachments attachments;
    private final Files files;
    private final Identities identities;
    private final CaseIdentities caseIdentities;
    private final CaseClock caseClock;
    private final Services services;
    private final Regions regions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Sending(
            Tenancy tenancy,
            Drafts drafts,
            FormVersions versions,
            Cases cases,
            Entries entries,
            Attachments attachments,
            Files files,
            Identities identities,
            CaseIdentities caseIdentities,
            CaseClock caseClock,
            Services services,
            Regions regions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tenancy = tenancy;
        this.drafts = drafts;
        this.versions = versions;
        this.cases = cases;
        this.entries = entries;
        this.attachments = attachments;
        this.files = files;
        this.identities = identities;
        this.caseIdentities = caseIdentities;
        this.caseClock = caseClock;
        this.services = services;
        this.regions = regions;
        this.events = events;
        this.clock = clock;
    }

    /** The case that came of it, or nothing while something is missing or has changed. The draft's code opens the case as well. */
    public Optional<Case> send(String portal, UUID draftId, AccessCode code) {
        return tenancy.as(portal, () -> {
            var draft = drafts.lock(draftId, code).orElseThrow(CaseNotFound::new);
            if (draft.sentTo() != null) {
                return tenancy.as(draft.sentTo(), () -> cases.findByDraft(draftId));
            }
            // nobody has agreed yet to what a newer version of the form says
            return versions.moveLocked(draft).version().equals(draft.version()) && draft.isToldOfMoves()
                    ? send(draft, code)
                    : Optional.empty();
        });
    }

    private Optional<Case> send(Draft draft, AccessCode code) {
        var service = services.get(draft.tenant(), draft.service(), draft.version());
        var run = service.run(Answers.parse(draft.answers()), today());
        var tenant = service.pack().responsibility().findTenant(run);
        var waiting = Unfinished.parse(draft.unfinished()).firstStep(run);
        if (tenant.isEmpty() || waiting.isPresent() || !run.complete()) {
            return Optional.empty();
        }
        var standing = identities.standing(draft.id(), service.pack().identification(), run);
        if (!standing.maySend()) {
            return Optional.empty();
        }
        var office = office(tenant.get(), service);
        var attached = handOver(draft, run, tenant.get());
        var it = tenancy.as(tenant.get(), () -> {
            var blank = newCase(draft, service, run, office, tenant.get());
            var planned = caseClock.plan(blank.id(), service.pack(), today());
            var added = blank.due(caseClock.next(planned, List.of()));
            cases.add(added, code);
            caseClock.start(planned);
            attached.forEach(attachment -> attachments.addToCase(added.id(), attachment.question(), attachment.file()));
            if (standing instanceof Standing.Proven proven) {
                caseIdentities.addProven(added.id(), proven);
            }
            entries.add(added.id(), Entry.Kind.SUBMITTED, null, "", true, null);
            return added;
        });
        identities.forget(draft.id());
        drafts.markSent(draft.id(), tenant.get(), it.number());
        events.publishEvent(new Case.Submitted(it.tenant(), it.id()));
        return Optional.of(it);
    }

    /** The files that the answers name go to the office; those of questions that are no longer asked are deleted. */
    private List<Attachment> handOver(Draft draft, FormRun run, String tenant) {
        var needed = new ArrayList<Attachment>();
        for (var attachment : attachments.listOfDraft(draft.id())) {
            attachments.removeFromDraft(draft.id(), attachment.file());
            if (isNeeded(run, attachment)) {
                files.handOver(attachment.file(), tenant);
                needed.add(attachment);
            } else {
                files.delete(attachment.file());
            }
        }
        return needed;
    }

    private static boolean isNeeded(FormRun run, Attachment attachment) {
        return run.submitted().find(attachment.question()).orElse(null) instanceof Value.Files kept
                && kept.files().stream().anyMatch(file -> file.id().equals(attachment.file()));
    }

    private Office office(String tenant, Service service) {
        var kind = service.pack().responsibility().office();
        return regions.current().offices().getOrDefault(tenant, List.of()).stream()
                .filter(office -> office.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s has no office of kind %s.".formatted(tenant, kind)));
    }

    private Case newCase(Draft draft, Service service, FormRun run, Office office, String tenant) {
        var responsible = regions.current().get(tenant);
        var answers = run.submitted();
        var now = clock.instant();
        return new Case(
                tenant,
                Ids.next(),
                CaseNumber.next(responsible.numberPrefix().letters()),
                draft.id(),
                office.id(),
                draft.service(),
                draft.version(),
                draft.tenant(),
                draft.lang(),
                service.pack().description().title().in("de"),
                applicant(run),
                run.find(Form.Role.EMAIL)
                        .map(Value::feel)
                        .map(Objects::toString)
                        .orElse(null),
                answers.json(),
                answers.hash(),
                CaseState.NEW,
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                service.fee(run).total().cents(),
                null);
    }

    private static String applicant(FormRun run) {
        return (text(run, Form.Role.GIVEN_NAMES) + " " + text(run, Form.Role.FAMILY_NAME)).strip();
    }

    private static String text(FormRun run, Form.Role role) {
        return run.find(role).map(Value::feel).map(Objects::toString).orElse("");
    }

    private LocalDate today() {
        return GermanDates.today(clock);
    }
}
