package org.allmende;

import java.util.UUID;

/**
 * A case that a citizen has sent.
 *
 * @param path where the citizen reads it
 */
public record SentCase(String path, UUID id) {

    /** @param sent the page that says that it was sent */
    public static SentCase of(DemoCounty county, Answer sent) {
        return of(county, sent.address().getPath().replace("/gesendet", ""));
    }

    /** @param path where the citizen reads it */
    public static SentCase of(DemoCounty county, String path) {
        var id = county.owner()
                .sql("select id from cases.case where number = ?")
                .param(numberIn(path))
                .query(UUID.class)
                .single();
        return new SentCase(path, id);
    }

    public String number() {
        return numberIn(path);
    }

    /** Where the office works on it. */
    public String desk() {
        return "/arbeitsplatz/vorgaenge/" + id;
    }

    private static String numberIn(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
