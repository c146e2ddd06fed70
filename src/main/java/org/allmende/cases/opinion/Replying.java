package org.allmende.cases.opinion;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.AccessCode;
import org.allmende.cases.DeskActs;
import org.allmende.cases.Entries;
import org.allmende.cases.Entry;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.Files;
import org.allmende.platform.files.Received;
import org.allmende.platform.login.Forbidden;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.springframework.stereotype.Component;

/**
 * Those who are asked look and answer. Each look is in the audit log; the case's history tells the first one of a person on a day, so
 * that it stays readable.
 */
@Component
public class Replying {

    private final Tenancy tenancy;
    private final DeskActs desk;
    private final Entries entries;
    private final Files files;
    private final Opinions opinions;
    private final OpinionRequests requests;
    private final Audit audit;
    private final Clock clock;

    Replying(
            Tenancy tenancy,
            DeskActs desk,
            Entries entries,
            Files files,
            Opinions opinions,
            OpinionRequests requests,
            Audit audit,
            Clock clock) {
        this.tenancy = tenancy;
        this.desk = desk;
        this.entries = entries;
        this.files = files;
        this.opinions = opinions;
        this.requests = requests;
        this.audit = audit;
        this.clock = clock;
    }

    /** What one of somebody's offices is asked; that they looked is told to whom it belongs. */
    public Optional<OpinionRequest> look(Staff staff, UUID id) {
        return tenancy.as(staff.tenant(), () -> {
            var request = requests.find(staff, id);
            request.ifPresent(it -> {
                audit.record("opinion.read", id, Map.of());
                if (it.reply() == null) {
                    tenancy.run(
                            it.askingTenant(),
                            () -> opinions.find(id).ifPresent(opinion -> seen(opinion, staff.name())));
                }
            });
            return request;
        });
    }

    /** What somebody outside is asked, if the code is the right one. */
    public Optional<Opinion> look(String tenant, UUID id, AccessCode code) {
        return tenancy.as(tenant, () -> {
            var found = opinions.find(id, code);
            found.filter(Opinion::isOpen).ifPresent(opinion -> seen(opinion, ""));
            return found;
        });
    }

    /** @param who by name, empty for somebody outside, of whom only the body is known */
    private void seen(Opinion opinion, String who) {
        audit.record(
                "case.opinion-read",
                opinion.caseId(),
                Map.of("opinion", opinion.id().toString()));
        var text = who.isEmpty() ? opinion.body().name() : opinion.body().name() + ", " + who;
        var today = GermanDates.today(clock);
        boolean told = entries.list(opinion.caseId()).stream()
                .anyMatch(entry -> entry.kind() == Entry.Kind.OPINION_READ
                        && text.equals(entry.text())
                        && GermanDates.dayOf(entry.at()).equals(today));
        if (!told) {
            desk.note(opinion.caseId(), Entry.Kind.OPINION_READ, "", false, text);
        }
    }

    /** An office answers; false when nobody awaits it any longer. Then what it was shown is gone. */
    public boolean reply(Staff staff, UUID id, Reply.Verdict verdict, String text, List<Received> received) {
        if (!staff.isOneOf(Role.CLERK, Role.LEAD)) {
            throw new Forbidden();
        }
        return tenancy.as(staff.tenant(), () -> {
            var request = requests.find(staff, id);
            if (request.isEmpty()) {
                return false;
            }
            var asking = request.get().askingTenant();
            var kept = received.stream().map(file -> files.add(file).id()).toList();
            boolean first = tenancy.as(
                    asking,
                    () -> opinions.find(id)
                            .map(opinion -> {
                                desk.lock(opinion.caseId());
                                return opinions.find(id).filter(Opinion::isOpen).isPresent();
                            })
                            .orElse(false));
            if (!first) {
                kept.forEach(files::delete);
                return false;
            }
            kept.forEach(file -> files.handOver(file, asking));
            var moved = kept;
            tenancy.run(asking, () -> keep(id, new Reply(verdict, text, moved, staff.name(), clock.instant())));
            requests.answer(id, new Reply(verdict, text, List.of(), staff.name(), clock.instant()));
            audit.record("opinion.given", id, Map.of("verdict", verdict.name()));
            return true;
        });
    }

    /** Somebody outside answers; false when nobody awaits it any longer. */
    public boolean reply(
            String tenant,
            UUID id,
            AccessCode code,
            Reply.Verdict verdict,
            String text,
            String by,
            List<Received> received) {
        return tenancy.as(tenant, () -> {
            var found = opinions.find(id, code);
            if (found.isEmpty()) {
                return false;
            }
            desk.lock(found.get().caseId());
            if (opinions.find(id).filter(Opinion::isOpen).isEmpty()) {
                return false;
            }
            var kept = received.stream().map(file -> files.add(file).id()).toList();
            keep(id, new Reply(verdict, text, kept, by, clock.instant()));
            return true;
        });
    }

    private void keep(UUID id, Reply reply) {
        var opinion = opinions.find(id).orElseThrow();
        if (!opinions.answer(id, reply)) {
            throw new IllegalStateException("Answered while the case was held: " + id);
        }
        var it = desk.lock(opinion.caseId());
        desk.note(
                it.id(),
                Entry.Kind.OPINION_GIVEN,
                reply.by(),
                true,
                opinion.body().name());
        audit.record(
                "case.opinion-given",
                it.id(),
                Map.of("opinion", id.toString(), "verdict", reply.verdict().name()));
        desk.tellClerk(it, "opinion.given", opinion.body().name());
    }
}
