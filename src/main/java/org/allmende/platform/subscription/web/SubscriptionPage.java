package org.allmende.platform.subscription.web;

/**
 * How it is with an order of e-mails.
 *
 * @param state asked, many, pending, active, ended or gone: the messages {@code platform.subscription.STATE} and {@code .lead}
 * @param title what it is about, and {@code about} the path of its page; both empty where that is not known
 * @param path at which it is ended; empty if there is nothing to end
 * @param until when it ends, or can be confirmed; may be empty
 */
public record SubscriptionPage(String state, String title, String about, String path, String until) {

    static SubscriptionPage of(String state) {
        return new SubscriptionPage(state, "", "", "", "");
    }

    public boolean isPending() {
        return state.equals("pending");
    }
}
