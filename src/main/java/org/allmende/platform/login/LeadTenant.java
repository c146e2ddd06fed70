package org.allmende.platform.login;

/** Knows the tenant that runs the server; a role over the whole region counts there and nowhere else. */
public interface LeadTenant {

    boolean isLead(String tenant);
}
