package org.allmende.region.web;

/** Whether a tenant takes part in a topic, as a sign, a word and a day. */
public record TenantState(String topic, String label, String kind, String icon, String when, boolean never) {}
