package org.allmende.cases.opinion;

import org.allmende.cases.Case;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.html.Messages;
import org.allmende.platform.mail.Mail;
import org.allmende.platform.mail.Message;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Office;
import org.allmende.region.Regions;
import org.springframework.stereotype.Component;

/** Tells those who are asked that they are. Nothing of the case's content is in it, and never the code. */
@Component
class OpinionMail {

    private final Mail mail;
    private final Messages messages;
    private final Regions regions;
    private final Configuration configuration;

    OpinionMail(Mail mail, Messages messages, Regions regions, Configuration configuration) {
        this.mail = mail;
        this.messages = messages;
        this.regions = regions;
        this.configuration = configuration;
    }

    void asked(Case it, Opinion opinion) {
        send(it, opinion, "opinion");
    }

    void overdue(Case it, Opinion opinion) {
        send(it, opinion, "opinion.overdue");
    }

    void withdrawn(Case it, Opinion opinion) {
        send(it, opinion, "opinion.withdrawn");
    }

    private void send(Case it, Opinion opinion, String occasion) {
        var to = address(opinion.body());
        if (!Message.isAddress(to)) {
            return;
        }
        mail.send(new Message(
                to,
                messages.text("de", "cases.mail." + occasion + ".subject", it.number()),
                messages.text(
                        "de",
                        "cases.mail." + occasion + ".text",
                        it.number(),
                        sender(it),
                        GermanDates.date(opinion.due(), "de"),
                        configuration.publicUrl().resolve(path(it.tenant(), opinion)),
                        office(it).contact().phone())));
    }

    private String address(Body body) {
        return switch (body) {
            case Body.Outside outside -> outside.email();
            case Body.OfOffice asked ->
                regions.current()
                        .findOffice(asked.tenant(), asked.office())
                        .map(office -> office.contact().email())
                        .orElse("");
        };
    }

    /** Where whoever is asked answers. */
    private static String path(String tenant, Opinion opinion) {
        return switch (opinion.body()) {
            case Body.Outside outside -> "/%s/stellungnahme/%s".formatted(tenant, opinion.id());
            case Body.OfOffice asked -> "/arbeitsplatz/stellungnahmen/" + opinion.id();
        };
    }

    /** {@code Stadt Gladenbach, Standesamt} */
    String sender(Case it) {
        return regions.current().get(it.tenant()).name() + ", " + office(it).name();
    }

    private Office office(Case it) {
        return regions.current().findOffice(it.tenant(), it.office()).orElseThrow();
    }
}
