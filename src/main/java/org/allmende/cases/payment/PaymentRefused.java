package org.allmende.cases.payment;

/** A payment could not begin, or what came back does not count. */
public final class PaymentRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PaymentRefused(String why) {
        super(why, null, false, false);
    }
}
