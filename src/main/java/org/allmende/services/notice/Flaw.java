package org.allmende.services.notice;

/** Something a template may not contain, with its line and what to do, in German. */
public record Flaw(int line, String message, String fix) {}
