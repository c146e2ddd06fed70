package org.allmende.platform.subscription;

import java.net.URI;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Face;
import org.allmende.platform.html.Faces;
import org.allmende.platform.html.Messages;
import org.allmende.platform.mail.Mail;
import org.allmende.platform.mail.Message;
import org.allmende.platform.time.GermanDates;
import org.springframework.stereotype.Component;

/** What goes to subscribers: each with the link that ends it, in the text and as a header for mail programs. */
@Component
class SubscriptionLetters {

    private final Mail mail;
    private final Messages messages;
    private final Faces faces;
    private final Tenancy tenancy;
    private final Configuration configuration;

    SubscriptionLetters(Mail mail, Messages messages, Faces faces, Tenancy tenancy, Configuration configuration) {
        this.mail = mail;
        this.messages = messages;
        this.faces = faces;
        this.tenancy = tenancy;
        this.configuration = configuration;
    }

    void confirm(Subscription it, Address to, String token) {
        var until = GermanDates.date(GermanDates.dayOf(it.expires()), it.lang());
        send(
                to,
                messages.text(it.lang(), "platform.subscription.mail.confirm.subject", sender()),
                messages.text(
                        it.lang(),
                        "platform.subscription.mail.confirm.text",
                        it.wanted().title(),
                        link(it, token),
                        until,
                        GermanDates.time(it.expires()),
                        sender()),
                link(it, token));
    }

    void already(Subscription it, Address to, String token) {
        send(
                to,
                messages.text(it.lang(), "platform.subscription.mail.already.subject", sender()),
                messages.text(
                        it.lang(),
                        "platform.subscription.mail.already.text",
                        it.wanted().title(),
                        link(it, token),
                        sender()),
                link(it, token));
    }

    void news(Subscription it, Address to, String token, String subject, String text) {
        send(
                to,
                subject,
                messages.text(
                        it.lang(),
                        "platform.subscription.mail.news",
                        text,
                        configuration.publicUrl().resolve(it.wanted().path()),
                        sender(),
                        it.wanted().title(),
                        GermanDates.date(GermanDates.dayOf(it.expires()), it.lang()),
                        link(it, token)),
                link(it, token));
    }

    void ended(Subscription it, Address to) {
        mail.send(new Message(
                to.plain(),
                messages.text(it.lang(), "platform.subscription.mail.ended.subject", sender()),
                messages.text(
                        it.lang(),
                        "platform.subscription.mail.ended.text",
                        it.wanted().title(),
                        configuration.publicUrl().resolve(it.wanted().path()),
                        sender())));
    }

    /** What waits to go out does not go any more. */
    void forget(Subscription it, String token) {
        mail.forgetWaiting(link(it, token));
    }

    private void send(Address to, String subject, String text, URI link) {
        mail.send(new Message(to.plain(), subject, text, link));
    }

    /** The page on which it is confirmed and ended. */
    private URI link(Subscription it, String token) {
        return configuration.publicUrl().resolve("/%s/abonnement/%s/%s".formatted(tenancy.tenant(), it.id(), token));
    }

    private String sender() {
        return faces.find(tenancy.tenant())
                .map(Face::name)
                .orElseGet(() -> faces.region().name());
    }
}
