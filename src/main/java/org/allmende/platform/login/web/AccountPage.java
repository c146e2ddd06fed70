package org.allmende.platform.login.web;

import java.util.List;
import java.util.Map;

/**
 * One's own account.
 *
 * @param notice what was just done; empty for nothing
 * @param places the tenants in which one may work, this one first
 * @param sessions how many devices are logged in
 */
public record AccountPage(
        String login,
        String notice,
        List<Place> places,
        List<Key> passkeys,
        boolean hasPassword,
        int sessions,
        Map<String, String> errors) {

    /** A tenant in which one works, and as what. */
    public record Place(String tenant, String name, String crest, boolean here, List<String> rights) {}

    /** A passkey. */
    public record Key(String id, String label, String created, String lastUsed) {}
}
