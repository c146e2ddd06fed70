package org.allmende.platform.login.web;

/** What the log-in page says on top, and where it leads afterwards. */
public record LoginPage(boolean refused, boolean loggedOut, String next) {}
