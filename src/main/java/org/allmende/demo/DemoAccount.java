package org.allmende.demo;

import org.allmende.platform.login.Role;

/**
 * An invented member of staff.
 *
 * @param office where they work; {@code *} stands for all of the tenant
 */
public record DemoAccount(String login, String name, String tenant, Role role, String office) {}
