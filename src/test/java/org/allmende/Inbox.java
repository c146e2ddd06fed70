package org.allmende;

import java.util.List;
import java.util.regex.Pattern;

/** What somebody gets from the demo county, whose letters all stay in its outbox. */
public record Inbox(DemoCounty county, String address) {

    private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/[a-z-]+/abonnement/\\S+)");

    public record Letter(String subject, String body, String unsubscribe) {}

    /** The oldest first. */
    public List<Letter> letters() {
        return county.owner()
                .sql("""
                select subject, body, unsubscribe from platform.mail where recipient = :address order by created, id
                """)
                .param("address", address)
                .query(Letter.class)
                .list();
    }

    public List<String> subjects() {
        return letters().stream().map(Letter::subject).toList();
    }

    /** Path of the page on which the subscription of the newest letter is confirmed and ended. */
    public String link() {
        var found = LINK.matcher(letters().getLast().body());
        if (!found.find()) {
            throw new AssertionError("no link in " + letters().getLast());
        }
        return found.group(1);
    }

    /** Presses the button to which the newest letter leads. */
    public String confirm() {
        var link = link();
        var answer = county.visitor().post(link + "/bestaetigen", java.util.Map.of());
        if (answer.status() != 303) {
            throw new AssertionError("not confirmed: " + answer);
        }
        return link;
    }
}
