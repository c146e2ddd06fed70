package org.allmende.demo;

import java.util.Set;
import org.allmende.platform.login.Role;

/**
 * An invented member of staff.
 *
 * @param offices where they work; {@code *} stands for all of the tenant
 */
public record DemoAccount(String login, String name, String tenant, Role role, Set<String> offices) {

    public DemoAccount {
        offices = Set.copyOf(offices);
    }
}
