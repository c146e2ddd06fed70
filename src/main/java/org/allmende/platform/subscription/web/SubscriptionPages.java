package org.allmende.platform.subscription.web;

import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Forbidden;
import org.allmende.platform.login.Public;
import org.allmende.platform.subscription.Subscribers;
import org.allmende.platform.subscription.Subscription;
import org.allmende.platform.subscription.Subscription.State;
import org.allmende.platform.time.GermanDates;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * Where the link in a subscriber's letters leads. To look at it changes nothing, since programs that scan mail follow every link:
 * what changes something is a button, or a mail program's one click (RFC 8058).
 */
@Controller
class SubscriptionPages {

    private static final String ONE_CLICK = "One-Click";

    private final Subscribers subscribers;
    private final Tenancy tenancy;

    SubscriptionPages(Subscribers subscribers, Tenancy tenancy) {
        this.subscribers = subscribers;
        this.tenancy = tenancy;
    }

    /** After the form, whatever was typed there. */
    @Public
    @GetMapping("/{tenant}/abonnement")
    View asked(Page page, @PathVariable String tenant, @RequestParam(required = false) String viel) {
        return page.show("platform/subscription", SubscriptionPage.of(viel != null ? "many" : "asked"));
    }

    @Public
    @GetMapping("/{tenant}/abonnement/{id}/{token}")
    View look(Page page, @PathVariable String tenant, @PathVariable String id, @PathVariable String token) {
        return tenancy.as(tenant, () -> find(id, token))
                .map(it -> page.show("platform/subscription", of(page, tenant, it, token)))
                .orElseGet(() -> gone(page));
    }

    @Public
    @PostMapping("/{tenant}/abonnement/{id}/{token}/bestaetigen")
    View confirm(Page page, @PathVariable String tenant, @PathVariable String id, @PathVariable String token) {
        return tenancy.as(
                        tenant,
                        () -> find(id, token).map(it -> {
                            subscribers.confirm(it);
                            return it;
                        }))
                .map(it -> SeeOther.at("/%s/abonnement/%s/%s".formatted(tenant, it.id(), token)))
                .orElseGet(() -> gone(page));
    }

    /** Ends it, without a redirect, which mail programs do not follow (RFC 8058 §3.1). */
    @Public
    @PostMapping("/{tenant}/abonnement/{id}/{token}")
    View end(
            Page page,
            @PathVariable String tenant,
            @PathVariable String id,
            @PathVariable String token,
            @RequestParam(name = "List-Unsubscribe", defaultValue = "") String click) {
        if (!click.equals(ONE_CLICK)) {
            throw new Forbidden();
        }
        var ended = tenancy.as(
                tenant,
                () -> find(id, token).map(it -> {
                    subscribers.end(it);
                    return it;
                }));
        return ended.map(it -> page.show(
                        "platform/subscription",
                        new SubscriptionPage(
                                "ended", it.wanted().title(), it.wanted().path(), "", "")))
                .orElseGet(() -> page.show("platform/subscription", SubscriptionPage.of("ended")));
    }

    private Optional<Subscription> find(String id, String token) {
        try {
            return subscribers.find(UUID.fromString(id), token);
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private static SubscriptionPage of(Page page, String tenant, Subscription it, String token) {
        return new SubscriptionPage(
                it.state() == State.ACTIVE ? "active" : "pending",
                it.wanted().title(),
                it.wanted().path(),
                "/%s/abonnement/%s/%s".formatted(tenant, it.id(), token),
                GermanDates.date(GermanDates.dayOf(it.expires()), page.lang()));
    }

    private static View gone(Page page) {
        return page.show("platform/subscription", SubscriptionPage.of("gone"), HttpStatus.GONE);
    }
}
