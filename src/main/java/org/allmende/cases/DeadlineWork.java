package org.allmende.cases;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.deadlines.CaseDeadline;
import org.allmende.cases.deadlines.Deadlines;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Messages;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.mail.Mail;
import org.allmende.platform.mail.Message;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.time.GermanDates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * What deadlines bring about by themselves: the office is reminded of one that is near, hears that no answer has come, and an
 * application that the law deems granted is so. Each case in a transaction of its own.
 */
@Component
class DeadlineWork {

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineWork.class);

    private final Tenancy tenancy;
    private final Deadlines deadlines;
    private final CaseClock caseClock;
    private final Cases cases;
    private final Entries entries;
    private final Questions questions;
    private final Hearings hearings;
    private final Proposals proposals;
    private final Processes processes;
    private final Accounts accounts;
    private final CitizenMail citizenMail;
    private final Mail mail;
    private final Messages messages;
    private final Audit audit;
    private final Clock clock;

    DeadlineWork(
            Tenancy tenancy,
            Deadlines deadlines,
            CaseClock caseClock,
            Cases cases,
            Entries entries,
            Questions questions,
            Hearings hearings,
            Proposals proposals,
            Processes processes,
            Accounts accounts,
            CitizenMail citizenMail,
            Mail mail,
            Messages messages,
            Audit audit,
            Clock clock) {
        this.tenancy = tenancy;
        this.deadlines = deadlines;
        this.caseClock = caseClock;
        this.cases = cases;
        this.entries = entries;
        this.questions = questions;
        this.hearings = hearings;
        this.proposals = proposals;
        this.processes = processes;
        this.accounts = accounts;
        this.citizenMail = citizenMail;
        this.mail = mail;
        this.messages = messages;
        this.audit = audit;
        this.clock = clock;
    }

    /** Does what is due in this tenant; one case's failure does not hold up the others. */
    @SuppressWarnings("IllegalCatch")
    void look(String tenant) {
        for (var id : tenancy.as(tenant, () -> deadlines.listWaking(clock.instant()))) {
            try {
                tenancy.run(tenant, () -> wake(id));
            } catch (RuntimeException failed) {
                LOG.error("The deadlines of case {} cannot be looked after", id, failed);
            }
        }
    }

    private void wake(UUID id) {
        var it = cases.lock(id);
        for (var one : deadlines.listWaking(id, clock.instant())) {
            it = wake(it, one);
        }
        cases.change(it.due(caseClock.count(id)));
    }

    private Case wake(Case it, CaseDeadline one) {
        boolean over = one.isOver(GermanDates.today(clock));
        if (one.kind() == CaseDeadline.Kind.DECISION && over && one.fiction() != null) {
            return deemGranted(it, one);
        }
        deadlines.markReminded(one);
        if (one.kind() == CaseDeadline.Kind.ANSWER) {
            entries.add(it.id(), Entry.Kind.UNANSWERED, null, "", false, null);
            remind(it, "unanswered", "");
            return it.unanswered();
        }
        var why = caseClock.sentence(one, "de");
        if (one.kind() == CaseDeadline.Kind.RESUBMISSION) {
            entries.add(it.id(), Entry.Kind.REMINDED, null, "", false, why);
            remind(it, "near", why);
            return it.unanswered();
        }
        entries.add(it.id(), Entry.Kind.REMINDED, null, "", false, why);
        remind(it, "near", why);
        return it;
    }

    private Case deemGranted(Case it, CaseDeadline one) {
        entries.add(it.id(), Entry.Kind.DEEMED_GRANTED, null, "", true, caseClock.sentence(one, it.lang()));
        audit.record("case.deemed-granted", it.id(), Map.of("outcome", String.valueOf(one.fiction())));
        processes.leadToDecision(it);
        questions.close(it.id(), clock.instant());
        hearings.close(it.id(), clock.instant());
        proposals.remove(it.id());
        caseClock.deemGranted(one);
        citizenMail.deemedGranted(it);
        remind(it, "deemed", "");
        return switch (it.state()) {
            case QUESTION_OPEN, HEARING -> it.answered();
            case CONFIRMATION, GRACE -> it.in(CaseState.IN_REVIEW);
            case SUSPENDED -> it.resumed();
            default -> it;
        };
    }

    /** Whoever works on it, if they can be reached by e-mail; the work list shows it in any case. */
    private void remind(Case it, String occasion, String why) {
        var assignee = it.assignee();
        if (assignee == null) {
            return;
        }
        var address = accounts.getAccount(assignee).login();
        if (Message.isAddress(address)) {
            mail.send(new Message(
                    address,
                    messages.text("de", "cases.mail.clerk." + occasion + ".subject", it.number()),
                    messages.text("de", "cases.mail.clerk." + occasion + ".text", it.number(), it.title(), why)));
        }
    }

    /** When it is done: every minute, by whichever instance comes first. */
    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    static class Due {

        @Bean
        DueWork lookAfterDeadlines(DeadlineWork work) {
            return DueWork.of(
                    "deadlines",
                    Duration.ofMinutes(1),
                    "select distinct tenant from cases.deadline where wake <= now()",
                    work::look);
        }
    }
}
