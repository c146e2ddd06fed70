package org.allmende.cases.opinion;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.AccessCode;
import org.allmende.cases.Attachment;
import org.allmende.cases.Attachments;
import org.allmende.cases.Case;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.Cases;
import org.allmende.cases.DeskActs;
import org.allmende.cases.Entry;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.Files;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.Ids;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * A clerk asks others what they say to a case, and what belongs to asking: to take it back, to remind, to forget. An office gets a
 * copy of what was chosen for it into its own tenant, as one sends a letter; nobody looks over a wall.
 */
@Component
public class Asking {

    private final Tenancy tenancy;
    private final DeskActs desk;
    private final Cases cases;
    private final Attachments attachments;
    private final Files files;
    private final Opinions opinions;
    private final OpinionRequests requests;
    private final OpinionMail mail;
    private final Audit audit;
    private final Clock clock;

    Asking(
            Tenancy tenancy,
            DeskActs desk,
            Cases cases,
            Attachments attachments,
            Files files,
            Opinions opinions,
            OpinionRequests requests,
            OpinionMail mail,
            Audit audit,
            Clock clock) {
        this.tenancy = tenancy;
        this.desk = desk;
        this.cases = cases;
        this.attachments = attachments;
        this.files = files;
        this.opinions = opinions;
        this.requests = requests;
        this.mail = mail;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Asks. {@link CaseNotFound} for a file that is not the case's.
     *
     * @param shown what they may see, with files of the case
     */
    public void ask(Staff staff, UUID caseId, Body body, String question, LocalDate due, Extract shown) {
        tenancy.run(staff.tenant(), () -> {
            var it = desk.lockOpen(staff, caseId);
            var own = attachments.listOfCase(caseId).stream()
                    .map(Attachment::file)
                    .toList();
            if (!own.containsAll(shown.files())) {
                throw new CaseNotFound();
            }
            var opinion = new Opinion(
                    Ids.next(), caseId, body, question, due, shown, clock.instant(), staff.name(), null, null);
            opinions.add(opinion);
            if (body instanceof Body.OfOffice office) {
                deliver(it, opinion, office);
            }
            desk.note(it, Entry.Kind.OPINION_ASKED, staff, true, body.name());
            audit.record(
                    "case.opinion-asked",
                    caseId,
                    Map.of(
                            "opinion",
                            opinion.id().toString(),
                            "answers",
                            String.valueOf(shown.lines().size()),
                            "files",
                            String.valueOf(shown.files().size())));
            mail.asked(it, opinion);
        });
    }

    private void deliver(Case it, Opinion opinion, Body.OfOffice to) {
        var copies = opinion.shown().files().stream()
                .map(file -> files.copy(file, to.tenant()).id())
                .toList();
        var request = new OpinionRequest(
                opinion.id(),
                to.office(),
                it.tenant(),
                mail.sender(it),
                it.number().toString(),
                it.title(),
                opinion.question(),
                opinion.due(),
                new Extract(opinion.shown().lines(), copies),
                opinion.asked(),
                opinion.askedBy(),
                null);
        tenancy.run(to.tenant(), () -> {
            requests.add(request);
            audit.record("opinion.received", opinion.id(), Map.of("from", it.tenant()));
        });
    }

    /** A new code for somebody outside; an earlier one stops working. The clerk tells it by another way than the link. */
    public AccessCode renewCode(Staff staff, UUID caseId, UUID id) {
        return tenancy.as(staff.tenant(), () -> {
            desk.lockOpen(staff, caseId);
            var opinion = get(caseId, id);
            if (!opinion.isOpen() || !(opinion.body() instanceof Body.Outside)) {
                throw new CaseNotFound();
            }
            var code = AccessCode.next();
            opinions.setCode(id, code);
            audit.record("case.opinion-code", caseId, Map.of("opinion", id.toString()));
            return code;
        });
    }

    /** Asks no longer: what was shown is gone at once. Nothing happens when the answer is there already. */
    public void withdraw(Staff staff, UUID caseId, UUID id) {
        tenancy.run(staff.tenant(), () -> {
            var it = desk.lock(staff, caseId);
            var opinion = get(caseId, id);
            if (withdraw(it, opinion)) {
                desk.note(
                        it,
                        Entry.Kind.OPINION_WITHDRAWN,
                        staff,
                        false,
                        opinion.body().name());
                audit.record("case.opinion-withdrawn", caseId, Map.of("opinion", id.toString()));
            }
        });
    }

    private Opinion get(UUID caseId, UUID id) {
        return opinions.find(id).filter(one -> one.caseId().equals(caseId)).orElseThrow(CaseNotFound::new);
    }

    private boolean withdraw(Case it, Opinion opinion) {
        if (!opinions.withdraw(opinion.id())) {
            return false;
        }
        forget(opinion);
        mail.withdrawn(it, opinion);
        return true;
    }

    private void forget(Opinion opinion) {
        if (opinion.body() instanceof Body.OfOffice office) {
            tenancy.run(office.tenant(), () -> requests.remove(opinion.id()));
        }
    }

    /** What nobody has answered when the case ends is asked no longer. */
    @ApplicationModuleListener(id = "cases.withdraw-opinions")
    void withdrawOpen(Case.Closed event) {
        tenancy.run(
                event.tenant(),
                () -> cases.find(event.id())
                        .ifPresent(it -> opinions.list(it.id()).stream()
                                .filter(Opinion::isOpen)
                                .filter(opinion -> withdraw(it, opinion))
                                .forEach(opinion -> desk.note(
                                        it.id(),
                                        Entry.Kind.OPINION_WITHDRAWN,
                                        "",
                                        false,
                                        opinion.body().name()))));
    }

    /** Nothing stays with those who were asked when the case is deleted. */
    @EventListener
    void forget(Case.Deleting event) {
        for (var opinion : opinions.list(event.id())) {
            forget(opinion);
            var reply = opinion.reply();
            (reply == null ? List.<UUID>of() : reply.files()).forEach(files::delete);
        }
    }

    /** Reminds those whose day has passed, once, and tells the clerk. */
    void remindDue(String tenant) {
        var today = GermanDates.today(clock);
        for (var overdue : tenancy.as(tenant, () -> opinions.listUnreminded(today))) {
            tenancy.run(tenant, () -> {
                var it = desk.lock(overdue.caseId());
                if (opinions.markReminded(overdue.id(), today)
                        && opinions.find(overdue.id()).filter(Opinion::isOpen).isPresent()) {
                    desk.note(
                            it.id(),
                            Entry.Kind.OPINION_OVERDUE,
                            "",
                            false,
                            overdue.body().name());
                    mail.overdue(it, overdue);
                    desk.tellClerk(it, "opinion.overdue", overdue.body().name());
                }
            });
        }
    }
}
