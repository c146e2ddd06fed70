package org.allmende.cases.payment;

import java.net.URI;
import java.util.Map;
import java.util.UUID;

/**
 * Takes money for us over the net: somebody is sent there, pays, and comes back. What the browser brings back is only a hint;
 * what counts is what the service itself says when it is asked.
 */
public interface PaymentService {

    /** What people call it. */
    String name();

    /** Where somebody goes to pay; {@link PaymentRefused} if nobody answers there. */
    URI begin(PaymentRequest request);

    /** Whether what the browser brought back is signed by the service and about this payment. */
    boolean isGenuine(UUID request, Map<String, String> back);

    /** What has become of a payment, asked from server to server. */
    Answer ask(UUID request);

    /** What the service says. */
    sealed interface Answer {

        /** The money has come; in cents. */
        record Paid(int cents) implements Answer {}

        /** Nobody has paid yet, but still may. */
        record Waiting() implements Answer {}

        /** Nobody will pay any more with this request, or the service does not know it. */
        record Gone() implements Answer {}
    }
}
