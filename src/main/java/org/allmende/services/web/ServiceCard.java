package org.allmende.services.web;

/** A service in a list, or a field of services; the path leads to a page about it. */
public record ServiceCard(String icon, String title, String text, String href, String where) {}
