package org.allmende.platform.login.web;

import org.jspecify.annotations.Nullable;

/**
 * What the log-in page says on top, and where it leads afterwards.
 *
 * @param notice {@code refused}, {@code throttled}, {@code sso} or {@code loggedOut}; empty for none
 * @param provider the name of the identity provider; null when there is none
 */
public record LoginPage(
        String notice, String next, @Nullable String provider) {}
