package org.allmende.services.form;

/** One of the answers to choose from; the hint is empty where the label says it all. */
public record Option(String id, Text label, Text hint) {}
