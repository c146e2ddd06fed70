package org.allmende.platform.login;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A member of staff at work, for one tenant.
 *
 * @param tenants all for which this person may work today, this one among them
 * @param offices ids of the offices whose cases are theirs; {@code *} stands for all
 */
public record Staff(
        UUID account, String name, String tenant, List<String> tenants, Set<Role> roles, Set<String> offices) {

    public boolean isOneOf(Role... wanted) {
        for (var role : wanted) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }

    public boolean worksIn(String office) {
        return offices.contains("*") || offices.contains(office);
    }
}
