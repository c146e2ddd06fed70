package org.allmende.cases;

import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.html.Messages;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.Forbidden;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.mail.Mail;
import org.allmende.platform.mail.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What steps beside the process have in common: the case is held, whoever acts works in its office, its history tells it. Works in
 * the running transaction of the case's tenant.
 */
@Component
public class DeskActs {

    private final Cases cases;
    private final Entries entries;
    private final Deputies deputies;
    private final Accounts accounts;
    private final CitizenMail citizenMail;
    private final Mail mail;
    private final Messages messages;

    DeskActs(
            Cases cases,
            Entries entries,
            Deputies deputies,
            Accounts accounts,
            CitizenMail citizenMail,
            Mail mail,
            Messages messages) {
        this.cases = cases;
        this.entries = entries;
        this.deputies = deputies;
        this.accounts = accounts;
        this.citizenMail = citizenMail;
        this.mail = mail;
        this.messages = messages;
    }

    /** The case, held until the transaction ends; {@link CaseMovedOn} when it is closed. */
    public Case lockOpen(Staff staff, UUID id) {
        var it = lock(staff, id);
        if (it.closed() != null) {
            throw new CaseMovedOn(it.state());
        }
        return it;
    }

    /** The case, held until the transaction ends. */
    public Case lock(Staff staff, UUID id) {
        var it = cases.lock(id);
        if (!staff.worksIn(it.office()) || !staff.isOneOf(Role.CLERK, Role.LEAD)) {
            throw new Forbidden();
        }
        return it;
    }

    /** The same for what comes from outside the office. */
    public Case lock(UUID id) {
        return cases.lock(id);
    }

    public void note(Case it, Entry.Kind kind, Staff staff, boolean visible, @Nullable String text) {
        entries.add(it.id(), kind, staff.account(), deputies.signature(staff, it), visible, text);
    }

    /** What somebody outside the office did, or what came about by itself; {@code who} is empty then. */
    public void note(UUID caseId, Entry.Kind kind, String who, boolean visible, @Nullable String text) {
        entries.add(caseId, kind, null, who, visible, text);
    }

    /**
     * Tells the citizen, if they gave an e-mail address, that something is new; nothing of the case's content is in it.
     *
     * @param occasion the messages {@code cases.mail.OCCASION.subject} and {@code .text}
     */
    public void tellCitizen(Case it, String occasion) {
        citizenMail.send(it, occasion);
    }

    /**
     * Tells whoever works on the case, if they can be reached by e-mail.
     *
     * @param occasion the messages {@code cases.mail.clerk.OCCASION.subject} and {@code .text}
     */
    public void tellClerk(Case it, String occasion, String what) {
        Optional.ofNullable(it.assignee())
                .map(assignee -> accounts.getAccount(assignee).login())
                .filter(Message::isAddress)
                .ifPresent(address -> mail.send(new Message(
                        address,
                        messages.text("de", "cases.mail.clerk." + occasion + ".subject", it.number()),
                        messages.text("de", "cases.mail.clerk." + occasion + ".text", it.number(), it.title(), what))));
    }
}
