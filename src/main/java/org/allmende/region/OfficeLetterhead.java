package org.allmende.region;

import java.util.List;
import org.allmende.platform.html.Messages;
import org.allmende.platform.pdf.Letterhead;

/** What stands at the top and at the foot of everything an office prints. */
public final class OfficeLetterhead {

    private OfficeLetterhead() {}

    /**
     * @param office its name; empty when the tenant writes as a whole
     * @param contact of the office
     */
    public static Letterhead of(Tenant tenant, String office, Contact contact, Messages messages, String language) {
        return new Letterhead(
                tenant.name(),
                office,
                tenant.name() + " · " + contact.address(),
                tenant.theme().light().brand().hex(),
                tenant.crest().png(),
                List.of(
                        new Letterhead.Column(
                                messages.text(language, "region.letter.address"),
                                List.of(tenant.name(), contact.address())),
                        new Letterhead.Column(
                                messages.text(language, "region.letter.contact"),
                                List.of(contact.phone(), contact.email()))));
    }
}
