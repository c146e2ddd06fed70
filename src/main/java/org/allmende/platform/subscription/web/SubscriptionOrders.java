package org.allmende.platform.subscription.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Throttle;
import org.allmende.platform.mail.Message;
import org.allmende.platform.subscription.Subscribers;
import org.allmende.platform.subscription.Wanted;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** What a module's form does with what was typed: the answer is the same for every address, known or not. */
@Component
public class SubscriptionOrders {

    /** So many come from one address of the internet within the throttle's span; a library or a school is one address. */
    private static final int MOST = 20;

    private final Subscribers subscribers;
    private final Tenancy tenancy;
    private final Throttle throttle;

    SubscriptionOrders(Subscribers subscribers, Tenancy tenancy, Throttle throttle) {
        this.subscribers = subscribers;
        this.tenancy = tenancy;
        this.throttle = throttle;
    }

    /** What is wrong with the field {@code email}, by its name; empty if a letter can go there. */
    public static Map<String, String> errors(Page page, String email) {
        if (email.isBlank()) {
            return Map.of("email", page.t("platform.subscription.email.missing"));
        }
        return Message.isAddress(email.strip())
                ? Map.of()
                : Map.of("email", page.t("platform.subscription.email.wrong"));
    }

    /** @param email one without {@link #errors} */
    public View order(Page page, HttpServletRequest request, String tenant, Wanted wanted, String email) {
        if (!throttle.admits(request, "subscription", MOST)) {
            return SeeOther.at("/%s/abonnement?viel".formatted(tenant));
        }
        tenancy.run(tenant, () -> subscribers.ask(wanted, email.strip(), page.lang()));
        return SeeOther.at("/%s/abonnement".formatted(tenant));
    }
}
