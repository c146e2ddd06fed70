package org.allmende.platform.login.web;

import java.util.Map;

/**
 * Where somebody sets name and password by a one-time link.
 *
 * @param purpose {@code first}, {@code invitation} or {@code password}
 * @param errors by field
 */
public record InvitationPage(String path, String purpose, String login, String name, Map<String, String> errors) {}
