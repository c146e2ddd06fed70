package org.allmende.cases.web;

import java.util.List;
import org.allmende.platform.html.Markup;
import org.jspecify.annotations.Nullable;

/**
 * A citizen's own case.
 *
 * @param question what the office wants to know, null when it is not the citizen's turn
 * @param ready the notice, null until it is there
 * @param done the office's last word where no notice is written, null until it is done
 * @param objecting how to object to the notice, or where the objection is; null where neither is possible
 * @param canWithdraw whether the application can still be taken back
 * @param open whether somebody still works on it
 * @param pay what is owed, null for nothing
 * @param steps what is arranged beside the process
 * @param feedback where to say whether the notice helped
 */
public record StatusPage(
        String number,
        String title,
        String submitted,
        String office,
        String contactName,
        String phone,
        String email,
        @Nullable Turn question,
        @Nullable Document ready,
        String readyText,
        @Nullable String done,
        @Nullable Objecting objecting,
        List<Moment> moments,
        List<Document> documents,
        List<Upload> uploads,
        List<Talk> talk,
        String path,
        boolean open,
        boolean canWithdraw,
        String feedback,
        @Nullable Pay pay,
        StatusSteps steps) {

    /**
     * What is owed.
     *
     * @param result how a payment ended from which the citizen just comes back, empty for none
     * @param service with which they can pay online, empty for none
     * @param transfer how to transfer the money, empty where there is no account
     */
    public record Pay(String state, boolean settled, String result, String service, String transfer) {}

    /** The office waits for an answer, or for what the citizen says to what it means to do. */
    public record Turn(
            boolean hearing,
            String text,
            List<String> papers,
            String due,
            long daysLeft,
            String error,
            String typed,
            Markup qr,
            String phoneUrl) {}

    /** The period in words; href leads to an objection that is there already, else it is null. */
    public record Objecting(String text, @Nullable String href, String error, String typed) {}

    public record Document(String title, String text, String href, String icon) {}

    /** What the citizen sent along; {@code note} tells whether it has been scanned. */
    public record Upload(String name, String note) {}

    /** A point of the timeline; state as {@code platform.moment} has it. */
    public record Moment(String state, String title, String when, String datetime, String text, String icon) {}

    /** A message. */
    public record Talk(boolean mine, String initials, String who, String when, String text) {}
}
