package org.allmende.cases;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.identity.CaseIdentities;
import org.allmende.cases.identity.Identities;
import org.allmende.cases.identity.Standing;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.Files;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.Ids;
import org.allmende.region.Office;
import org.allmende.region.Regions;
import org.allmende.services.Identification;
import org.allmende.services.Service;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.Form;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Value;
import org.jspecify.annotations.Nullable;
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
    private final Services services;
    private final Regions regions;
    private final Audit audit;
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
            Services services,
            Regions regions,
            Audit audit,
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
        this.services = services;
        this.regions = regions;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** The case that came of it, or nothing while something is missing or has changed. The draft's code opens the case as well. */
    public Optional<Case> send(String portal, UUID draftId, AccessCode code) {
        return send(portal, draftId, code, null);
    }

    /**
     * As {@link #send(String, UUID, AccessCode)}, by a clerk for somebody at the counter; nothing if the answers have changed
     * since the applicant agreed to them. The case is the clerk's own at once if it is for their office.
     */
    public Optional<Case> sendAtCounter(UUID draftId, AccessCode code, Counter.SignOff signOff) {
        return send(signOff.staff().tenant(), draftId, code, signOff);
    }

    private Optional<Case> send(String portal, UUID draftId, AccessCode code, Counter.@Nullable SignOff signOff) {
        return tenancy.as(portal, () -> {
            var draft = drafts.lock(draftId, code).orElseThrow(CaseNotFound::new);
            if (draft.sentTo() != null) {
                return tenancy.as(draft.sentTo(), () -> cases.findByDraft(draftId));
            }
            // nobody has agreed yet to what a newer version of the form says
            return versions.moveLocked(draft).version().equals(draft.version()) && draft.isToldOfMoves()
                    ? send(draft, code, signOff)
                    : Optional.empty();
        });
    }

    private Optional<Case> send(Draft draft, AccessCode code, Counter.@Nullable SignOff signOff) {
        var service = services.get(draft.tenant(), draft.service(), draft.version());
        var run = service.run(Answers.parse(draft.answers()), today());
        var tenant = service.pack().responsibility().findTenant(run);
        var waiting = Unfinished.parse(draft.unfinished()).firstStep(run);
        if (tenant.isEmpty() || waiting.isPresent() || !run.complete()) {
            return Optional.empty();
        }
        var needed = service.pack().identification();
        if (signOff != null && !run.submitted().hash().equals(signOff.shown())) {
            return Optional.empty();
        }
        var standing = signOff == null ? identities.standing(draft.id(), needed, run) : atCounter(needed, signOff);
        if (!standing.maySend()) {
            return Optional.empty();
        }
        var office = office(tenant.get(), service);
        var attached = handOver(draft, run, tenant.get());
        var it = tenancy.as(tenant.get(), () -> {
            var added = newCase(draft, service, run, office, tenant.get());
            cases.add(added, code);
            attached.forEach(attachment -> attachments.addToCase(added.id(), attachment.question(), attachment.file()));
            if (standing instanceof Standing.Proven proven) {
                caseIdentities.addProven(added.id(), proven);
            }
            entries.add(added.id(), Entry.Kind.SUBMITTED, null, "", true, null);
            return signOff == null ? added : takenAtCounter(added, signOff, needed);
        });
        identities.forget(draft.id());
        drafts.markSent(draft.id(), tenant.get(), it.number());
        events.publishEvent(new Case.Submitted(it.tenant(), it.id()));
        return Optional.of(it);
    }

    /** Who comes to the counter shows the identity card there. */
    private static Standing atCounter(Identification needed, Counter.SignOff signOff) {
        if (needed != Identification.NONE && !signOff.identitySeen()) {
            throw new IdentityNotSeen();
        }
        return new Standing.NotNeeded();
    }

    /** Works in the tenant of the case, which is not always the clerk's. */
    private Case takenAtCounter(Case added, Counter.SignOff signOff, Identification needed) {
        var staff = signOff.staff();
        var kind = signOff.agreement() == Counter.Agreement.ON_PAPER
                ? Entry.Kind.SIGNED_AT_COUNTER
                : Entry.Kind.READ_AT_COUNTER;
        entries.add(added.id(), kind, staff.account(), staff.name(), true, null);
        if (needed != Identification.NONE) {
            caseIdentities.addSeen(added.id(), staff.name());
        }
        audit.record(
                "case.taken-at-counter",
                added.id(),
                Map.of("agreement", signOff.agreement().name()));
        if (!staff.tenant().equals(added.tenant()) || !staff.worksIn(added.office())) {
            return added;
        }
        var own = added.assignedTo(staff.account());
        cases.change(own);
        return own;
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
        var region = regions.current();
        var responsible = region.get(tenant);
        var answers = run.submitted();
        var now = clock.instant();
        var days = service.pack().target();
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
                WorkingDays.of(region).after(today(), days),
                "Ziel: %d Arbeitstage".formatted(days),
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
