package org.allmende.cases.handover;

import java.time.Duration;
import java.util.UUID;
import org.allmende.cases.Case;
import org.allmende.cases.Cases;
import org.allmende.platform.api.Webhook;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.operations.GivenUp;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Hears what happens to cases and writes down, in the same transaction, who is to be told: either both are kept or neither,
 * whatever happens to the server. Telling is work that falls due.
 */
@Component
class HandoverEvents {

    private final Tenancy tenancy;
    private final Cases cases;
    private final Deliveries deliveries;

    HandoverEvents(Tenancy tenancy, Cases cases, Deliveries deliveries) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.deliveries = deliveries;
    }

    @EventListener
    void submitted(Case.Submitted event) {
        note(event.tenant(), event.id(), Receiver.Event.SUBMITTED);
    }

    /** Not the decision itself: a moment later its notice is there as well. */
    @EventListener
    void decided(Case.NoticeReady event) {
        note(event.tenant(), event.id(), Receiver.Event.DECIDED);
    }

    @EventListener
    void closed(Case.Closed event) {
        note(event.tenant(), event.id(), Receiver.Event.CLOSED);
    }

    private void note(String tenant, UUID id, Receiver.Event event) {
        tenancy.run(tenant, () -> cases.find(id).ifPresent(it -> deliveries.add(it, event)));
    }

    /** What there is to do by itself, what is sent, and what the operator has to know. */
    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        DueWork tellReceivers(Dispatch dispatch) {
            return DueWork.of("hand-over", Duration.ofSeconds(5), """
                    select distinct tenant from cases.delivery where state = 'WAITING' and next_attempt <= now()
                    """, dispatch::deliverDue);
        }

        @Bean
        GivenUp undelivered(Deliveries deliveries) {
            return new GivenUp(deliveries::countAllDead);
        }

        @Bean
        Webhook submittedMessage() {
            return new Webhook(
                    Receiver.Event.SUBMITTED.type(), "cases.api.submitted", "cases.api.submitted.text", Message.class);
        }

        @Bean
        Webhook decidedMessage() {
            return new Webhook(
                    Receiver.Event.DECIDED.type(), "cases.api.decided", "cases.api.decided.text", Message.class);
        }

        @Bean
        Webhook closedMessage() {
            return new Webhook(
                    Receiver.Event.CLOSED.type(), "cases.api.closed", "cases.api.closed.text", Message.class);
        }
    }
}
