package org.allmende.platform.login;

/** What a member of staff may do, in one office or in a whole tenant. */
public enum Role {
    /** Works on cases of the own offices. */
    CLERK,
    /** Sees and distributes all cases of the own offices. */
    LEAD,
    /** Keeps the tenant's offices, staff, texts and contacts. */
    ADMIN,
    /** Adds tenants, shares services, sees figures; never a case's content. */
    COMPETENCE_CENTER,
    /** Reads the audit log. */
    AUDITOR,
    /** Runs the server; never sees a case's content. */
    OPERATOR,
    /** Keeps what is owed and paid: names and amounts, never a case's content. */
    CASHIER
}
