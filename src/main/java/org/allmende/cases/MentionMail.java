package org.allmende.cases;

import org.allmende.cases.desk.Mentions;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.html.Messages;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.Staff;
import org.allmende.platform.mail.Mail;
import org.allmende.platform.mail.Message;
import org.springframework.stereotype.Component;

/** Tells colleagues that a note names them: on their page, and by a letter that says nothing of what is in the note. */
@Component
class MentionMail {

    private final Accounts accounts;
    private final Mentions mentions;
    private final Mail mail;
    private final Messages messages;
    private final Configuration configuration;

    MentionMail(Accounts accounts, Mentions mentions, Mail mail, Messages messages, Configuration configuration) {
        this.accounts = accounts;
        this.mentions = mentions;
        this.mail = mail;
        this.messages = messages;
        this.configuration = configuration;
    }

    /** Works in the note's transaction. */
    void tell(Staff by, Case it, String note) {
        for (var named : Mentions.in(note, accounts.listColleagues(it.office()))) {
            if (named.id().equals(by.account())) {
                continue;
            }
            mentions.add(named.id(), it.id(), by);
            if (Message.isAddress(named.login()) && mentions.wantsMail(named.id())) {
                var link = configuration.publicUrl().resolve("/arbeitsplatz/vorgaenge/" + it.id());
                mail.send(new Message(
                        named.login(),
                        messages.text("de", "cases.mentions.mail.subject", it.number()),
                        messages.text("de", "cases.mentions.mail.text", by.name(), it.number(), link)));
            }
        }
    }
}
