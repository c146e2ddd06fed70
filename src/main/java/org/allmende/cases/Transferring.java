package org.allmende.cases;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.bpmn.Engine;
import org.allmende.cases.deadlines.ApplicationDay;
import org.allmende.cases.identity.CaseIdentities;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.Files;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.Ids;
import org.allmende.region.Office;
import org.allmende.region.Region;
import org.allmende.region.Regions;
import org.allmende.services.ServicePackage;
import org.allmende.services.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Hands a case on to the competent office of another tenant: it becomes a case of its own there, with a copy of the answers and files,
 * and ends here. The applicant agrees to it first, or the service names the provision that allows it. Both tenants' rows are written in
 * one transaction, each behind its own wall; neither sees the other's.
 */
@Component
public class Transferring {

    private final Tenancy tenancy;
    private final DeskActs desk;
    private final Cases cases;
    private final Transfers transfers;
    private final FurtherNotices further;
    private final Attachments attachments;
    private final Entries entries;
    private final Questions questions;
    private final Hearings hearings;
    private final CaseIdentities identities;
    private final CaseClock caseClock;
    private final Announcements announcements;
    private final Processes processes;
    private final Engine engine;
    private final Files files;
    private final Services services;
    private final Regions regions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Transferring(
            Tenancy tenancy,
            DeskActs desk,
            Cases cases,
            Transfers transfers,
            FurtherNotices further,
            Attachments attachments,
            Entries entries,
            Questions questions,
            Hearings hearings,
            CaseIdentities identities,
            CaseClock caseClock,
            Announcements announcements,
            Processes processes,
            Engine engine,
            Files files,
            Services services,
            Regions regions,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tenancy = tenancy;
        this.desk = desk;
        this.cases = cases;
        this.transfers = transfers;
        this.further = further;
        this.attachments = attachments;
        this.entries = entries;
        this.questions = questions;
        this.hearings = hearings;
        this.identities = identities;
        this.caseClock = caseClock;
        this.announcements = announcements;
        this.processes = processes;
        this.engine = engine;
        this.files = files;
        this.services = services;
        this.regions = regions;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** The offices of other tenants that offer the case's service, in German order. */
    public List<Transfer.Target> listTargets(Case it) {
        var region = regions.current();
        return region.listOffices(pack(it).responsibility().office()).stream()
                .filter(office -> !office.tenant().value().equals(it.tenant()))
                .filter(office -> takesPart(office.tenant().value(), it.service()))
                .map(office -> new Transfer.Target(office.tenant().value(), office.id(), name(region, office)))
                .toList();
    }

    private boolean takesPart(String tenant, String service) {
        return services.findAdopted(tenant, service).isPresent()
                && services.find(tenant, service).isPresent();
    }

    private static String name(Region region, Office office) {
        return region.get(office.tenant().value()).name() + ", " + office.name();
    }

    /** The provision by which the case can be handed on without asking; empty where the applicant has to agree. */
    public Optional<String> findLaw(Case it) {
        return pack(it).responsibility().findHandingOn();
    }

    private ServicePackage pack(Case it) {
        return services.get(it.tenant(), it.service(), it.version()).pack();
    }

    /** Whether nothing is decided of it and no decision waits to be known; somebody's answer may still be awaited. */
    public static boolean isAnswerable(Case it) {
        return switch (it.state()) {
            case NEW, IN_REVIEW, ANSWERED, QUESTION_OPEN, HEARING, SUSPENDED -> true;
            default -> false;
        };
    }

    /** Whether it can be handed on, which it cannot once a part of it is decided here; in the running transaction of the case's tenant. */
    public boolean isPossible(Case it) {
        return HandingOn.isPossible(it)
                && !caseClock.isDeemedGranted(it.id())
                && further.list(it.id(), PartialNotice.class).isEmpty()
                && transfers.findOpen(it.id()).isEmpty();
    }

    /**
     * Asks the applicant whether the other office may have the case. {@link CaseNotFound} for an office that does not offer the service,
     * {@link CaseMovedOn} when it is too late or they are asked already.
     *
     * @param office as {@link Transfer.Target#key} says
     * @param reason why that office is competent; the applicant reads it
     */
    public void ask(Staff staff, UUID id, String office, String reason) {
        tenancy.run(staff.tenant(), () -> {
            var it = desk.lockOpen(staff, id);
            var transfer = begin(staff, it, office, reason, null);
            desk.note(it, Entry.Kind.TRANSFER_ASKED, staff, true, transfer.to().name() + ": " + reason);
            audit.record("case.transfer-asked", id, Map.of("to", transfer.to().key()));
            desk.tellCitizen(it, "transferasked");
        });
    }

    /** Hands the case on by the provision that the service names. The same failures as {@link #ask}; without one, {@link CaseNotFound}. */
    public void handOnByLaw(Staff staff, UUID id, String office, String reason) {
        tenancy.run(staff.tenant(), () -> {
            var it = desk.lockOpen(staff, id);
            var law = findLaw(it).orElseThrow(CaseNotFound::new);
            var transfer = begin(staff, it, office, reason, law);
            handOver(it, transfer, staff);
            desk.tellCitizen(it, "transferred");
        });
    }

    private Transfer begin(Staff staff, Case it, String office, String reason, @Nullable String law) {
        if (!isPossible(it)) {
            throw new CaseMovedOn(it.state());
        }
        var to = listTargets(it).stream()
                .filter(one -> one.key().equals(office))
                .findFirst()
                .orElseThrow(CaseNotFound::new);
        var transfer = new Transfer(
                Ids.next(), it.id(), to, reason, law, clock.instant(), staff.name(), null, null, null, null);
        transfers.add(transfer);
        return transfer;
    }

    /** The office asks no longer. Nothing happens when the answer is there already. */
    public void withdraw(Staff staff, UUID id) {
        tenancy.run(staff.tenant(), () -> {
            var it = desk.lock(staff, id);
            transfers.findOpen(id).ifPresent(transfer -> {
                transfers.withdraw(transfer.id());
                desk.note(
                        it,
                        Entry.Kind.TRANSFER_WITHDRAWN,
                        staff,
                        true,
                        transfer.to().name());
                audit.record("case.transfer-withdrawn", id, Map.of());
            });
        });
    }

    /**
     * The applicant agrees: the other office has the case at once. Gives it; empty when nobody asks any more, for example after the
     * office has gone on, or after a double click: {@link Transfers#findHanded} tells.
     */
    public Optional<Transfer.Handed> agree(String tenant, UUID id) {
        return tenancy.as(tenant, () -> {
            var it = cases.lock(id);
            return transfers.findOpen(id).filter(one -> isAnswerable(it)).map(transfer -> {
                transfers.answer(transfer.id(), true);
                entries.add(
                        id,
                        Entry.Kind.TRANSFER_AGREED,
                        null,
                        "",
                        true,
                        transfer.to().name());
                audit.record(
                        "case.transfer-agreed", id, Map.of("to", transfer.to().key()));
                return handOver(it, transfer, null);
            });
        });
    }

    /** The applicant does not want it: the case stays. */
    public void refuse(String tenant, UUID id, String why) {
        tenancy.run(tenant, () -> {
            var it = cases.lock(id);
            transfers.findOpen(id).ifPresent(transfer -> {
                transfers.answer(transfer.id(), false);
                entries.add(id, Entry.Kind.TRANSFER_REFUSED, null, "", true, why.isBlank() ? null : why.strip());
                audit.record("case.transfer-refused", id, Map.of());
                desk.tellClerk(it, "transferrefused", transfer.to().name());
            });
        });
    }

    /** @param staff who does it by law; null where the applicant has agreed */
    private Transfer.Handed handOver(Case it, Transfer transfer, @Nullable Staff staff) {
        var to = transfer.to();
        var region = regions.current();
        var from = region.findOffice(it.tenant(), it.office()).orElseThrow();
        var codeHash = cases.codeHash(it.id());
        var known = identities.find(it.id());
        var handed = new Transfer.Handed(
                Ids.next(),
                CaseNumber.next(region.get(to.tenant()).numberPrefix().letters()));
        var day = ApplicationDay.of(announcements.isSocial(it), GermanDates.today(clock));
        var arrival = new Arrival(
                handed.caseId(),
                it.tenant(),
                name(region, from),
                it.number(),
                it.submitted(),
                transfer.reason(),
                transfer.law(),
                day);
        var copies = attachments.listOfCase(it.id()).stream()
                .map(one -> new Copy(one.question(), files.duplicate(one.file(), to.tenant())))
                .toList();
        tenancy.run(to.tenant(), () -> {
            var received = GermanDates.dayOf(it.submitted());
            var today = GermanDates.today(clock);
            var planned = caseClock.plan(handed.caseId(), pack(it), today, day.begin(received, today));
            cases.add(it.movedTo(to, handed, clock.instant()).due(caseClock.next(planned, List.of())), codeHash);
            caseClock.start(planned);
            copies.forEach(copy -> attachments.addToCase(handed.caseId(), copy.question(), copy.file()));
            known.ifPresent(identity -> identities.add(handed.caseId(), identity));
            transfers.addArrival(arrival);
            entries.add(handed.caseId(), Entry.Kind.SUBMITTED, null, "", true, null);
            entries.add(
                    handed.caseId(),
                    Entry.Kind.TRANSFER_ARRIVED,
                    null,
                    "",
                    true,
                    "%s, %s: %s".formatted(arrival.fromName(), it.number(), transfer.reason()));
            audit.record("case.transfer-arrived", handed.caseId(), Map.of("from", it.tenant()));
        });
        transfers.setHanded(transfer.id(), handed);
        events.publishEvent(new Case.Submitted(to.tenant(), handed.caseId()));
        close(it, transfer, handed, staff);
        return handed;
    }

    private record Copy(String question, UUID file) {}

    /** What it waited for is awaited no longer; the case ends here without a decision. */
    private void close(Case it, Transfer transfer, Transfer.Handed handed, @Nullable Staff staff) {
        var id = it.id();
        processes.ensureStarted(it);
        engine.end(id);
        questions.close(id, clock.instant());
        hearings.close(id, clock.instant());
        caseClock.goOn(id);
        caseClock.closed(id);
        var text = "%s, %s: %s%s"
                .formatted(
                        transfer.to().name(),
                        handed.number(),
                        transfer.reason(),
                        transfer.law() == null ? "" : " (" + transfer.law() + ")");
        if (staff == null) {
            entries.add(id, Entry.Kind.TRANSFERRED, null, "", true, text);
        } else {
            desk.note(it, Entry.Kind.TRANSFERRED, staff, true, text);
        }
        audit.record(
                "case.transferred",
                id,
                Map.of("to", transfer.to().key(), "number", handed.number().toString()));
        events.publishEvent(new Case.Closed(it.tenant(), id));
        cases.change(it.closed(clock.instant(), processes.deleteAfter(it, GermanDates.today(clock))));
    }
}
