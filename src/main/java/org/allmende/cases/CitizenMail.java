package org.allmende.cases;

import org.allmende.platform.config.Configuration;
import org.allmende.platform.html.Messages;
import org.allmende.platform.mail.Mail;
import org.allmende.platform.mail.Message;
import org.allmende.region.Regions;
import org.springframework.stereotype.Component;

/** Tells a citizen who gave an e-mail address that something is new. Nothing of the case's content is in it. */
@Component
class CitizenMail {

    private final Mail mail;
    private final Messages messages;
    private final Regions regions;
    private final Configuration configuration;

    CitizenMail(Mail mail, Messages messages, Regions regions, Configuration configuration) {
        this.mail = mail;
        this.messages = messages;
        this.regions = regions;
        this.configuration = configuration;
    }

    void received(Case it) {
        send(it, "received");
    }

    void asked(Case it) {
        send(it, "asked");
    }

    void heard(Case it) {
        send(it, "heard");
    }

    void noticeReady(Case it) {
        send(it, "notice");
    }

    /** For those who get no notice. */
    void done(Case it) {
        send(it, "done");
    }

    /** The office's period has passed, so it counts as granted. */
    void deemedGranted(Case it) {
        send(it, "deemed");
    }

    /** The office needs more time until it counts as granted, and says why. */
    void prolonged(Case it) {
        send(it, "prolonged");
    }

    /** @param occasion the messages {@code cases.mail.OCCASION.subject} and {@code .text} */
    void send(Case it, String occasion) {
        if (it.email() == null) {
            return;
        }
        var office = regions.current().get(it.tenant()).name();
        var address = configuration.publicUrl().resolve("/" + it.portal() + "/vorgang/" + it.number());
        mail.send(new Message(
                it.email(),
                messages.text(it.lang(), "cases.mail." + occasion + ".subject", it.number()),
                messages.text(it.lang(), "cases.mail." + occasion + ".text", it.number(), office, address)));
    }
}
